"""Whole lists of claims, however long, in a fixed amount of memory: one cursor, and a few statements a batch."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.db import among
from app.models import Claim
from app.queries.claim_rows import CLAIM, CLAIMANT, LINKED, MAKERS, PARTS, SOURCES
from app.queries.filters import ClaimFilter, refuse_unknown
from app.queries.ordering import reading, widened

BATCH, FIRST = 1_000, 50  # claims; the first batch is small, so that a reader need not wait for it
KEPT = 4_000  # sources, and groups of records, that are remembered from batch to batch

Rows = dict[int, list[Any]]  # by the number of the claim, in the claim's own order
Links = dict[int, tuple[int, ...]]  # numbers of records by the number of the claim, in the order of the records' names


@dataclass(slots=True)
class Batch:
    """Claims in the order of the list, the rows that hang on them, and what they are linked to.

    Each row is a tuple of the columns that `claim_rows` has under the same name. `records` and `sources` hold all that
    are linked and quoted, by their numbers, and others.
    """

    claims: Sequence[Any]
    parts: dict[str, Rows]
    links: dict[str, Links]
    records: dict[str, dict[int, Any]]
    sources: dict[int, Any]
    makers: dict[int, list[Any]]


def refuse_before_reading(session: Session, where: ClaimFilter, sort: str, after: str | None) -> None:
    """Raises Refused for a list that cannot be: an answer that has begun cannot be taken back."""
    refuse_unknown(session, where)
    if after:
        reading(session, where, sort, after)


def each_batch(
    session: Session,
    where: ClaimFilter,
    *,
    sort: str = "newest",
    limit: int | None = None,
    after: str | None = None,
    parts: Collection[str] = tuple(PARTS),
) -> Iterator[Batch]:
    """The claims that pass the filter, in order, a batch at a time."""
    found = reading(session, widened(session, where), sort, after)
    first = found.first[:limit]
    yield from each_batch_of(session, first, parts=parts)
    if found.rest is None or (limit is not None and len(first) == limit):
        return
    statement = found.rest.with_only_columns(*CLAIM).join(CLAIMANT, CLAIMANT.id == Claim.claimant_id)
    statement = statement.limit(limit and limit - len(first))
    # On the connection itself: a session would look at each row for records.
    connection = session.connection()
    known, size = Known(connection), FIRST
    with connection.execute(statement, execution_options={"yield_per": BATCH}) as rows:
        while claims := rows.fetchmany(size):
            yield known.filled(claims, parts)
            size = BATCH


def each_batch_of(session: Session, ids: Iterable[int], *, parts: Collection[str] = tuple(PARTS)) -> Iterator[Batch]:
    """The claims with these numbers, in this order, whatever their status; those that are not there are left out."""
    connection, left = session.connection(), iter(ids)
    statement = select(*CLAIM).join(CLAIMANT, CLAIMANT.id == Claim.claimant_id).where(among(Claim.id))
    known = Known(connection)
    while wanted := list(islice(left, BATCH)):
        found = {claim[0]: claim for claim in connection.execute(statement, _listed(wanted))}
        yield known.filled([found[number] for number in wanted if number in found], parts)


def _by_claim(connection: Connection, statement: Any, ids: dict[str, str]) -> Rows:
    rows: Rows = {}
    # As the driver gives them: every column is raw, and a Row of each would take as long as reading it.
    for row in connection.execute(statement, ids).cursor.fetchall():
        number = row[0]
        if number in rows:
            rows[number].append(row)
        else:
            rows[number] = [row]
    return rows


def _listed(ids: Iterable[int]) -> dict[str, str]:
    return {"ids": f"[{','.join(map(str, ids))}]"}


class Known:
    """What claims share, and is remembered from batch to batch."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.sources = Sources(connection)
        self.records = {name: Records(connection, *statements) for name, statements in LINKED.items()}

    def filled(self, claims: Sequence[Any], parts: Collection[str]) -> Batch:
        ids = _listed(claim[0] for claim in claims)
        found = {name: _by_claim(self.connection, PARTS[name], ids) for name in parts}
        links = {name: records.links(ids) for name, records in self.records.items()}
        self.sources.know({quote[1] for quotes in found["quotes"].values() for quote in quotes})
        records = {name: records.rows for name, records in self.records.items()}
        return Batch(claims, found, links, records, self.sources.records, self.sources.makers)


class Records:
    """What claims are linked to. Few groups of records are different, so each is looked up about once."""

    def __init__(self, connection: Connection, links: Any, named: Any) -> None:
        self.connection = connection
        self._links, self._named = links, named
        self.rows: dict[int, Any] = {}
        self._groups: dict[tuple[int, ...], tuple[int, ...]] = {}  # as they are found, and by name

    def links(self, ids: dict[str, str]) -> Links:
        found: Links = {}
        for claim, record in self.connection.execute(self._links, ids).cursor.fetchall():
            found[claim] = (*found[claim], record) if claim in found else (record,)
        self._know(set(found.values()))
        groups = self._groups
        return {claim: groups[group] for claim, group in found.items()}

    def _know(self, groups: set[tuple[int, ...]]) -> None:
        if len(self._groups) > KEPT:
            self.rows, self._groups = {}, {}
        if new := groups - self._groups.keys():
            ids = _listed({number for group in new for number in group})
            rows = self.connection.execute(self._named, ids).cursor.fetchall()
            place = {row[0]: at for at, row in enumerate(rows)}
            self.rows.update({row[0]: row for row in rows})
            self._groups.update({group: tuple(sorted(group, key=place.__getitem__)) for group in new})


class Sources:
    """The sources that were quoted last, so that each is read about once and not once a claim."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.records: dict[int, Any] = {}
        self.makers: Rows = {}

    def know(self, ids: set[int]) -> None:
        """Read those that are not there yet."""
        if len(self.records) > KEPT:
            self.records, self.makers = {}, {}
        if new := list(ids - self.records.keys()):
            rows = self.connection.execute(SOURCES, _listed(new)).cursor.fetchall()
            self.records.update({row[0]: row for row in rows})
            self.makers.update(_by_claim(self.connection, MAKERS, _listed(new)))
