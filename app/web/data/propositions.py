"""Propositions as data."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.models import Proposition
from app.queries.propositions import get_proposition, list_propositions
from app.queries.stances import count_stances
from app.vocabulary import StanceValue, TargetType
from app.web.addresses import address, public
from app.web.data.positions import HeldPosition, held_positions
from app.web.data.shapes import ERRORS, ListData, TopicRef, listing_data, topic_ref
from app.web.deps import SessionDep
from app.web.query import NameQueryDep

router = APIRouter(tags=["propositions"], responses=ERRORS)


class PropositionSummary(BaseModel):
    """A proposition in a list; `stances` counts the claims that take each stance on it."""

    slug: str
    url: str
    sentence: str
    scope: str
    topic: TopicRef | None
    stances: dict[str, int]


class PropositionList(ListData):
    items: list[PropositionSummary]


class PropositionData(PropositionSummary):
    """A proposition with who stands where on it."""

    positions: list[HeldPosition]
    revision: int


@router.get("/propositions.json")
def list_propositions_data(request: Request, session: SessionDep, query: NameQueryDep) -> PropositionList:
    """Propositions by sentence."""
    listing = list_propositions(session, query.q, query.limit, query.after)
    counts = count_stances(session)
    items = [PropositionSummary(**_summary(request, one.record, counts.get(one.record.id))) for one in listing.items]
    return PropositionList(items=items, **listing_data(request, listing))


@router.get("/propositions/{slug}.json")
def show_proposition_data(request: Request, session: SessionDep, slug: str) -> PropositionData:
    """One proposition."""
    proposition = get_proposition(session, slug)
    counts = count_stances(session, proposition.id).get(proposition.id, dict.fromkeys(StanceValue, 0))
    positions = held_positions(request, session, TargetType.PROPOSITION, proposition.id)
    summary = _summary(request, proposition, counts)
    return PropositionData(**summary, positions=positions, revision=proposition.revision)


def _summary(request: Request, proposition: Proposition, counts: dict[StanceValue, int] | None) -> dict[str, Any]:
    return {
        "slug": proposition.slug,
        "url": public(request, address(proposition)),
        "sentence": proposition.sentence,
        "scope": proposition.scope,
        "topic": topic_ref(request, proposition.topic) if proposition.topic else None,
        "stances": {str(stance): count for stance, count in (counts or dict.fromkeys(StanceValue, 0)).items()},
    }
