"""How many claims of a list have each value of each field."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from app.models import Claim
from app.queries.filters import FIELDS, NOT_STATED, ClaimFilter, Column, Linked, among, chosen, matching
from app.queries.ordering import widened

ALL = ClaimFilter()


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a field: how many claims of the list have it."""

    value: str
    label: str
    count: int


def facet_counts(session: Session, where: ClaimFilter) -> dict[str, list[Count]]:
    """For each field, its values among the claims that pass the rest of the filter, most first, "not stated" last.

    A field's own choice is left out of its counts, so that a second value can be added. Of a field with very many
    values the hundred with most claims are given. Two statements, whatever is asked: the fields that stand in the
    claims' own rows are counted in one pass and folded here, the others in one union.
    """
    where = widened(session, where)
    counts: dict[str, dict[str, Count]] = {field.name: {} for field in FIELDS}
    for name, value, label, count in (*_in_one_pass(session, where), *_united(session, where)):
        if count:
            counts[name][value] = Count(value, label, count)
    return {name: sorted(found.values(), key=_place) for name, found in counts.items()}


def _place(one: Count) -> tuple[bool, int, str]:
    return (one.value == NOT_STATED, -one.count, one.label)


def _in_one_pass(session: Session, where: ClaimFilter) -> Iterator[tuple[str, str, str, int]]:
    fields = [field for field in FIELDS if isinstance(field, Column) and not chosen(where, field.name)]
    values = [field.value for field in fields]
    statement = among(select(*values, func.count()).select_from(Claim), _whole(where), Claim.id).group_by(*values)
    folded: Counter[tuple[int, str]] = Counter()
    for *found, count in session.execute(statement):
        for place, value in enumerate(found):
            folded[place, value] += count
    for (place, value), count in folded.items():
        yield fields[place].name, value, _label(fields[place], value, None), count


def _united(session: Session, where: ClaimFilter) -> Iterator[tuple[str, str, str, int]]:
    whole, parts = _whole(where), []
    for field in FIELDS:
        if chosen(where, field.name):
            parts += field.counted(_set(where.without(field.name), f"without_{field.name}"), where)
        elif not isinstance(field, Column):
            parts += field.counted(whole, where)
    fields = {field.name: field for field in FIELDS}
    for name, value, label, count in session.execute(union_all(*(select(part.subquery()) for part in parts))):
        yield name, value, _label(fields[name], value, label), count


def _whole(where: ClaimFilter) -> Any:
    return _set(where, "whole")


def _set(where: ClaimFilter, name: str) -> Any:
    """The claims to count among, which the database makes once; None for all public ones, which need no set."""
    return None if where == ALL else matching(where, Claim.id).cte(name)


def _label(field: Any, value: str, label: str | None) -> str:
    if value == NOT_STATED:
        return "not stated"
    return str(label) if isinstance(field, Linked) else field.label_of(value)
