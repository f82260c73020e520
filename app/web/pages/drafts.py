"""Drafts: kept while somebody types, handed in, talked about, sent back or published."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse

from app.errors import NotFound
from app.models import Draft
from app.queries.drafts import get_draft_for, list_own_drafts
from app.store import drafts as store
from app.vocabulary import DraftState
from app.web.deps import SessionDep
from app.web.editing import filled_from, filled_from_draft
from app.web.errors import PLURALS
from app.web.form_pages import form_page
from app.web.forms import Filled, with_row, without_row
from app.web.permissions import ProposerDep, ProposerViewDep, PublisherDep
from app.web.reviewing import comparison_of
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/drafts")


@router.get("")
def list_drafts(request: Request, session: SessionDep, account: ProposerViewDep) -> Response:
    return render(request, "drafts/index.html", drafts=list_own_drafts(session, account), plurals=PLURALS)


@router.post("")
def keep_draft(request: Request, account: ProposerDep, submission: SubmissionDep) -> Response:
    """What is typed so far, whatever it is; then the step that the button asks for. `_do` names the step.

    A script that saves while one types asks for JSON and stays where it is.
    """
    form, step = _sent(submission), submission.get("_do")
    form, place = _stepped(form, step)
    number, saves = _number(submission, "_draft"), _number(submission, "_saves")

    def work(session: Session) -> Draft:
        kept = {**form.values, "_reason": form.reason}
        if number is None:
            draft = store.add_draft(session, account, form.noun, kept, slug=form.slug, made_from=form.made_from)
        else:
            draft = store.save_draft(session, account, number, kept, saves=saves or 0, made_from=form.made_from)
        return store.hand_in(session, account, draft.id) if step == "review" else draft

    draft = write(request, work)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"draft": draft.id, "saves": draft.saves, "url": f"/drafts/{draft.id}/edit"})
    return RedirectResponse(f"/drafts/{draft.id}{place}", status_code=303)


@router.get("/{number}")
def show_draft(request: Request, session: SessionDep, account: ProposerViewDep, number: int) -> Response:
    """What it would change, side by side, and what was said about it."""
    draft = get_draft_for(session, account, number)
    if draft.state is DraftState.WRITING:
        return RedirectResponse(f"/drafts/{number}/edit", status_code=303)
    comparison = comparison_of(session, filled_from_draft(draft))
    return render(
        request,
        "drafts/show.html",
        draft=draft,
        comparison=comparison,
        plurals=PLURALS,
        own=draft.account_id == account.id,
    )


@router.get("/{number}/edit")
def edit_draft(request: Request, session: SessionDep, account: ProposerViewDep, number: int) -> Response:
    return form_page(request, session, filled_from_draft(get_draft_for(session, account, number)))


@router.post("/{number}/take-back")
def take_back(request: Request, account: ProposerDep, number: int) -> Response:
    write(request, lambda session: store.take_back(session, account, number))
    return RedirectResponse(f"/drafts/{number}/edit", status_code=303)


@router.post("/{number}/drop")
def drop_draft(request: Request, account: ProposerDep, number: int) -> Response:
    write(request, lambda session: store.drop(session, account, number))
    return RedirectResponse(f"/drafts#draft-{number}", status_code=303)


@router.post("/{number}/comments")
def add_comment(request: Request, account: ProposerDep, submission: SubmissionDep, number: int) -> Response:
    write(request, lambda session: store.add_comment(session, account, number, submission.get("comment")))
    return RedirectResponse(f"/drafts/{number}#comments", status_code=303)


@router.post("/{number}/send-back")
def send_back(request: Request, account: PublisherDep, submission: SubmissionDep, number: int) -> Response:
    write(request, lambda session: store.send_back(session, account, number, submission.get("comment")))
    return RedirectResponse("/review", status_code=303)


def _sent(submission: Submission) -> Filled:
    noun = submission.get("_noun")
    if noun not in PLURALS:
        raise NotFound("form", noun)
    return filled_from(submission, noun, submission.get("_slug")[:100] or None)


def _stepped(form: Filled, step: str) -> tuple[Filled, str]:
    """The form after a step, and where on the page to go on: `add quotes`, `remove quotes.1`, `review`, or nothing."""
    verb, _, what = step.partition(" ")
    if verb == "add" and what.isidentifier():
        return replace(form, values=with_row(form.values, what)), f"/edit#{what}"
    name, _, row = what.partition(".")
    if verb == "remove" and row.isdecimal() and len(row) < 6:
        return replace(form, values=without_row(form.values, name, int(row))), f"/edit#{name}"
    return form, "" if verb == "review" else "/edit"


def _number(submission: Submission, name: str) -> int | None:
    text = submission.get(name)
    return int(text) if text.isdecimal() and len(text) < 10 else None
