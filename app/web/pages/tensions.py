"""Tensions: the claims that contradict or pull against each other, side by side."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.queries.links import CLASHING, list_claimants, list_links, list_programmes, tie
from app.queries.naming import called_now
from app.queries.positions import list_contests
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.facets import FacetList, of_named
from app.web.query import TensionQuery, TensionQueryDep
from app.web.templating import render

router = APIRouter()


SHOWN = 50  # propositions; the rest is one link away
FIELDS = {"actor": "actor", "against": "actor", "programme": "programme"}  # with the nouns of their records


@router.get("/tensions")
def list_all(request: Request, session: SessionDep, query: TensionQueryDep) -> Response:
    page = list_links(session, CLASHING, query.limit, query.after, query.between)
    claimants = list_claimants(session, CLASHING)
    return render(
        request,
        "tensions/index.html",
        query=query,
        page=page,
        knots=tie(page.links),
        taken=_taken(request, session, query),
        choices=[
            ("actor", "Claims by", claimants),
            ("against", "clash with claims by", claimants),
            ("programme", "over", list_programmes(session, CLASHING)),
        ],
        contests=list_contests(session, SHOWN + 1),
        shown=SHOWN,
        next=next_page(request, "/tensions", page.after),
    )


def _taken(request: Request, session: Session, query: TensionQuery) -> list[FacetList]:
    """What the list is narrowed to, by name."""
    asked = [(field, noun, slug) for field, noun in FIELDS.items() for slug in getattr(query, field)]
    called = called_now(session, [(noun, slug) for _, noun, slug in asked]) if asked else {}
    named = [(field, slug, called.get((noun, slug), slug)) for field, noun, slug in asked]
    return of_named(request, "/tensions", named)
