"""Programmes as data."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.models import Programme
from app.queries.listing import Listed
from app.queries.programmes import get_programme, list_programmes
from app.vocabulary import TargetType
from app.web.addresses import public
from app.web.data.positions import HeldPosition, held_positions
from app.web.data.shapes import (
    ERRORS,
    FactData,
    ListData,
    QuoteData,
    TargetRef,
    described,
    fact_data,
    listing_data,
    maybe_quote,
    target_ref,
)
from app.web.deps import SessionDep
from app.web.query import ProgrammeQueryDep

router = APIRouter(tags=["programmes"], responses=ERRORS)


class ProgrammeSummary(BaseModel):
    """A programme in a list, with the number of published claims about it."""

    slug: str
    url: str
    name: str
    kind: str
    status: str | None
    aliases: list[str]
    description: str | None
    claims_about: int


class ProgrammeList(ListData):
    items: list[ProgrammeSummary]


class RelationData(BaseModel):
    """How this programme relates to another; for `incoming` relations the other relates so to this one."""

    kind: str
    incoming: bool
    programme: TargetRef
    quote: QuoteData | None


class ProgrammeData(BaseModel):
    """A programme. A status of null is not stated in any document. The claims are at `claims_about`."""

    slug: str
    url: str
    name: str
    kind: str
    status: str | None
    aliases: list[str]
    description: str | None
    description_quote: QuoteData | None
    facts: list[FactData]
    related: list[RelationData]
    positions: list[HeldPosition]
    note: str | None
    claims_about: str
    revision: int


@router.get("/programmes.json")
def list_programmes_data(request: Request, session: SessionDep, query: ProgrammeQueryDep) -> ProgrammeList:
    """Programmes by name."""
    listing = list_programmes(session, query.q, query.kind, query.status, query.limit, query.after)
    return ProgrammeList(items=[_summary(request, one) for one in listing.items], **listing_data(request, listing))


@router.get("/programmes/{slug}.json")
def show_programme_data(request: Request, session: SessionDep, slug: str) -> ProgrammeData:
    """One programme."""
    programme = get_programme(session, slug)
    return ProgrammeData(
        **described(request, programme),
        status=programme.status,
        description_quote=maybe_quote(request, programme.description_quote),
        facts=fact_data(request, programme.facts),
        related=_relations(request, programme),
        positions=held_positions(request, session, TargetType.PROGRAMME, programme.id),
        note=programme.note,
        claims_about=public(request, f"/claims.json?programme={programme.slug}"),
        revision=programme.revision,
    )


def _summary(request: Request, one: Listed) -> ProgrammeSummary:
    programme: Programme = one.record
    return ProgrammeSummary(
        **described(request, programme),
        status=programme.status,
        claims_about=one.about,
    )


def _relations(request: Request, programme: Programme) -> list[RelationData]:
    both = [(relation, relation.other, False) for relation in programme.related]
    both += [(relation, relation.programme, True) for relation in programme.related_from]
    return [
        RelationData(
            kind=relation.kind,
            incoming=incoming,
            programme=target_ref(request, "programme", other),
            quote=maybe_quote(request, relation.quote),
        )
        for relation, other, incoming in both
    ]
