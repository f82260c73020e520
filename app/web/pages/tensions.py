"""Tensions: the claims that contradict or pull against each other, side by side."""

from fastapi import APIRouter, Request, Response

from app.queries.links import list_links, tie
from app.queries.positions import list_contests
from app.vocabulary import LinkKind
from app.web.deps import SessionDep
from app.web.templating import render

router = APIRouter()


@router.get("/tensions")
def list_all(request: Request, session: SessionDep) -> Response:
    return render(
        request,
        "tensions/index.html",
        knots=tie(list_links(session, [LinkKind.CONTRADICTS, LinkKind.TENSION])),
        contests=list_contests(session),
    )
