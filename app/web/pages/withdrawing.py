"""Taking a published claim back, with a reason, and letting it stand again. Its page stays."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app import store
from app.errors import Complaint, NotFound
from app.models import Account
from app.queries.claims import get_claim
from app.queries.revisions import list_history
from app.store.shelf import Shelf
from app.vocabulary import ClaimStatus
from app.web.answers import answered, at_record
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, made_from_in, reason_in, refuse_bad_reason
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render

router = APIRouter(prefix="/claims")


@router.get("/{slug}/withdraw")
def show_withdraw(request: Request, session: SessionDep, _account: PublisherViewDep, slug: str) -> Response:
    """What will happen; for a claim that is withdrawn, what happens when it is published again."""
    return _page(request, session, Filled("claim", slug=slug))


@router.post("/{slug}/withdraw")
def withdraw(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str) -> Response:
    return _set_standing(request, account, submission, slug, withdrawn=True)


@router.post("/{slug}/reinstate")
def reinstate(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str) -> Response:
    return _set_standing(request, account, submission, slug, withdrawn=False)


def _set_standing(
    request: Request, account: Account, submission: Submission, slug: str, *, withdrawn: bool
) -> Response:
    reason, seen = reason_in(submission), made_from_in(submission)
    change = store.withdraw if withdrawn else store.reinstate

    def work(session: Session) -> tuple[str, int]:
        refuse_bad_reason(reason)
        claim = Shelf(session).find("claim", slug)
        if claim is None:
            raise NotFound("claim", slug)
        change(session, claim, edit_of(account, reason), seen)
        return claim.slug, claim.revision

    def done(made: tuple[str, int]) -> Response:
        now, revision = made
        return at_record(request, "claim", now, "saved", as_data=submission.is_json, revision=revision)

    def again(session: Session, wrong: Sequence[Complaint]) -> Response:
        return _page(request, session, Filled("claim", slug=slug, reason=reason).with_complaints(*wrong))

    with request.app.state.sessions() as session:
        get_claim(session, slug)  # raises Moved and NotFound
    return answered(request, work, done=done, again=again, as_data=submission.is_json)


def _page(request: Request, session: Session, form: Filled) -> Response:
    claim = get_claim(session, str(form.slug))
    return render(
        request,
        "claims/withdraw.html",
        status=422 if form.complaints else 200,
        form=form,
        claim=claim,
        newest=list_history(session, "claim", claim.id)[0],
        is_withdrawn=claim.status is ClaimStatus.WITHDRAWN,
        links=len(claim.standing_links_out) + len(claim.standing_links_in),
    )
