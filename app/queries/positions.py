"""Where actors stand, with the claims that it follows from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from app.analysis.positions import agreements, contest, position
from app.models import Actor, Held, Proposition, Stance
from app.queries.propositions import list_propositions
from app.queries.stances import (
    Taken,
    actors_by_id,
    count_stances,
    list_sides,
    list_taken,
    list_worded,
    propositions_by_id,
)
from app.vocabulary import StanceValue, TargetType

MOST = 100  # positions, or actors in company, that one page shows
IN_SHORT, IN_FULL = 3, 20  # stances of one actor on one target that are read with their words; more are counted


@dataclass(frozen=True, slots=True)
class Position:
    """Where one actor stands on one target: how its claims count, and the newest of the stances it follows from."""

    actor: Actor
    on: TargetType
    target: Any
    stance: StanceValue
    counts: dict[StanceValue, int]
    stances: tuple[Stance, ...]

    @property
    def more(self) -> int:
        """How many claims there are beyond those given."""
        return sum(self.counts.values()) - len(self.stances)


@dataclass(frozen=True, slots=True)
class Company:
    """Another actor, with the propositions on which both take the same side, and opposite sides."""

    actor: Actor
    agree: tuple[Proposition, ...]
    disagree: tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A proposition with how many claims take each stance on it."""

    proposition: Proposition
    counts: dict[StanceValue, int]


def positions_of(session: Session, actor_id: int) -> list[Position]:
    """An actor's positions: on propositions first, those with most claims first; `MOST` at most."""
    order = list(TargetType)
    found = _positions(session, Held.actor_id == actor_id, IN_SHORT)
    return sorted(found, key=lambda one: order.index(one.on))  # a stable sort: most claims stay first


def positions_on(session: Session, target: TargetType, record_id: int) -> list[Position]:
    """Where actors stand on one target, by the actor's name; the `MOST` with most claims."""
    found = _positions(session, and_(Held.on == target, Held.target_id == record_id), IN_FULL)
    return sorted(found, key=lambda one: one.actor.name.casefold())


def company_of(session: Session, actor_id: int) -> list[Company]:
    """Who agrees and disagrees with the actor: the `MOST` who share most propositions with it."""
    found = agreements(actor_id, list_sides(session, actor_id, MOST))
    actors = actors_by_id(session, [one.other for one in found])
    on = {target for one in found for target in (*one.agree, *one.disagree)}
    propositions = propositions_by_id(session, on)
    return [
        Company(
            actors[one.other],
            tuple(propositions[target] for target in one.agree),
            tuple(propositions[target] for target in one.disagree),
        )
        for one in found
    ]


def list_contests(session: Session, limit: int | None = None) -> list[Contest]:
    """The propositions, the most contested first: those whose smaller side is largest."""
    counts = count_stances(session, TargetType.PROPOSITION)
    nobody = dict.fromkeys(StanceValue, 0)
    listed = list_propositions(session, limit=10_000).items
    found = [Contest(one.record, counts.get(one.record.id, nobody)) for one in listed]
    return sorted(found, key=lambda one: contest(one.counts), reverse=True)[:limit]


def _positions(session: Session, where: ColumnElement[bool], shown: int) -> list[Position]:
    taken = list_taken(session, where, MOST)
    groups: dict[tuple[int, TargetType, int], list[Stance]] = {}
    for stance in list_worded(session, taken, shown):
        groups.setdefault((stance.claim.claimant_id, stance.on, stance.target.id), []).append(stance)
    return [_position(one, groups[one.actor_id, one.on, one.target_id]) for one in taken]


def _position(taken: Taken, stances: Sequence[Stance]) -> Position:
    first = stances[0]
    return Position(first.claim.claimant, taken.on, first.target, position(taken.counts), taken.counts, tuple(stances))
