"""Whole lists of claims, however long, in a fixed amount of memory: one cursor, and a few statements a batch."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from app.db import among
from app.models import Claim
from app.queries.claim_rows import CLAIM, CLAIMANT, MAKERS, PARTS, SOURCES
from app.queries.filters import ClaimFilter, refuse_unknown
from app.queries.ordering import reading, widened

BATCH, FIRST = 1_000, 50  # claims; the first batch is small, so that a reader need not wait for it
SOURCES_KEPT = 4_000  # sources that are remembered from batch to batch

Rows = dict[int, list[Any]]  # by the number of the claim, in the claim's own order


@dataclass(slots=True)
class Batch:
    """Claims in the order of the list, and the rows that hang on them.

    Each row is a tuple of the columns that `claim_rows` has under the same name. `sources` holds all that are quoted.
    """

    claims: Sequence[Any]
    parts: dict[str, Rows]
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
    sources, size = Sources(connection), FIRST
    with connection.execute(statement, execution_options={"yield_per": BATCH}) as rows:
        while claims := rows.fetchmany(size):
            yield _filled(connection, claims, parts, sources)
            size = BATCH


def each_batch_of(session: Session, ids: Iterable[int], *, parts: Collection[str] = tuple(PARTS)) -> Iterator[Batch]:
    """The claims with these numbers, in this order, whatever their status; those that are not there are left out."""
    connection, left = session.connection(), iter(ids)
    statement = select(*CLAIM).join(CLAIMANT, CLAIMANT.id == Claim.claimant_id).where(among(Claim.id))
    sources = Sources(connection)
    while wanted := list(islice(left, BATCH)):
        found = {claim[0]: claim for claim in connection.execute(statement, _listed(wanted))}
        yield _filled(connection, [found[number] for number in wanted if number in found], parts, sources)


def _filled(connection: Connection, claims: Sequence[Any], parts: Collection[str], sources: "Sources") -> Batch:
    ids = _listed(claim[0] for claim in claims)
    found = {name: _by_claim(connection, PARTS[name], ids) for name in parts}
    quoted = {quote[1] for quotes in found["quotes"].values() for quote in quotes}
    sources.know(quoted)
    return Batch(claims, found, sources.records, sources.makers)


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


class Sources:
    """The sources that were quoted last, so that each is read about once and not once a claim."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.records: dict[int, Row[Any]] = {}
        self.makers: Rows = {}

    def know(self, ids: set[int]) -> None:
        """Read those that are not there yet."""
        if len(self.records) > SOURCES_KEPT:
            self.records, self.makers = {}, {}
        if new := list(ids - self.records.keys()):
            self.records.update({row[0]: row for row in self.connection.execute(SOURCES, _listed(new))})
            self.makers.update(_by_claim(self.connection, MAKERS, _listed(new)))
