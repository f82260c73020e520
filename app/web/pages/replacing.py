"""Replacing the text of a source: paste or upload it, settle its quotes, save once with a reason."""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app import store
from app.errors import Complaint, NotFound, Refused, Stale
from app.models import Account
from app.queries.newest import get_newest
from app.queries.sources import get_source
from app.store.shelf import Shelf
from app.web.answers import at_record
from app.web.deps import SessionDep
from app.web.filling import filled_from
from app.web.forms import Filled
from app.web.forms.reading import refused_as
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, reason_rules
from app.web.replacing import preview_of, replace_text, settled_in
from app.web.source_texts import readable, with_upload
from app.web.submissions import SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/sources/{slug}/text")


@router.get("")
def show_replace(request: Request, session: SessionDep, _account: PublisherViewDep, slug: str) -> Response:
    return _page(request, session, Filled("source", slug=slug))


@router.post("")
def replace(
    request: Request, session: SessionDep, account: PublisherDep, submission: SubmissionDep, slug: str
) -> Response:
    """Shows what becomes of the quotes; with the step `replace` and every quote settled, replaces the text."""
    if submission.is_json:
        return _as_data(request, account, submission.json, slug)
    form = filled_from(submission, "source", slug)
    get_newest(session, "source", slug)  # raises NotFound and Moved
    form, warnings = with_upload(form, submission)
    form = form if form.complaints else readable(form)
    if form.complaints:
        return _page(request, session, form, status=422)
    if submission.get("_do") != "replace":
        return _page(request, session, form, warnings=warnings, previews=True)
    session.close()  # what follows writes in a session of its own
    try:
        write(request, lambda writing: replace_text(writing, slug, form, edit_of(account, form.reason)))
    except (Refused, Stale) as error:
        with request.app.state.sessions() as again:
            form = form.with_complaints(*_complaints(error))
            return _page(request, again, form, previews=True, status=409 if isinstance(error, Stale) else 422)
    return at_record(request, "source", slug, "replaced")


def _complaints(error: Refused | Stale) -> tuple[Complaint, ...]:
    if isinstance(error, Refused):
        return error.complaints
    return (Complaint("", "the source has changed since you opened this", "look at what is below once more"),)


def _as_data(request: Request, account: Account, data: Any, slug: str) -> Response:
    """{text, settled: {quote: [start, stop] or null}, reason, made_from}"""
    body = data if isinstance(data, dict) else {}
    text, reason, made_from = body.get("text"), body.get("reason"), body.get("made_from")
    if not isinstance(text, str) or not isinstance(reason, str) or type(made_from) is not int:
        raise Refused(Complaint("", "something is missing", "send text, settled, reason and made_from"))
    form = readable(Filled("source", {"text": text}, slug=slug))
    if wrong := [*form.complaints, *reason_rules(" ".join(reason.split()))]:
        raise Refused(*wrong)
    settled = settled_in(body.get("settled"))

    def work(session: Session) -> int:
        source = Shelf(session).find("source", slug)
        if source is None:
            raise NotFound("source", slug)
        store.replace_text(session, source, text, settled, edit_of(account, reason), made_from)
        return int(source.revision)

    return at_record(request, "source", slug, "replaced", as_data=True, revision=write(request, work))


def _page(
    request: Request,
    session: Session,
    form: Filled,
    *,
    warnings: tuple[str, ...] = (),
    previews: bool = False,
    status: int = 200,
) -> Response:
    slug, preview = str(form.slug), None
    if previews:
        try:
            preview = preview_of(session, slug, form)
        except Refused as refused:
            form = form.with_complaints(*refused_as("text", refused))
    source = get_source(session, slug)
    return render(
        request,
        "replacing/text.html",
        status=status,
        form=form,
        source=source,
        preview=preview,
        warnings=warnings,
    )
