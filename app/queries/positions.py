"""Where actors stand, with the claims that it follows from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_
from sqlalchemy.orm import Session

from app.analysis.positions import DECIDED, agreements, contest, position
from app.models import Actor, Held, Proposition
from app.queries.called import named
from app.queries.cards import Named
from app.queries.propositions import list_propositions
from app.queries.stances import Taken, Voiced, actors_by_id, count_stances, list_sides, list_taken, list_voiced
from app.vocabulary import StanceValue, TargetType

MOST = 100  # positions, or actors in company, that one page shows
SHARED = 50  # propositions on which an actor says most, and by which it is compared with others
IN_SHORT, IN_FULL = 3, 20  # stances of one actor on one target that are read with their words; more are counted
AT_MOST = 500  # of these on one page, where many actors say much


@dataclass(frozen=True, slots=True)
class Position:
    """Where one actor stands on one target: how its claims count, and the newest of the stances it follows from."""

    actor: Actor
    on: TargetType
    target: Named
    stance: StanceValue
    counts: dict[StanceValue, int]
    stances: Sequence[Voiced]

    @property
    def more(self) -> int:
        """How many claims there are beyond those given."""
        return sum(self.counts.values()) - len(self.stances)


@dataclass(frozen=True, slots=True)
class Company:
    """Another actor, with the propositions on which both take the same side, and opposite sides."""

    actor: Actor
    agree: tuple[Named, ...]
    disagree: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor stands, and with whom; `MOST` of each at most.

    Its positions, on propositions first, those with most claims first; and who agrees and disagrees with it, those
    first who share most propositions with it.
    """

    positions: Sequence[Position]
    company: Sequence[Company]


@dataclass(frozen=True, slots=True)
class Contest:
    """A proposition with how many claims take each stance on it."""

    proposition: Proposition
    counts: dict[StanceValue, int]


def standing_of(session: Session, actor_id: int) -> Standing:
    """Where an actor stands, and with whom."""
    order = list(TargetType)
    taken = list_taken(session, Held.actor_id == actor_id, MOST)
    found = _positions(session, taken, IN_SHORT)
    positions = sorted(found, key=lambda one: order.index(one.on))  # a stable sort: most claims stay first
    sided = [one.target_id for one in taken if one.on == TargetType.PROPOSITION and DECIDED & one.counts.keys()]
    return Standing(positions, _company(session, actor_id, sided[:SHARED]))


def positions_on(session: Session, target: TargetType, record_id: int) -> list[Position]:
    """Where actors stand on one target, by the actor's name; the `MOST` with most claims."""
    taken = list_taken(session, and_(Held.on == target, Held.target_id == record_id), MOST)
    found = _positions(session, taken, max(IN_SHORT, min(IN_FULL, AT_MOST // max(len(taken), 1))))
    return sorted(found, key=lambda one: one.actor.name.casefold())


def list_contests(session: Session, limit: int | None = None) -> list[Contest]:
    """The propositions, the most contested first: those whose smaller side is largest."""
    counts = count_stances(session)
    nobody = dict.fromkeys(StanceValue, 0)
    listed = list_propositions(session, limit=10_000).items
    found = [Contest(one.record, counts.get(one.record.id, nobody)) for one in listed]
    return sorted(found, key=lambda one: contest(one.counts), reverse=True)[:limit]


def _positions(session: Session, taken: Sequence[Taken], shown: int) -> list[Position]:
    actors = actors_by_id(session, [one.actor_id for one in taken])
    targets = named(session, {on: [one.target_id for one in taken if one.on == on] for on in TargetType})
    voiced = list_voiced(session, taken, shown)
    return [
        Position(
            actors[one.actor_id], one.on, targets[one.on, one.target_id], position(one.counts), one.counts, stances
        )
        for one, stances in zip(taken, voiced, strict=True)
    ]


def _company(session: Session, actor_id: int, on: Sequence[int]) -> list[Company]:
    found = agreements(actor_id, list_sides(session, actor_id, on, MOST))
    actors = actors_by_id(session, [one.other for one in found])
    targets = {target for one in found for target in (*one.agree, *one.disagree)}
    propositions = named(session, {"proposition": targets})
    return [
        Company(
            actors[one.other],
            tuple(propositions["proposition", target] for target in one.agree),
            tuple(propositions["proposition", target] for target in one.disagree),
        )
        for one in found
    ]
