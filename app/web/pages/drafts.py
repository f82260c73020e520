"""Drafts: kept while somebody types, handed in, talked about, sent back or published."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse

from app.errors import Complaint, NotFound
from app.models import Account, Draft
from app.queries.drafts import get_draft_for, list_own_drafts
from app.queries.naming import slug_now
from app.store import drafts as store
from app.vocabulary import DraftState
from app.web.addresses import PLURALS
from app.web.answers import answered
from app.web.claim_forms import with_places
from app.web.conflicts import settled
from app.web.deps import SessionDep
from app.web.filling import filled_from, filled_from_draft
from app.web.form_pages import form_page
from app.web.forms import Filled
from app.web.forms.placing import misplaced
from app.web.forms.steps import stepped
from app.web.pages.editing import published
from app.web.permissions import PUBLISHING, ProposerDep, ProposerViewDep, PublisherDep, admitted, is_allowed
from app.web.queue import queued
from app.web.reviewing import comparison_of
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/drafts")


@router.get("")
def list_drafts(request: Request, session: SessionDep, account: ProposerViewDep) -> Response:
    own = queued(session, list_own_drafts(session, account))
    return render(request, "drafts/index.html", drafts=own)


@router.post("")
def keep_draft(request: Request, session: SessionDep, account: ProposerDep, submission: SubmissionDep) -> Response:
    """What is typed so far, whatever it is; then the step that the button asks for. `_do` names the step.

    A script that saves while one types asks for JSON and stays where it is.
    """
    form, step = settled(session, _sent(submission), submission), submission.get("_do")
    form, fragment = stepped(form, step)
    if form.slug and slug_now(session, form.noun, form.slug) is None:
        raise NotFound(form.noun, form.slug)
    wrong = misplaced(with_places(session, form)[1]) if step == "review" else []
    number, saves = submission.number("_draft"), submission.number("_saves")

    def work(session: Session) -> Draft:
        if number is None:
            draft = store.add_draft(session, account, form.noun, form.kept, slug=form.slug, made_from=form.made_from)
        else:
            draft = store.save_draft(session, account, number, form.kept, saves=saves or 0, made_from=form.made_from)
        return store.hand_in(session, account, draft.id) if step == "review" and not wrong else draft

    draft = write(request, work)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"draft": draft.id, "saves": draft.saves, "url": f"/drafts/{draft.id}/edit"})
    if wrong:  # an editor could not tell which words are meant
        session.rollback()  # to see what was just written
        ready = filled_from_draft(get_draft_for(session, account, draft.id)).with_complaints(*wrong)
        return form_page(request, session, ready, status=422)
    return RedirectResponse(f"/drafts/{draft.id}{'' if step == 'review' else f'/edit{fragment}'}", status_code=303)


@router.get("/{number}")
def show_draft(request: Request, session: SessionDep, account: ProposerViewDep, number: int) -> Response:
    """What it would change, side by side, and what was said about it."""
    draft = get_draft_for(session, account, number)
    if draft.state is DraftState.WRITING:
        return RedirectResponse(f"/drafts/{number}/edit", status_code=303)
    return _page(request, session, account, draft)


@router.get("/{number}/edit")
def edit_draft(request: Request, session: SessionDep, account: ProposerViewDep, number: int) -> Response:
    draft = get_draft_for(session, account, number)
    if draft.state in (DraftState.ACCEPTED, DraftState.DROPPED):
        return RedirectResponse(f"/drafts/{number}", status_code=303)
    return form_page(request, session, filled_from_draft(draft))


@router.post("/{number}/publish")
def publish_draft(
    request: Request, session: SessionDep, account: PublisherDep, submission: SubmissionDep, number: int
) -> Response:
    """Publish it as it stands: as it was when the page was opened on which the button stood."""
    draft = get_draft_for(session, account, number)
    admitted(account, PUBLISHING[draft.noun])
    if draft.state is not DraftState.ACCEPTED and submission.number("_saves") != draft.saves:
        changed = Complaint("draft", "was changed after you opened it", "look at it again, then publish it")
        return _page(request, session, account, draft, [changed])
    # The page with the button has shown the claims that are like it.
    return published(request, session, account, filled_from_draft(draft), number, sure=True)


@router.post("/{number}/take-back")
def take_back(request: Request, account: ProposerDep, number: int) -> Response:
    def work(session: Session) -> str:
        return f"/drafts/{store.take_back(session, account, number).id}/edit"

    return _moved(request, account, number, work)


@router.post("/{number}/hand-in")
def hand_in(request: Request, account: ProposerDep, number: int) -> Response:
    def work(session: Session) -> str:
        return f"/drafts/{store.hand_in(session, account, number).id}"

    return _moved(request, account, number, work)


@router.post("/{number}/drop")
def drop_draft(request: Request, account: ProposerDep, number: int) -> Response:
    def work(session: Session) -> str:
        return f"/drafts#draft-{store.drop(session, account, number).id}"

    return _moved(request, account, number, work)


@router.post("/{number}/comments")
def add_comment(request: Request, account: ProposerDep, submission: SubmissionDep, number: int) -> Response:
    text = submission.get("comment")

    def work(session: Session) -> str:
        return f"/drafts/{number}#comment-{store.add_comment(session, account, number, text).id}"

    return _moved(request, account, number, work, text)


@router.post("/{number}/send-back")
def send_back(request: Request, account: PublisherDep, submission: SubmissionDep, number: int) -> Response:
    text = submission.get("comment")

    def work(session: Session) -> str:
        return f"/review#draft-{store.send_back(session, account, number, text).id}"

    return _moved(request, account, number, work, text)


def _moved(
    request: Request, account: Account, number: int, work: Callable[[Session], str], typed: str = ""
) -> Response:
    """Do it and go where that leads; or show the draft again, with what is in the way and what was typed."""

    def done(path: str) -> Response:
        return RedirectResponse(path, status_code=303)

    def again(session: Session, wrong: Sequence[Complaint]) -> Response:
        return _page(request, session, account, get_draft_for(session, account, number), wrong, typed)

    return answered(request, work, done=done, again=again)


def _page(
    request: Request,
    session: Session,
    account: Account,
    draft: Draft,
    complaints: Sequence[Complaint] = (),
    typed: str = "",
) -> Response:
    return render(
        request,
        "drafts/show.html",
        status=422 if complaints else 200,
        draft=draft,
        comparison=comparison_of(session, draft),
        plural=PLURALS[draft.noun],
        own=draft.account_id == account.id,
        may_publish=is_allowed(account, PUBLISHING[draft.noun]),
        wrong=complaints,
        typed=typed,
    )


def _sent(submission: Submission) -> Filled:
    noun = submission.get("_noun")
    if noun not in PLURALS:
        raise NotFound("form", noun)
    return filled_from(submission, noun, submission.get("_slug")[:100] or None)
