"""At the door: the page to sign in on, and the one that gives back what was sent before."""

import json
from collections.abc import Sequence
from typing import Any, Final

from fastapi import Request
from starlette.responses import Response

from app.errors import Complaint
from app.models import Account
from app.web.people import Visitor, csrf_of, visitor_of
from app.web.permissions import FORM_FIELD
from app.web.submissions import Submission
from app.web.templating import render

FILE: Final = "_file"  # the name of a file that was sent: its content is not kept


def sign_in_page(
    request: Request,
    *,
    then: str,
    kept: str = "",
    name: str = "",
    message: str = "",
    complaints: Sequence[Complaint] = (),
    status: int = 200,
) -> Response:
    """`kept` is what was sent when nobody was signed in any more; it is given back after signing in."""
    context = {"then": then, "kept": kept, "person": name, "message": message, "complaints": complaints}
    return render(request, "people/sign_in.html", status=status, **context)


def resume_page(request: Request, account: Account, secret: str, then: str, kept: str) -> Response:
    """What was sent before signing in, ready to be sent again."""
    request.state.visitor = Visitor(account, csrf_of(secret))
    return again_page(request, then, pairs_of(kept), "You are signed in again. Nothing you wrote is lost.")


def again_page(
    request: Request, then: str, fields: Sequence[tuple[str, str]], message: str, status: int = 200
) -> Response:
    """A form with these fields, to be sent to that address with the mark of this sign-in."""
    visible = [(name, value) for name, value in fields if not name.startswith("_") and value.strip()]
    files = [value for name, value in fields if name == FILE]
    sent = [pair for pair in fields if pair[0] != FILE]
    context = {"then": then, "fields": sent, "visible": visible, "files": files, "message": message}
    return render(request, "people/again.html", status=status, csrf=visitor_of(request).csrf, **context)


def kept_of(submission: Submission | None) -> str:
    """The fields of a form as one value, without the mark of the old sign-in. Of files only the names are kept."""
    if submission is None:
        return ""
    fields = [pair for pair in submission.fields if pair[0] != FORM_FIELD]
    fields += [(FILE, upload.name) for upload in submission.files.values()]
    return json.dumps(fields, ensure_ascii=False) if fields else ""


def pairs_of(kept: str) -> list[tuple[str, str]]:
    """The fields that were kept; none if somebody has tampered with them."""
    try:
        pairs: Any = json.loads(kept)
        return [(str(name), str(value)) for name, value in pairs]
    except (ValueError, TypeError):
        return []
