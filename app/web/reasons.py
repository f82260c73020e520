"""Why somebody changes a record: every change is made with a reason, but the first of a new record can go without."""

from typing import Any, Final

from app.entries.text import unprintable_in
from app.errors import Complaint, Refused
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


def reason_rules(reason: str, *, is_needed: bool = True, cure: str = "say in a few words why") -> list[Complaint]:
    """What is wrong with a reason; `cure` is said of one that is needed and empty."""
    if is_needed and not reason:
        return [Complaint("_reason", "is empty", cure)]
    if len(reason) > LONGEST:
        return [Complaint("_reason", f"is longer than {LONGEST} characters", "shorten it")]
    if wrong := unprintable_in(reason):
        return [Complaint("_reason", wrong, "take it out")]
    return []


def made_from_in(submission: Submission) -> int:
    """The number of the revision that somebody saw who decided; 0, which none has, if a form names none.

    Raises Refused for a JSON body that names none: a script is told which field it forgot.
    """
    if not submission.is_json:
        return submission.number("_made_from") or 0
    body: Any = submission.json
    number = body.get("made_from") if isinstance(body, dict) else None
    if type(number) is not int or not 0 < number < 2**31:
        cure = "send the number of the revision that you have read"
        raise Refused(Complaint("made_from", "is missing", cure))
    return number


def standing_in(submission: Submission) -> bool | None:
    """Whether a script wants a link to stand; None for a form, whose button says what it does. Raises Refused."""
    if not submission.is_json:
        return None
    body: Any = submission.json
    stands = body.get("stands") if isinstance(body, dict) else None
    if not isinstance(stands, bool):
        raise Refused(Complaint("stands", "is missing", "send true or false"))
    return stands


def refuse_bad_reason(reason: str) -> None:
    """Raises Refused."""
    if wrong := reason_rules(reason):
        raise Refused(*wrong)


def edit_of(account: Account, reason: str) -> Edit:
    return Edit(by=account.name, reason=reason)
