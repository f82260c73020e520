"""Lists of records by name: what the index pages of all nouns have in common."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models import WHOLE, Claim, KeptCount
from app.queries.matching import beyond_name
from app.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class Listed:
    """A record in a list, with numbers of published claims: those by it (actors) and those about it."""

    record: Any
    about: int = 0
    by: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of a list, the slug to go on after (None at the end), and how many the whole list holds."""

    items: Sequence[Listed]
    after: str | None
    total: int
    facets: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)


Counter = Callable[[Session, list[int]], dict[int, int]]


def nothing(_session: Session, _ids: list[int]) -> dict[int, int]:
    """No count at all."""
    return {}


@dataclass(frozen=True, slots=True)
class Index:
    """What an index page lists: the statement that loads its records, their name, and how their claims are counted."""

    statement: Any
    model: Any
    name: Any
    about: Counter = nothing
    by: Counter = nothing


def list_by_name(
    session: Session,
    index: Index,
    conditions: Iterable[ColumnElement[bool]],
    limit: int,
    after: str | None,
    facets: dict[str, list[tuple[Any, int]]] | None = None,
) -> Listing:
    """Records in the order of the name, without regard to case. Claims are counted for those of the page only."""
    conditions = list(conditions)
    page = index.statement.where(*conditions)
    if after:
        page = page.where(beyond_name(session, index.model, index.name, after))
    found = session.scalars(page.order_by(func.lower(index.name), index.model.id).limit(limit + 1)).unique().all()
    total = session.scalar(select(func.count()).select_from(index.model).where(*conditions)) or 0
    records = found[:limit]
    ids = [record.id for record in records]
    named, made = (count(session, ids) if ids else {} for count in (index.about, index.by))
    items = [Listed(record, named.get(record.id, 0), made.get(record.id, 0)) for record in records]
    return Listing(items, records[-1].slug if len(found) > limit else None, total, facets or {})


def count_by(session: Session, column: Any, *conditions: ColumnElement[bool]) -> list[tuple[Any, int]]:
    """How many records have each value of a column, most first; None is "not stated"."""
    statement = select(column, func.count()).where(*conditions).group_by(column).order_by(func.count().desc(), column)
    return [(value, count) for value, count in session.execute(statement)]


def kept_first(scope: str, counter: Counter) -> Counter:
    """Counts only those records of which it is not kept how many claims there are, as it is of those with many."""
    of_lists = (KeptCount.scope == scope, *WHOLE)

    def count(session: Session, ids: list[int]) -> dict[int, int]:
        statement = select(KeptCount.owner_id, KeptCount.count).where(*of_lists, KeptCount.owner_id.in_(ids))
        kept = {record: count for record, count in session.execute(statement)}  # noqa: C416  (rows are no pairs to mypy)
        return kept | counter(session, [record for record in ids if record not in kept])

    return count


def claims_linked(links: Any, column: Any) -> Counter:
    """Counts the public claims that a link table links to records. A link is dated as long as its claim is public."""

    def count(session: Session, ids: list[int]) -> dict[int, int]:
        statement = select(column, func.count()).where(column.in_(ids), links.c.dated.is_not(None)).group_by(column)
        return {record: count for record, count in session.execute(statement)}  # noqa: C416  (rows are no pairs to mypy)

    return count


def claims_made(session: Session, ids: list[int]) -> dict[int, int]:
    """Counts the public claims that actors have made."""
    public = (Claim.claimant_id.in_(ids), Claim.status == ClaimStatus.PUBLISHED)
    statement = select(Claim.claimant_id, func.count()).where(*public).group_by(Claim.claimant_id)
    return {record: count for record, count in session.execute(statement)}  # noqa: C416  (rows are no pairs to mypy)
