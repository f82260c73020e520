"""Links between claims: one with its history, taking it back with a reason; and new ones, as scripts send them."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse

from app import store
from app.errors import Complaint, Unreadable
from app.queries.links import get_link
from app.queries.revisions import list_history
from app.web.addresses import public
from app.web.answers import answered
from app.web.bodies import publish_link
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, made_from_in, reason_in, refuse_bad_reason, standing_in
from app.web.submissions import SubmissionDep
from app.web.templating import render

router = APIRouter(prefix="/claims/{slug}/links")


@router.post("")
def add_link(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str) -> Response:
    """On pages a link is made with the claim that it starts from, so here it comes as data alone."""
    if not submission.is_json:
        raise Unreadable("This address takes JSON. On pages, a link is made where the claim is changed.")
    return _as_data(request, slug, publish_link(request, account, submission.json, slug), status=201)


@router.get("/{number}")
def show_link(request: Request, session: SessionDep, _account: PublisherViewDep, slug: str, number: int) -> Response:
    return _page(request, session, Filled("link", slug=slug), number)


@router.post("/{number}")
def change_link(request: Request, account: PublisherDep, submission: SubmissionDep, slug: str, number: int) -> Response:
    """Withdraw a link that stands; let one stand again that was withdrawn. A script says which of the two."""
    reason, seen, wanted = reason_in(submission), made_from_in(submission), standing_in(submission)

    def work(session: Session) -> tuple[int, int]:
        link = get_link(session, slug, number)
        refuse_bad_reason(reason)
        stands = not link.stands if wanted is None else wanted
        (store.reinstate if stands else store.withdraw)(session, link, edit_of(account, reason), seen)
        return link.id, link.revision

    def done(made: tuple[int, int]) -> Response:
        if submission.is_json:
            return _as_data(request, slug, made)
        return RedirectResponse(f"/claims/{slug}/links/{number}?done=yes", status_code=303)

    def again(session: Session, wrong: Sequence[Complaint]) -> Response:
        return _page(request, session, Filled("link", slug=slug, reason=reason).with_complaints(*wrong), number)

    return answered(request, work, done=done, again=again, as_data=submission.is_json)


def _as_data(request: Request, slug: str, made: tuple[int, int], status: int = 200) -> Response:
    number, revision = made
    path = f"/claims/{slug}/links/{number}"
    content = {"noun": "link", "slug": slug, "number": number, "revision": revision, "url": public(request, path)}
    return JSONResponse(content, status)


def _page(request: Request, session: Session, form: Filled, number: int) -> Response:
    """The form is about a link of the claim with that slug."""
    link = get_link(session, str(form.slug), number)
    return render(
        request,
        "claims/link.html",
        status=422 if form.complaints else 200,
        form=form,
        link=link,
        slug=form.slug,
        history=list_history(session, "link", link.id),
        done=request.query_params.get("done") == "yes",
    )
