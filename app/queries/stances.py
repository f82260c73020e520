"""Stances: who takes which side on what, with the claims it is computed from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, union_all
from sqlalchemy.orm import Session, raiseload

from app.analysis.positions import DECIDED, Side
from app.models import SIDES, Actor, Held, KeptCount
from app.queries.cards import Card, cards_of
from app.vocabulary import StanceValue, TargetType

HOLDERS = 100  # actors who are compared on one proposition, those who say most on it


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


@dataclass(frozen=True, slots=True)
class Voiced:
    """A stance with the claim that takes it."""

    stance: StanceValue
    note: str | None
    claim: Card


def list_voiced(session: Session, taken: Sequence[Taken], shown: int) -> list[list[Voiced]]:
    """For each of these counts the newest `shown` of the stances that it is made of."""
    if not taken:
        return []
    found: list[list[Any]] = [[] for _ in taken]
    rows = session.connection().exec_driver_sql(_newest(taken, shown)).all()
    for place, _, *stance in sorted(rows, key=lambda row: row[:3], reverse=True):
        found[place].append(stance)
    ids = {claim_id for stances in found for claim_id, *_ in stances}
    cards = dict(zip(ids, cards_of(session, list(ids)), strict=True))
    return [[Voiced(StanceValue(stance), note, cards[claim]) for claim, stance, note in some] for some in found]


def _newest(taken: Sequence[Taken], shown: int) -> str:
    """A statement that enters an index once for each. In the driver's words: it holds numbers and nothing else."""
    each = (
        f"SELECT * FROM (SELECT {place}, dated, claim_id, stance, note FROM stances"
        f" WHERE {one.on}_id = {one.target_id} AND claimant_id = {one.actor_id} AND dated IS NOT NULL"
        f" ORDER BY dated DESC, claim_id DESC LIMIT {shown}) AS newest"
        for place, one in enumerate(taken)
    )
    return " UNION ALL ".join(each)


def list_sides(session: Session, actor_id: int, on: Sequence[int], limit: int) -> list[Side]:
    """The sides on these propositions of an actor, and of the `limit` others with most of them in common.

    They are looked for among the `HOLDERS` who say most on each.
    """
    if not on:
        return []
    connection, decided = session.connection(), Held.stance.in_(DECIDED)
    of_proposition = (Held.on == TargetType.PROPOSITION, Held.count > 0)
    each = [
        select(Held.actor_id, Held.target_id)
        .where(*of_proposition, decided, Held.target_id == target_id, Held.actor_id != actor_id)
        .order_by(Held.count.desc(), Held.actor_id.desc())
        .limit(HOLDERS)
        for target_id in on
    ]
    shared = connection.execute(union_all(*(select(one.subquery()) for one in each)))
    common = Counter(other for other, _ in set(shared))
    near = sorted(common, key=lambda other: (-common[other], other))[:limit]
    sides = select(Held.actor_id, Held.target_id, Held.stance).where(*of_proposition, Held.target_id.in_(on))
    return [Side(*row) for row in connection.execute(sides.where(Held.actor_id.in_([actor_id, *near])))]


def count_stances(session: Session, *ids: int) -> dict[int, dict[StanceValue, int]]:
    """For each proposition, or for these, how many published claims take each stance on it."""
    sides = (KeptCount.scope == SIDES, KeptCount.field == "stance", KeptCount.count > 0)
    statement = select(KeptCount.owner_id, KeptCount.value, KeptCount.count).where(*sides)
    if ids:
        statement = statement.where(KeptCount.owner_id.in_(ids))
    counts: dict[int, dict[StanceValue, int]] = {}
    for proposition_id, stance, count in session.execute(statement):
        counts.setdefault(proposition_id, dict.fromkeys(StanceValue, 0))[StanceValue(stance)] = count
    return counts


def actors_by_id(session: Session, ids: Iterable[int]) -> dict[int, Actor]:
    """These actors, by their number."""
    statement = select(Actor).where(Actor.id.in_(set(ids))).options(raiseload("*"))
    return {actor.id: actor for actor in session.scalars(statement)}
