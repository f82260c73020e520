"""Keeping count with every write: of who takes which stance on what, and of what the claims of long lists hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Select, case, delete, func, insert, literal, select, tuple_, update
from sqlalchemy.orm import Session

from app.db import add_up, insert_or_ignore
from app.models import SIDES, WHOLE, Actor, Claim, Held, KeptCount, Stance, claim_programmes, claim_topics
from app.values import all_values
from app.vocabulary import ClaimStatus, TargetType

LONG = 1_000  # claims; longer lists have kept counts, others are counted when they are asked for

_TARGET = func.coalesce(Stance.proposition_id, Stance.programme_id, Stance.actor_id, Stance.topic_id)
_ON = case(
    (Stance.proposition_id.is_not(None), TargetType.PROPOSITION.value),
    (Stance.programme_id.is_not(None), TargetType.PROGRAMME.value),
    (Stance.actor_id.is_not(None), TargetType.ACTOR.value),
    else_=TargetType.TOPIC.value,
)
# How many claims take each stance on each proposition, from what actors hold.
_SIDES = (
    select(literal(SIDES), Held.target_id, literal("stance"), Held.stance, func.sum(Held.count))
    .where(Held.on == TargetType.PROPOSITION)
    .group_by(Held.target_id, Held.stance)
)
_PUBLISHED = Claim.status == ClaimStatus.PUBLISHED
SCOPES = ("actor", "programme", "topic")  # beside the list of all claims
ALL = ("all", 0)

List = tuple[str, int]  # a scope and the number of its owner


def count_in(session: Session, claim_id: int) -> None:
    """Count a claim that has been written, if it is public."""
    _tally(session, claim_id, 1)
    count_values_in(session, [claim_id])


def count_out(session: Session, claim_id: int) -> None:
    """Take a claim out of all counts, before it is written anew."""
    _tally(session, claim_id, -1)
    count_values_out(session, [claim_id])


def count_values_in(session: Session, claim_ids: Sequence[int]) -> None:
    """Count what these claims hold, as far as they are public; lists that have grown long begin to be counted."""
    by_list = _values_by_list(session, claim_ids)
    kept = _kept(session, by_list)
    _change(session, {one: by_list[one] for one in kept}, 1)
    for one in by_list.keys() - kept:
        if _is_long(session, one):
            _keep(session, one)


def count_values_out(session: Session, claim_ids: Sequence[int]) -> None:
    """Take these claims out of the counts of long lists, before something is changed that they are counted by."""
    by_list = _values_by_list(session, claim_ids)
    _change(session, {one: by_list[one] for one in _kept(session, by_list)}, -1)


def count_kind(session: Session, actor: Actor, step: int) -> None:
    """Take the claims of an actor out of the counts by its kind (-1), or count them by the kind that it has now (1)."""
    if session.scalar(select(Claim.id).where(Claim.claimant_id == actor.id).limit(1)) is None:
        return
    of_actor = (KeptCount.field == "actor", KeptCount.value == str(actor.id), KeptCount.count > 0)
    rows = session.execute(select(KeptCount.scope, KeptCount.owner_id, KeptCount.count).where(*of_actor)).all()
    _change(session, {(scope, owner): Counter({("actor_kind", actor.kind.value): n}) for scope, owner, n in rows}, step)


def recount(session: Session) -> None:
    """Count everything anew, as after a bulk load."""
    session.execute(delete(Held))
    columns = (_ON, _TARGET, Claim.claimant_id, Stance.stance)
    counts = select(*columns, func.count()).join(Claim, Claim.id == Stance.claim_id)
    public = counts.where(_PUBLISHED).group_by(*columns)
    session.execute(insert(Held).from_select(["target_type", "target_id", "actor_id", "stance", "count"], public))
    session.execute(delete(KeptCount))
    session.execute(insert(KeptCount).from_select(["scope", "owner_id", "field", "value", "count"], _SIDES))
    if long := set(_long_lists(session)):
        ids = session.scalars(select(Claim.id).where(_PUBLISHED)).all()
        _write(session, *_coded(session, ids, long))


def _long_lists(session: Session) -> Iterator[List]:
    """The lists that are long, counted over the indexes that carry them."""
    if _is_long(session, ALL):
        yield ALL
    for scope, (owner, count) in _OWNERS.items():
        more = select(owner).where(count.is_not(None)).group_by(owner).having(func.count() > LONG)
        more = more.where(_PUBLISHED) if scope == "actor" else more
        yield from ((scope, owner_id) for owner_id in session.scalars(more))


_OWNERS = {
    "actor": (Claim.claimant_id, Claim.dated),
    "programme": (claim_programmes.c.programme_id, claim_programmes.c.dated),
    "topic": (claim_topics.c.topic_id, claim_topics.c.dated),
}


def _claims_of(one: List) -> Select[int]:
    scope, owner = one
    if scope == "all":
        return select(Claim.id).where(_PUBLISHED)
    if scope == "actor":
        return select(Claim.id).where(Claim.claimant_id == owner, _PUBLISHED)
    links = claim_programmes if scope == "programme" else claim_topics
    return select(links.c.claim_id).where(links.c[f"{scope}_id"] == owner, links.c.dated.is_not(None))


def _is_long(session: Session, one: List) -> bool:
    some = _claims_of(one).limit(LONG + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) > LONG


def _keep(session: Session, one: List) -> None:
    ids = session.scalars(_claims_of(one)).all()
    _write(session, *_coded(session, ids, {one}))


def _write(session: Session, counts: dict[List, Counter[int]], known: Sequence[tuple[str, str]]) -> None:
    """The counts of lists that have none yet. There may be millions, so they are let go of list by list."""
    connection = session.connection()
    place = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    into = f"INSERT INTO kept_counts (scope, owner_id, field, value, count) VALUES ({', '.join([place] * 5)})"
    for one in list(counts):
        found = counts.pop(one)
        connection.exec_driver_sql(into, [(*one, *known[code], count) for code, count in found.items()])


def _kept(session: Session, lists: Iterable[List]) -> set[List]:
    key = tuple_(KeptCount.scope, KeptCount.owner_id)
    asked = list(lists)
    rows = session.execute(select(KeptCount.scope, KeptCount.owner_id).where(*WHOLE, key.in_(asked))) if asked else ()
    return {(scope, owner) for scope, owner in rows}


def _values_by_list(session: Session, claim_ids: Sequence[int]) -> dict[List, Counter[tuple[str, str]]]:
    public = session.scalars(select(Claim.id).where(Claim.id.in_(claim_ids), _PUBLISHED)).all()
    return _folded(session, public, None)


def _folded(
    session: Session, claim_ids: Sequence[int], among: set[List] | None
) -> dict[List, Counter[tuple[str, str]]]:
    """For each of the lists that these claims stand in, or those `among` them, how often each value is held."""
    counts, known = _coded(session, claim_ids, among)
    return {one: Counter({known[code]: count for code, count in found.items()}) for one, found in counts.items()}


def _coded(
    session: Session, claim_ids: Sequence[int], among: set[List] | None
) -> tuple[dict[List, Counter[int]], list[tuple[str, str]]]:
    """The same with numbers for values, which stand for places in what comes second: field and text."""
    known: list[tuple[str, str]] = []
    lists: dict[int, List | None] = {}  # the list that a value stands for
    counts: dict[List, Counter[int]] = defaultdict(Counter)
    for _, held in all_values(session.connection(), claim_ids, known):
        counts[ALL].update(held)
        for code in held:
            if code not in lists:
                lists[code] = _list_of(*known[code], among)
            if one := lists[code]:
                counts[one].update(held)
    if among is not None and ALL not in among:
        counts.pop(ALL, None)
    return counts, known


def _list_of(name: str, value: str, among: set[List] | None) -> List | None:
    """The list of the claims with this value, if there is one and it is wanted."""
    one = (name, int(value)) if name in SCOPES and value.isdigit() else None
    return one if among is None or one in among else None


def _change(session: Session, counts: dict[List, Counter[tuple[str, str]]], step: int) -> None:
    rows = [
        {"scope": scope, "owner_id": owner, "field": name, "value": value, "count": step * count}
        for (scope, owner), values in counts.items()
        for (name, value), count in values.items()
    ]
    if rows:
        add_up(session, KeptCount, rows, "count")


def _tally(session: Session, claim_id: int, step: int) -> None:
    stances = select(_ON, _TARGET, Claim.claimant_id, Stance.stance).join(Claim, Claim.id == Stance.claim_id)
    for on, target_id, actor_id, stance in session.execute(stances.where(Claim.id == claim_id, _PUBLISHED)).all():
        key = {"on": TargetType(on), "target_id": target_id, "actor_id": actor_id, "stance": stance}
        insert_or_ignore(session, Held, {**key, "count": 0})
        where = [getattr(Held, name) == value for name, value in key.items()]
        session.execute(update(Held).where(*where).values(count=Held.count + step))
        if on == TargetType.PROPOSITION:
            _change(session, {(SIDES, target_id): Counter({("stance", str(stance)): 1})}, step)
