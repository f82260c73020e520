"""What is sent along with a step that changes many records at once: plain words, and why."""

from typing import Any, Final

from app.errors import Complaint
from app.models import Account
from app.store import Edit
from app.web.submissions import Submission

LONGEST: Final = 500  # characters


def said(submission: Submission, name: str) -> str:
    """A field of the form; of a JSON body the text of that name, without the underscore of the form's own fields."""
    if not submission.is_json:
        return submission.get(name)
    body: Any = submission.json
    value = body.get(name.lstrip("_"), "") if isinstance(body, dict) else ""
    return value.strip() if isinstance(value, str) else ""


def reason_in(submission: Submission) -> str:
    return " ".join(said(submission, "_reason").split())


def reason_rules(reason: str) -> list[Complaint]:
    """What is wrong with a reason, which every such step needs."""
    if not reason:
        return [Complaint("_reason", "is empty", "say in a few words why", ("_reason",))]
    if len(reason) > LONGEST:
        return [Complaint("_reason", f"is longer than {LONGEST} characters", "shorten it", ("_reason",))]
    return []


def edit_of(account: Account, reason: str) -> Edit:
    return Edit(by=account.name, reason=reason)
