"""A link between two claims: its history, and taking it back with a reason."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse

from app import store
from app.errors import Complaint, Refused, Stale
from app.queries.links import get_link
from app.queries.revisions import list_history
from app.web.deps import SessionDep
from app.web.pages.revisions import CHANGED, made_from
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, reason_in, reason_rules
from app.web.submissions import SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/claims/{slug}/links/{number}")


@router.get("")
def show_link(request: Request, session: SessionDep, _account: PublisherViewDep, slug: str, number: int) -> Response:
    return _page(request, session, slug, number)


@router.post("")
def change_link(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str, number: int) -> Response:
    """Withdraw a link that stands; let one stand again that was withdrawn."""
    reason, seen = reason_in(submission), made_from(submission)

    def work(session: Session) -> None:
        link = get_link(session, slug, number)
        if wrong := reason_rules(reason):
            raise Refused(*wrong)
        (store.withdraw if link.stands else store.reinstate)(session, link, edit_of(account, reason), seen)

    wrong: Sequence[Complaint]
    try:
        write(request, work)
    except Refused as refused:
        wrong = refused.complaints
    except Stale:
        wrong = (CHANGED,)
    else:
        return RedirectResponse(f"/claims/{slug}/links/{number}?done=yes", status_code=303)
    with request.app.state.sessions() as session:
        return _page(request, session, slug, number, wrong, reason)


def _page(
    request: Request, session: Session, slug: str, number: int, wrong: Sequence[Complaint] = (), typed: str = ""
) -> Response:
    link = get_link(session, slug, number)
    return render(
        request,
        "claims/link.html",
        status=422 if wrong else 200,
        link=link,
        slug=slug,
        history=list_history(session, "link", link.id),
        wrong=wrong,
        typed=typed,
        done=request.query_params.get("done") == "yes",
    )
