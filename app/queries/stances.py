"""Stances: who takes which side on what, with the claims it is computed from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased, joinedload, raiseload, selectinload

from app.analysis.positions import Side
from app.models import Actor, Claim, ClaimQuote, Held, Proposition, Quote, Stance
from app.vocabulary import ClaimStatus, StanceValue, TargetType

# A stance with the words behind it.
WORDED = (
    joinedload(Stance.proposition),
    joinedload(Stance.programme),
    joinedload(Stance.actor),
    joinedload(Stance.topic),
    joinedload(Stance.claim).options(
        joinedload(Claim.claimant),
        selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source),
    ),
    raiseload("*"),
)
TARGETS: dict[TargetType, Any] = {
    TargetType.PROPOSITION: Stance.proposition_id,
    TargetType.PROGRAMME: Stance.programme_id,
    TargetType.ACTOR: Stance.actor_id,
    TargetType.TOPIC: Stance.topic_id,
}


NEWEST = 2_000  # claims of a busy actor in which its newest stances are looked for first
Key = tuple[int, int]  # of a stance: its claim and its position there


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """How often one actor takes each stance on one target in published claims."""

    actor_id: int
    on: TargetType
    target_id: int
    counts: dict[StanceValue, int]


def list_taken(session: Session, where: ColumnElement[bool], limit: int) -> list[Taken]:
    """What actors hold, for the counts under the condition: the `limit` with most claims, those first."""
    key = (Held.actor_id, Held.on, Held.target_id)
    most = select(*key, func.sum(Held.count).label("total")).where(where, Held.count > 0).group_by(*key)
    most = most.order_by(func.sum(Held.count).desc(), *key).limit(limit)
    top = most.subquery()
    same = and_(Held.actor_id == top.c.actor_id, Held.on == top.c.on, Held.target_id == top.c.target_id)
    statement = select(*key, Held.stance, Held.count).join(top, same).where(Held.count > 0)
    counts: dict[tuple[int, TargetType, int], dict[StanceValue, int]] = {}
    for actor_id, on, target_id, stance, count in session.execute(
        statement.order_by(top.c.total.desc(), *key, Held.stance)
    ):
        counts.setdefault((actor_id, on, target_id), {})[stance] = count
    return [Taken(*found, taken) for found, taken in counts.items()]


def list_worded(session: Session, taken: Sequence[Taken], shown: int) -> Sequence[Stance]:
    """The stances that these counts are made of, with their words: the newest `shown` of each."""
    keys = _newest_of_a_busy_actor(session, taken, shown)
    enough = {one for one, found in keys.items() if len(found) == min(shown, sum(one.counts.values()))}
    others = [one for one in taken if one not in enough]
    found = [(place, key) for one in enough for place, key in enumerate(keys[one], 1)]
    found += _newest(session, others, shown)
    asked = tuple_(Stance.claim_id, Stance.position).in_([key for _, key in found])
    worded = session.scalars(select(Stance).where(asked).options(*WORDED)).unique() if found else ()
    by_key = {(stance.claim_id, stance.position): stance for stance in worded}
    return [by_key[key] for _, key in sorted(found)]


def _newest_of_a_busy_actor(session: Session, taken: Sequence[Taken], shown: int) -> dict[Taken, list[Key]]:
    """What the newest claims of an actor show: with very many claims, that is nearly always enough."""
    if len({one.actor_id for one in taken}) != 1 or sum(sum(one.counts.values()) for one in taken) <= NEWEST:
        return {}
    of_actor = (Claim.claimant_id == taken[0].actor_id, Claim.status == ClaimStatus.PUBLISHED)
    newest = select(Claim.id).where(*of_actor).order_by(Claim.dated.desc(), Claim.id.desc()).limit(NEWEST).subquery()
    statement = select(Stance.claim_id, Stance.position, *TARGETS.values()).join(newest, newest.c.id == Stance.claim_id)
    by_target = {(one.on, one.target_id): one for one in taken}
    found: dict[Taken, list[Key]] = {}
    for claim_id, position, *targets in session.execute(
        statement.join(Claim, Claim.id == Stance.claim_id).order_by(Claim.dated.desc(), Claim.id.desc())
    ):
        on, target_id = next(pair for pair in zip(TARGETS, targets, strict=True) if pair[1] is not None)
        one = by_target.get((on, target_id))
        if one and len(found.setdefault(one, [])) < shown:
            found[one].append((claim_id, position))
    return found


def _newest(session: Session, taken: Sequence[Taken], shown: int) -> list[tuple[int, Key]]:
    """The keys of the newest stances of each, with their place among them."""
    if not taken:
        return []
    place = func.row_number().over(
        partition_by=(Claim.claimant_id, *TARGETS.values()), order_by=(Claim.dated.desc(), Claim.id.desc())
    )
    by_target = {on: [one for one in taken if one.on == on] for on in TARGETS}
    wanted = or_(
        *(
            and_(
                TARGETS[on].in_({one.target_id for one in some}),
                Claim.claimant_id.in_({one.actor_id for one in some}),
            )
            for on, some in by_target.items()
            if some
        )
    )
    ranked = select(Stance.claim_id, Stance.position, place.label("place")).select_from(Stance)
    ranked = ranked.join(Claim, Claim.id == Stance.claim_id).where(Claim.status == ClaimStatus.PUBLISHED, wanted)
    first = ranked.subquery()
    statement = select(first.c.place, first.c.claim_id, first.c.position).where(first.c.place <= shown)
    return [(number, (claim_id, position)) for number, claim_id, position in session.execute(statement)]


def list_sides(session: Session, actor_id: int, limit: int) -> list[Side]:
    """The sides of an actor on propositions, and of the `limit` others with most propositions in common."""
    own, other = aliased(Held), aliased(Held)
    decided = (StanceValue.SUPPORTS, StanceValue.OPPOSES)
    shared = and_(other.on == own.on, other.target_id == own.target_id, other.actor_id != own.actor_id)
    common = func.count(other.target_id.distinct())
    near = (
        select(other.actor_id)
        .select_from(own)
        .join(other, shared)
        .where(own.actor_id == actor_id, own.on == TargetType.PROPOSITION, own.count > 0, own.stance.in_(decided))
        .where(other.count > 0, other.stance.in_(decided))
        .group_by(other.actor_id)
        .order_by(common.desc(), other.actor_id)
        .limit(limit)
    )
    actors = [actor_id, *session.scalars(near)]
    statement = select(Held.actor_id, Held.target_id, Held.stance).where(
        Held.actor_id.in_(actors), Held.on == TargetType.PROPOSITION, Held.count > 0
    )
    return [Side(*row) for row in session.execute(statement)]


def count_stances(session: Session, target: TargetType, *ids: int) -> dict[int, dict[StanceValue, int]]:
    """For each record of that type, or for these, how many published claims take each stance toward it."""
    total = func.sum(Held.count)
    statement = select(Held.target_id, Held.stance, total).where(Held.on == target, Held.count > 0)
    if ids:
        statement = statement.where(Held.target_id.in_(ids))
    counts: dict[int, dict[StanceValue, int]] = {}
    for record_id, stance, count in session.execute(statement.group_by(Held.target_id, Held.stance)):
        counts.setdefault(record_id, dict.fromkeys(StanceValue, 0))[stance] = int(count)
    return counts


def actors_by_id(session: Session, ids: Iterable[int]) -> dict[int, Actor]:
    """These actors, by their number."""
    statement = select(Actor).where(Actor.id.in_(list(ids))).options(raiseload("*"))
    return {actor.id: actor for actor in session.scalars(statement)}


def propositions_by_id(session: Session, ids: Iterable[int]) -> dict[int, Proposition]:
    """These propositions, by their number."""
    statement = select(Proposition).where(Proposition.id.in_(list(ids))).options(raiseload("*"))
    return {proposition.id: proposition for proposition in session.scalars(statement)}
