"""How many claims of a list have each value of each field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from app.models import WHOLE, KeptCount
from app.queries.called import Names, named
from app.queries.filters import FIELDS, MOST, ClaimFilter, Field, Linked, chosen
from app.queries.ordering import Fitting, newest_fitting, widened
from app.values import NOT_STATED, Asked, Values

KEPT = ("actor", "programme", "topic")  # a long list of one of them has kept counts, as has that of all claims

# Of each field of one list its values with most claims, and those that are given in any case.
_COUNTS = select(KeptCount.field, KeptCount.value, KeptCount.count)
_OF_LIST = (KeptCount.scope == bindparam("scope"), KeptCount.owner_id == bindparam("owner"), KeptCount.count > 0)


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a field: how many claims of the list have it. `more`: of its newest; there may be older ones."""

    value: str
    label: str
    count: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The values of one field, of records by their number, in the claims that were counted."""

    values: dict[str, int]
    more: bool


def facet_counts(session: Session, where: ClaimFilter, fitting: Fitting | None = None) -> dict[str, list[Count]]:
    """For each field, its values among the claims that pass the rest of the filter, most first, "not stated" last.

    A field's own choice is left out of its counts, so that a second value can be added. Of a field with very many
    values the hundred with most claims are given. A long list without kept counts is counted in its newest claims;
    if these are known already, they need not be looked for again.
    """
    where = widened(session, where)
    chosen_ids = _chosen_ids(session, where)
    by_set: dict[ClaimFilter, list[Field]] = {}
    for field in FIELDS:
        by_set.setdefault(where.without(field.name) if chosen(where, field.name) else where, []).append(field)
    counted: dict[str, Counted] = {}
    for rest, fields in by_set.items():
        names = [field.name for field in fields]
        counted |= _kept_counts(session, rest, names, chosen_ids) or _live_counts(
            session, fitting if rest == where and fitting else newest_fitting(session, rest), names, where, chosen_ids
        )
    for field in FIELDS:  # what is chosen has its name also where no claim fits
        for value in chosen_ids.get(field.name, ()) if isinstance(field, Linked) else chosen(where, field.name):
            counted[field.name].values.setdefault(str(value), 0)
    called = _names(session, counted)
    return {field.name: _ranked(field, counted[field.name], called) for field in FIELDS}


def kept_total(session: Session, where: ClaimFilter) -> int | None:
    """How many claims the list holds, if that is kept."""
    if (one := _kept_list(where)) is None:
        return None
    scope, owner = one
    return session.scalar(select(KeptCount.count).where(KeptCount.scope == scope, KeptCount.owner_id == owner, *WHOLE))


def _kept_list(where: ClaimFilter) -> tuple[str, Any] | None:
    """The scope and owner of a list that may have kept counts."""
    if where == ClaimFilter():
        return "all", 0
    for field in FIELDS:
        if field.name in KEPT and isinstance(field, Linked) and where.without(field.name) == ClaimFilter():
            values = chosen(where, field.name)
            if len(values) == 1 and values[0] != NOT_STATED:
                return field.name, select(field.model.id).where(field.model.slug == values[0]).scalar_subquery()
    return None


def _live_counts(
    session: Session, fitting: Fitting, names: Sequence[str], where: ClaimFilter, chosen_ids: dict[str, set[int]]
) -> dict[str, Counted]:
    # A stance asked for together with a proposition is the stance on that proposition.
    stances = frozenset(stance for stance in where.stance if stance != NOT_STATED)
    values = Values(session.connection(), fitting.ids, Asked(frozenset(chosen_ids.get("proposition", ())), stances))
    found = {}
    for name in names:
        counts = values.count(name)
        always = {NOT_STATED, *chosen_ids.get(name, ())} & counts.keys()
        most = dict(counts.most_common(MOST)) | {value: counts[value] for value in always}
        found[name] = Counted({str(value): count for value, count in most.items()}, fitting.more)
    return found


def _kept_counts(
    session: Session, rest: ClaimFilter, names: Sequence[str], chosen_ids: dict[str, set[int]]
) -> dict[str, Counted]:
    """The kept counts of those fields; nothing if the list has none."""
    if (one := _kept_list(rest)) is None:
        return {}
    scope, owner = one
    if scope != "all":
        owner = session.scalar(select(owner))
    rows = session.connection().execute(_most_of(tuple(names)), {"scope": scope, "owner": owner}).all()
    if not rows:
        return {}
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, value, count in (*rows, *_kept_chosen(session, scope, owner, names, chosen_ids)):
        found[name][value] = count
    return {name: Counted(values, more=False) for name, values in found.items()}


def _kept_chosen(
    session: Session, scope: str, owner: int, names: Sequence[str], chosen_ids: dict[str, set[int]]
) -> Iterable[Any]:
    asked = {name: {str(number) for number in chosen_ids.get(name, ())} for name in names}
    values = [value for values in asked.values() for value in values]
    if not values:
        return []
    statement = _COUNTS.where(*_OF_LIST, KeptCount.field.in_(names), KeptCount.value.in_(values))
    rows = session.connection().execute(statement, {"scope": scope, "owner": owner})
    return [row for row in rows if row.value in asked[row.field]]


@lru_cache(64)
def _most_of(names: tuple[str, ...]) -> Any:
    """The statement for the values with most claims of these fields, and for how many claims have none."""
    parts: list[Any] = []
    for name in names:
        own = _COUNTS.where(*_OF_LIST, KeptCount.field == name)
        stated = own.where(KeptCount.value != NOT_STATED)
        most = stated.order_by(KeptCount.count.desc(), KeptCount.value.desc()).limit(MOST)
        parts += [select(most.subquery()), own.where(KeptCount.value == NOT_STATED)]
    return union_all(*parts)


def _names(session: Session, counted: dict[str, Counted]) -> Names:
    """The records that are counted."""
    wanted: dict[str, set[str]] = {}
    for field in FIELDS:
        if isinstance(field, Linked):
            wanted.setdefault(field.noun, set()).update(counted[field.name].values.keys() - {NOT_STATED})
    return named(session, wanted)


def _ranked(field: Field, counted: Counted, names: Names) -> list[Count]:
    found = []
    for value, count in counted.values.items():
        if value == NOT_STATED:
            found.append(Count(value, "not stated", count, counted.more))
        elif isinstance(field, Linked):
            one = names[field.noun, int(value)]
            found.append(Count(one.slug, one.name, count, counted.more))
        else:
            found.append(Count(value, field.label_of(value), count, counted.more))
    return sorted(found, key=lambda one: (one.value == NOT_STATED, -one.count, one.label, one.value))


def _chosen_ids(session: Session, where: ClaimFilter) -> dict[str, set[int]]:
    """The numbers of the records that are asked for, by field."""
    asked = {
        field.name: select(literal(field.name), field.model.id).where(field.model.slug.in_(chosen(where, field.name)))
        for field in FIELDS
        if isinstance(field, Linked) and chosen(where, field.name)
    }
    found: dict[str, set[int]] = {name: set() for name in asked}
    for name, number in session.execute(union_all(*asked.values())) if asked else ():
        found[name].add(number)
    return found
