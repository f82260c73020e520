"""Claims as data."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.models import Claim, Figure, Hop, Link, Stance
from app.queries.cards import Card
from app.queries.claims import get_claim, list_whole_claims
from app.queries.facets import Count, facet_counts
from app.web.addresses import address, public
from app.web.data.shapes import (
    ERRORS,
    ActorRef,
    FacetValue,
    ListData,
    QuoteData,
    TargetRef,
    TopicRef,
    actor_ref,
    facet_value,
    following,
    quote_data,
    target_ref,
    topic_ref,
)
from app.web.deps import SessionDep
from app.web.query import ClaimQueryDep

router = APIRouter(tags=["claims"], responses=ERRORS)


class HopData(BaseModel):
    """One step from the claimant to the page."""

    actor: ActorRef
    mode: str
    cue: str | None
    to: ActorRef | None = Field(description="whom the actor spoke to")


class StanceData(BaseModel):
    """The claimant's stance toward a target."""

    on: TargetRef
    stance: str
    note: str | None


class FigureData(BaseModel):
    """A quantity: `text` as written; value, low and high in full units."""

    text: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    currency: str | None
    scale: str | None
    qualifier: str | None
    period: str | None


class ClaimRef(BaseModel):
    """A claim, named."""

    slug: str
    statement: str
    url: str


class LinkData(BaseModel):
    """How this claim bears on another; for `incoming` links the other bears on this one."""

    kind: str
    reason: str
    incoming: bool
    claim: ClaimRef


class ClaimData(BaseModel):
    """A claim with all that hangs on it."""

    slug: str
    url: str
    statement: str
    kind: str
    certainty: str
    hedge: list[str]
    said_on: str | None
    claimant: ActorRef
    attribution: list[HopData]
    quotes: list[QuoteData]
    about: list[ActorRef]
    programmes: list[TargetRef]
    stances: list[StanceData]
    topics: list[TopicRef]
    figures: list[FigureData]
    links: list[LinkData]
    note: str | None
    status: str
    revision: int
    updated_at: datetime


class ClaimList(ListData):
    """`more`: the list holds more than `total`, which counts the newest of a long list that nobody has counted yet."""

    items: list[ClaimData]
    more: bool


@router.get("/claims.json")
def list_claims_data(request: Request, session: SessionDep, query: ClaimQueryDep) -> ClaimList:
    """The published claims that pass the filter, with how many have each value of each facet."""
    page = list_whole_claims(session, query.filter, sort=query.sort, limit=query.limit, after=query.after)
    return ClaimList(
        items=[claim_data(request, claim) for claim in page.claims],
        next=following(request, page.after),
        total=page.total,
        more=page.more,
        facets=facets_data(request, request.url.path, facet_counts(session, query.filter, page.fitting)),
    )


@router.get("/claims/{slug}.json")
def show_claim_data(request: Request, session: SessionDep, slug: str) -> ClaimData:
    """One claim."""
    return claim_data(request, get_claim(session, slug))


def claim_data(request: Request, claim: Claim) -> ClaimData:
    return ClaimData(
        slug=claim.slug,
        url=public(request, address(claim)),
        statement=claim.statement,
        kind=claim.kind,
        certainty=claim.certainty,
        hedge=claim.hedges,
        said_on=str(claim.said) if claim.said else None,
        claimant=actor_ref(request, claim.claimant),
        attribution=[_hop(request, hop) for hop in claim.hops],
        quotes=[quote_data(request, quote) for quote in claim.quotes],
        about=[actor_ref(request, actor) for actor in claim.about],
        programmes=[target_ref(request, "programme", programme) for programme in claim.programmes],
        stances=[_stance(request, stance) for stance in claim.stances],
        topics=[topic_ref(request, topic) for topic in claim.topics],
        figures=[_figure(figure) for figure in claim.figures],
        links=[_link(request, link, incoming=False) for link in claim.standing_links_out]
        + [_link(request, link, incoming=True) for link in claim.standing_links_in],
        note=claim.note,
        status=claim.status,
        revision=claim.revision,
        updated_at=claim.updated_at,
    )


def claim_ref(request: Request, claim: Claim | Card) -> ClaimRef:
    return ClaimRef(slug=claim.slug, statement=claim.statement, url=public(request, address(claim)))


def facets_data(request: Request, path: str, counts: dict[str, list[Count]]) -> dict[str, list[FacetValue]]:
    return {
        name: [facet_value(request, path, name, one.value, one.label, one.count, more=one.more) for one in values]
        for name, values in counts.items()
    }


def _hop(request: Request, hop: Hop) -> HopData:
    to = actor_ref(request, hop.to) if hop.to else None
    return HopData(actor=actor_ref(request, hop.actor), mode=hop.mode, cue=hop.cue, to=to)


def _stance(request: Request, stance: Stance) -> StanceData:
    on = target_ref(request, stance.on, stance.target)
    return StanceData(on=on, stance=stance.stance, note=stance.note)


def _figure(figure: Figure) -> FigureData:
    return FigureData.model_validate(figure, from_attributes=True)


def _link(request: Request, link: Link, *, incoming: bool) -> LinkData:
    other = link.from_claim if incoming else link.to_claim
    return LinkData(kind=link.kind, reason=link.reason, incoming=incoming, claim=claim_ref(request, other))
