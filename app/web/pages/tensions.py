"""Tensions: the claims that contradict or pull against each other, side by side."""

from fastapi import APIRouter, Request, Response

from app.queries.links import list_links, tie
from app.queries.positions import list_contests
from app.vocabulary import LinkKind
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.query import TensionQueryDep
from app.web.templating import render

router = APIRouter()


SHOWN = 50  # propositions; the rest is one link away


@router.get("/tensions")
def list_all(request: Request, session: SessionDep, query: TensionQueryDep) -> Response:
    page = list_links(session, [LinkKind.CONTRADICTS, LinkKind.TENSION], query.limit, query.after)
    return render(
        request,
        "tensions/index.html",
        page=page,
        knots=tie(page.links),
        contests=list_contests(session, SHOWN + 1),
        shown=SHOWN,
        next=next_page(request, "/tensions", page.after),
    )
