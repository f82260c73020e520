"""Actors: the list, and one with what it says and what is said about it."""

from fastapi import APIRouter, Request, Response

from app.queries.actors import PASSED_ON, count_passed_on, get_actor, list_actors, list_sources_by
from app.queries.claims import list_claims
from app.queries.filters import ClaimFilter
from app.queries.positions import MOST, standing_of
from app.queries.revisions import list_history
from app.web import facets
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.query import ActorQueryDep
from app.web.templating import render

router = APIRouter()
SOURCES = 50  # of an actor’s sources, the newest
SHOWN = 20  # claims of one kind on an actor's page; the rest is one link away


@router.get("/actors")
def list_all(request: Request, session: SessionDep, query: ActorQueryDep) -> Response:
    listing = list_actors(session, query.q, query.kind, query.limit, query.after)
    return render(
        request,
        "actors/index.html",
        query=query,
        listing=listing,
        next=next_page(request, "/actors", listing.after),
        facets=facets.of_names(request, "/actors", listing),
    )


@router.get("/actors/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    actor = get_actor(session, slug)
    standing = standing_of(session, actor.id)
    return render(
        request,
        "actors/show.html",
        actor=actor,
        revisions=list_history(session, "actor", actor.id),
        says=list_claims(session, ClaimFilter(actor=(slug,)), limit=SHOWN),
        said_about=list_claims(session, ClaimFilter(about=(slug,)), limit=SHOWN),
        positions=standing.positions,
        most=MOST,
        most_sources=SOURCES,
        most_passed_on=PASSED_ON,
        company=standing.company,
        sources=list_sources_by(session, actor.id, SOURCES + 1),
        passed_on=count_passed_on(session, actor.id),
    )
