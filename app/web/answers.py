"""What follows a step that writes: the record it is about, or the page again with what is in the way."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from fastapi import Request, Response
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, RedirectResponse

from app.errors import Complaint, Refused, Stale
from app.web.addresses import PLURALS, public
from app.web.writing import prepare_citations, write

Made = TypeVar("Made")
CHANGED: Final = Complaint(
    "", "this would undo a change that came after you opened it", "look at what changed, then do it again"
)


def answered(
    request: Request,
    work: Callable[[Session], Made],
    *,
    done: Callable[[Made], Response],
    again: Callable[[Session, Sequence[Complaint]], Response],
    as_data: bool = False,
) -> Response:
    """Do the work and answer with what it made; or show the page `again`, with what is in the way.

    What was sent as data is told so as data: then Refused and Stale go on to the handlers of errors.
    """
    try:
        made = write(request, work)
    except (Refused, Stale) as error:
        if as_data:
            raise
        wrong = error.complaints if isinstance(error, Refused) else (CHANGED,)
    else:
        return done(made)
    with request.app.state.sessions() as session:  # which sees what others wrote meanwhile
        return again(session, wrong)


def at_record(request: Request, noun: str, slug: str, fragment: str, *, as_data: bool = False, **more: Any) -> Response:
    """Leads to the page of a record that was written; as data, names it, with `more`. Its citations are prepared."""
    path = f"/{PLURALS[noun]}/{slug}"
    answer: Response = RedirectResponse(f"{path}#{fragment}", status_code=303)
    if as_data:
        answer = JSONResponse({"noun": noun, "slug": slug, **more, "url": public(request, path)})
    answer.background = BackgroundTask(prepare_citations, request, noun, slug)
    return answer
