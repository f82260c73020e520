"""Taking a published claim back, with a reason, and letting it stand again. Its page stays."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse

from app import store
from app.errors import Complaint, NotFound, Refused, Stale
from app.models import Account
from app.queries.claims import get_claim
from app.queries.revisions import list_history
from app.store.shelf import Shelf
from app.vocabulary import ClaimStatus
from app.web.deps import SessionDep
from app.web.pages.revisions import CHANGED, made_from
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, reason_in, reason_rules
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import prepare_citations, write

router = APIRouter(prefix="/claims")


@router.get("/{slug}/withdraw")
def show_withdraw(request: Request, session: SessionDep, _account: PublisherViewDep, slug: str) -> Response:
    """What will happen; for a claim that is withdrawn, what happens when it is published again."""
    return _page(request, session, slug)


@router.post("/{slug}/withdraw")
def withdraw(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str) -> Response:
    return _set_standing(request, account, submission, slug, withdrawn=True)


@router.post("/{slug}/reinstate")
def reinstate(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str) -> Response:
    return _set_standing(request, account, submission, slug, withdrawn=False)


def _set_standing(
    request: Request, account: Account, submission: Submission, slug: str, *, withdrawn: bool
) -> Response:
    reason, seen = reason_in(submission), made_from(submission)
    change = store.withdraw if withdrawn else store.reinstate

    def work(session: Session) -> str:
        if wrong := reason_rules(reason):
            raise Refused(*wrong)
        claim = Shelf(session).find("claim", slug)
        if claim is None:
            raise NotFound("claim", slug)
        change(session, claim, edit_of(account, reason), seen)
        return str(claim.slug)

    wrong: Sequence[Complaint]
    with request.app.state.sessions() as session:
        get_claim(session, slug)  # raises Moved and NotFound
    try:
        now = write(request, work)
    except Refused as refused:
        wrong = refused.complaints
    except Stale:
        wrong = (CHANGED,)
    else:
        answer = RedirectResponse(f"/claims/{now}#saved", status_code=303)
        answer.background = BackgroundTask(prepare_citations, request, "claim", now)
        return answer
    with request.app.state.sessions() as session:
        return _page(request, session, slug, wrong, reason)


def _page(request: Request, session: Session, slug: str, wrong: Sequence[Complaint] = (), typed: str = "") -> Response:
    claim = get_claim(session, slug)
    return render(
        request,
        "claims/withdraw.html",
        status=422 if wrong else 200,
        claim=claim,
        newest=list_history(session, "claim", claim.id)[0],
        is_withdrawn=claim.status is ClaimStatus.WITHDRAWN,
        links=len(claim.standing_links_out) + len(claim.standing_links_in),
        wrong=wrong,
        typed=typed,
    )
