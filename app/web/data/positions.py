"""Positions as data: of an actor on targets, and of actors on one target."""

from typing import Any

from fastapi import Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.queries.positions import Position, positions_on
from app.vocabulary import TargetType
from app.web.addresses import claims_behind, public
from app.web.data.claims import ClaimRef, claim_ref
from app.web.data.shapes import ActorRef, TargetRef, actor_ref, target_ref


class PositionData(BaseModel):
    """Where the actor stands on a target, from how many claims of each stance, and the newest of them.

    All claims that it was computed from are at `claims_at`.
    """

    on: TargetRef
    stance: str
    counts: dict[str, int]
    claims: list[ClaimRef]
    claims_at: str


class HeldPosition(BaseModel):
    """Where an actor stands on this record, from how many claims of each stance, and the newest of them.

    All claims that it was computed from are at `claims_at`.
    """

    actor: ActorRef
    stance: str
    counts: dict[str, int]
    claims: list[ClaimRef]
    claims_at: str


def position_data(request: Request, position: Position) -> PositionData:
    return PositionData(on=target_ref(request, position.on, position.target), **_founded(request, position))


def held_positions(request: Request, session: Session, target: TargetType, record_id: int) -> list[HeldPosition]:
    """Where actors stand on the record."""
    return [
        HeldPosition(actor=actor_ref(request, position.actor), **_founded(request, position))
        for position in positions_on(session, target, record_id)
    ]


def _founded(request: Request, position: Position) -> dict[str, Any]:
    """The stance and the claims that it was computed from."""
    return {
        "stance": position.stance,
        "counts": {str(stance): count for stance, count in position.counts.items()},
        "claims": [claim_ref(request, stance.claim) for stance in position.stances],
        "claims_at": public(request, claims_behind(position, ".json")),
    }
