"""Actors as data."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.models import Actor, Affiliation
from app.queries.actors import get_actor, list_actors
from app.queries.listing import Listed
from app.queries.positions import Company, Standing, standing_of
from app.web.addresses import public
from app.web.data.positions import PositionData, position_data
from app.web.data.shapes import (
    ERRORS,
    ActorRef,
    FactData,
    ListData,
    QuoteData,
    TargetRef,
    actor_ref,
    described,
    fact_data,
    listing_data,
    maybe_quote,
    quote_data,
    target_ref,
)
from app.web.deps import SessionDep
from app.web.query import ActorQueryDep

router = APIRouter(tags=["actors"], responses=ERRORS)


class ActorSummary(BaseModel):
    """An actor in a list, with the number of published claims by and about it."""

    slug: str
    url: str
    name: str
    kind: str
    aliases: list[str]
    description: str | None
    claims_by: int
    claims_about: int


class ActorList(ListData):
    items: list[ActorSummary]


class AffiliationData(BaseModel):
    """An office that the actor holds or held."""

    office: str
    organisation: ActorRef | None
    since: str | None
    until: str | None
    quote: QuoteData


class CompanyData(BaseModel):
    """Another actor, with the propositions on which both take the same side, and opposite sides."""

    actor: ActorRef
    agree: list[TargetRef]
    disagree: list[TargetRef]


class ActorData(BaseModel):
    """An actor. The lists of its claims are at `claims_by` and `claims_about`."""

    slug: str
    url: str
    name: str
    kind: str
    aliases: list[str]
    description: str | None
    description_quote: QuoteData | None
    affiliations: list[AffiliationData]
    facts: list[FactData]
    positions: list[PositionData]
    company: list[CompanyData]
    note: str | None
    claims_by: str
    claims_about: str
    revision: int


@router.get("/actors.json")
def list_actors_data(request: Request, session: SessionDep, query: ActorQueryDep) -> ActorList:
    """Actors by name."""
    listing = list_actors(session, query.q, query.kind, query.limit, query.after)
    return ActorList(items=[_summary(request, one) for one in listing.items], **listing_data(request, listing))


@router.get("/actors/{slug}.json")
def show_actor_data(request: Request, session: SessionDep, slug: str) -> ActorData:
    """One actor."""
    actor = get_actor(session, slug)
    return _actor(request, actor, standing_of(session, actor.id))


def _summary(request: Request, one: Listed) -> ActorSummary:
    actor: Actor = one.record
    return ActorSummary(
        **described(request, actor),
        claims_by=one.by,
        claims_about=one.about,
    )


def _actor(request: Request, actor: Actor, standing: Standing) -> ActorData:
    return ActorData(
        **described(request, actor),
        description_quote=maybe_quote(request, actor.description_quote),
        affiliations=[_affiliation(request, affiliation) for affiliation in actor.affiliations],
        facts=fact_data(request, actor.facts),
        positions=[position_data(request, position) for position in standing.positions],
        company=[_company(request, one) for one in standing.company],
        note=actor.note,
        claims_by=public(request, f"/claims.json?actor={actor.slug}"),
        claims_about=public(request, f"/claims.json?about={actor.slug}"),
        revision=actor.revision,
    )


def _affiliation(request: Request, affiliation: Affiliation) -> AffiliationData:
    organisation = affiliation.organisation
    return AffiliationData(
        office=affiliation.office,
        organisation=actor_ref(request, organisation) if organisation else None,
        since=str(affiliation.since) if affiliation.since else None,
        until=str(affiliation.until) if affiliation.until else None,
        quote=quote_data(request, affiliation.quote),
    )


def _company(request: Request, company: Company) -> CompanyData:
    return CompanyData(
        actor=actor_ref(request, company.actor),
        agree=[target_ref(request, "proposition", one) for one in company.agree],
        disagree=[target_ref(request, "proposition", one) for one in company.disagree],
    )
