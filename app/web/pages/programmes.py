"""Programmes: the list, and one with its facts and who stands where on it."""

from fastapi import APIRouter, Request, Response

from app.queries.claims import list_claims
from app.queries.facets import kept_total
from app.queries.filters import ClaimFilter
from app.queries.positions import positions_on
from app.queries.programmes import get_programme, list_programmes
from app.queries.revisions import list_history
from app.vocabulary import TargetType
from app.web import facets
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.query import ProgrammeQueryDep
from app.web.templating import render

router = APIRouter()
SHOWN = 50


@router.get("/programmes")
def list_all(request: Request, session: SessionDep, query: ProgrammeQueryDep) -> Response:
    listing = list_programmes(session, query.q, query.kind, query.status, query.limit, query.after)
    return render(
        request,
        "programmes/index.html",
        query=query,
        listing=listing,
        next=next_page(request, "/programmes", listing.after),
        facets=facets.of_names(request, "/programmes", listing),
    )


@router.get("/programmes/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    programme = get_programme(session, slug)
    about = ClaimFilter(programme=(slug,))
    by_claimant = kept_total(session, about) is None  # those of many who begin with A would say little
    return render(
        request,
        "programmes/show.html",
        programme=programme,
        revisions=list_history(session, "programme", programme.id),
        positions=positions_on(session, TargetType.PROGRAMME, programme.id),
        claims=list_claims(session, about, sort="claimant" if by_claimant else "newest", limit=SHOWN),
    )
