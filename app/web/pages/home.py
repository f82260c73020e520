"""The first page."""

from fastapi import APIRouter, Request, Response

from app.queries.base import count_all
from app.queries.claims import list_claims
from app.queries.filters import ClaimFilter
from app.queries.positions import list_contests
from app.web.deps import SessionDep
from app.web.templating import render

router = APIRouter()


@router.get("/", name="show_home")
def show_home(request: Request, session: SessionDep) -> Response:
    return render(
        request,
        "home.html",
        counts=count_all(session),
        contests=list_contests(session, 6),
        latest=list_claims(session, ClaimFilter(), limit=6).claims,
    )
