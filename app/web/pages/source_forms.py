"""A new source: its text is read first, and the form then shows what the app makes of it."""

from fastapi import APIRouter, Request, Response

from app.web.deps import SessionDep
from app.web.filling import filled_from
from app.web.form_pages import form_page
from app.web.permissions import ProposerDep
from app.web.source_texts import alike, beside_reading, opened, with_upload
from app.web.submissions import SubmissionDep

router = APIRouter()


@router.post("/sources/new", name="read_source")
def read_source(request: Request, session: SessionDep, _account: ProposerDep, submission: SubmissionDep) -> Response:
    """The form with its text read; nothing is written.

    The first time, it proposes what the text says of itself. `_from` says with which block the list of blocks begins.
    """
    form = filled_from(submission, "source", submission.get("_slug")[:100] or None)
    form, warnings = with_upload(form, submission)
    first, is_new = submission.number("_from") or 0, not (form.slug or submission.get("_read"))
    form, reading = opened(session, form, first, proposes=is_new)
    return form_page(
        request,
        session,
        form,
        draft=submission.number("_draft"),
        status=422 if form.complaints else 200,
        beside=beside_reading(reading, warnings, alike(session, form) if reading and not first else ()),
    )
