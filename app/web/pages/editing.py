"""New records and changes of records: the form, and what comes of sending it. The same addresses take JSON."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.models import Account
from app.queries.drafts import list_drafts_of
from app.web.addresses import PLURALS
from app.web.answers import at_record
from app.web.bodies import publish_data
from app.web.claim_forms import beside_claim
from app.web.conflicts import Overtaken, settled
from app.web.deps import SessionDep
from app.web.editing import Unfinished, publish_form
from app.web.filling import filled_from, filled_from_record
from app.web.form_pages import form_page, opened
from app.web.forms import Filled
from app.web.permissions import PUBLISHING, ProposerViewDep, may
from app.web.submissions import Submission, SubmissionDep

router = APIRouter()


def _new(noun: str) -> Callable[..., Response]:
    def show_new(request: Request, session: SessionDep, _account: ProposerViewDep) -> Response:
        return form_page(request, session, opened(session, noun, request.query_params))

    return show_new


def _edit(noun: str) -> Callable[..., Response]:
    def show_edit(request: Request, session: SessionDep, account: ProposerViewDep, slug: str) -> Response:
        form = filled_from_record(session, noun, slug)
        return form_page(request, session, form, drafts=list_drafts_of(session, noun, slug, account))

    return show_edit


def _add(noun: str) -> Callable[..., Response]:
    publisher = may(PUBLISHING[noun])

    def add(
        request: Request, session: SessionDep, submission: SubmissionDep, account: Annotated[Account, publisher]
    ) -> Response:
        return _publish(request, session, account, submission, noun, None)

    return add


def _change(noun: str) -> Callable[..., Response]:
    publisher = may(PUBLISHING[noun])

    def change(
        request: Request,
        session: SessionDep,
        submission: SubmissionDep,
        slug: str,
        account: Annotated[Account, publisher],
    ) -> Response:
        return _publish(request, session, account, submission, noun, slug)

    return change


def _publish(
    request: Request, session: Session, account: Account, submission: Submission, noun: str, slug: str | None
) -> Response:
    if submission.is_json:
        made = publish_data(request, account, submission.json, noun, slug)
        answer = at_record(request, made.noun, made.slug, "saved", as_data=True, revision=made.revision)
        answer.headers["Location"] = f"/{PLURALS[made.noun]}/{made.slug}"
        answer.status_code = 201 if made.is_new else 200
        return answer
    form = settled(session, filled_from(submission, noun, slug), submission)
    sure = bool(submission.get("_sure"))
    return published(request, session, account, form, submission.number("_draft"), sure=sure)


def published(
    request: Request, session: Session, account: Account, form: Filled, draft: int | None, *, sure: bool = False
) -> Response:
    """Publish what a form holds: leads to the record, or shows the form with what is in the way."""
    try:
        made = publish_form(request, account, form, draft, sure=sure)
    except Unfinished as unfinished:
        form, similar = unfinished.form, unfinished.similar
        beside = beside_claim(request, session, form, similar) if similar else None
        return form_page(request, session, form, draft=draft, beside=beside, status=422)
    except Overtaken as overtaken:
        together = overtaken.together
        return form_page(request, session, together.form, draft=draft, overtaken=together, status=409)
    return at_record(request, made.noun, made.slug, "saved")


for _noun, _plural in PLURALS.items():
    router.get(f"/{_plural}/new", name=f"new_{_noun}")(_new(_noun))
    router.get(f"/{_plural}/{{slug}}/edit", name=f"edit_{_noun}")(_edit(_noun))
    router.post(f"/{_plural}", name=f"add_{_noun}")(_add(_noun))
    router.post(f"/{_plural}/{{slug}}", name=f"change_{_noun}")(_change(_noun))
