"""References to all that a list holds, one after another: however long the list, memory stays small."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.orm import Session, aliased

from app.citations import Reference
from app.db import among, stored
from app.models import Actor, Claim, ClaimQuote, Quote, Source
from app.queries.cited_sources import Evidence, each_batch_of_sources
from app.queries.claim_references import Words, claim_reference, standing
from app.queries.claim_rows import LINKED, moment
from app.queries.exports import KEPT, Records
from app.queries.filters import ClaimFilter, refuse_unknown
from app.queries.ordering import Reading, listed, reading, widened
from app.queries.references import SOURCE_COLUMNS, people_of, quoted, source_reference

# What is cited for a list of claims: the sources they rest on, each once; the quotes, each once; or our records.
Cited = Literal["sources", "quotes", "claims"]
_FIRST, _ROWS = 20, 1_000  # read at a time
_claimant = aliased(Actor, name="claimant")
_OWN: Final = (
    Claim.id,
    Claim.slug,
    Claim.statement,
    _claimant.name,
    Claim.revision,
    stored(Claim.updated_at),
    stored(Claim.status),
)
# The first quote of each claim.
_WORDS: Final = (
    select(ClaimQuote.claim_id, Quote.exact, Source.short, Quote.locator)
    .join(Quote, Quote.id == ClaimQuote.quote_id)
    .join(Source, Source.id == Quote.source_id)
    .where(among(ClaimQuote.claim_id), ClaimQuote.position == 0)
)


def list_references(
    session: Session, where: ClaimFilter, cited: Cited = "sources", *, sort: str = "newest", site: str = ""
) -> Iterator[Reference]:
    """References for the claims that pass the filter. Sources come by their short form, quotes as they stand in them.

    Raises Refused at once for a filter by a record that does not exist; the session must stay open until the end.
    """
    refuse_unknown(session, where)
    where = widened(session, where)
    if cited == "claims":
        return _claims(session, where, sort, site)
    evidence = Evidence(session, where)
    return _quotes(session, evidence, site) if cited == "quotes" else _sources(session, evidence.each_batch(), site)


def list_source_references(session: Session, *conditions: ColumnElement[bool], site: str = "") -> Iterator[Reference]:
    """References to the sources that meet the conditions, by their short form."""
    return _sources(session, each_batch_of_sources(session, *conditions), site)


def _sources(session: Session, batches: Iterable[list[int]], site: str) -> Iterator[Reference]:
    for numbers in batches:
        yield from _references(session, numbers, site).values()


def _quotes(session: Session, evidence: Evidence, site: str) -> Iterator[Reference]:
    for quotes in evidence.each_batch_of_quotes():
        whole = _references(session, list(dict.fromkeys(quote.source_id for quote in quotes)), site)
        for quote in quotes:
            yield quoted(whole[quote.source_id], quote, site)


def _references(session: Session, numbers: list[int], site: str) -> dict[int, Reference]:
    """The sources with these numbers, in this order."""
    statement = select(Source.id, *SOURCE_COLUMNS).where(among(Source.id))
    rows = {row.id: row for row in session.connection().execute(statement, {"ids": listed(numbers)})}
    people = people_of(session, numbers)
    return {number: source_reference(rows[number], site, people[number]) for number in numbers if number in rows}


def _claims(session: Session, where: ClaimFilter, sort: str, site: str) -> Iterator[Reference]:
    connection = session.connection()
    topics = Records(connection, *LINKED["topics"])
    keywords: dict[tuple[int, ...], tuple[str, ...]] = {}
    for rows in _claim_rows(connection, reading(session, where, sort)):
        ids = {"ids": listed([row[0] for row in rows])}
        words = {row[0]: Words(*row[1:]) for row in connection.execute(_WORDS, ids).cursor.fetchall()}
        groups = topics.links(ids)
        for group in {(), *groups.values()} - keywords.keys():
            keywords[group] = tuple([topics.rows[number][2] for number in group])
        for number, slug, statement, claimant, revision, revised, status in rows:
            made = claim_reference(
                slug,
                statement,
                claimant,
                revision,
                moment(revised),
                words=words.get(number),
                topics=keywords[groups.get(number, ())],
                site=site,
            )
            yield standing(made, status)
        if len(keywords) > KEPT:
            keywords.clear()


def _claim_rows(connection: Connection, found: Reading) -> Iterator[Sequence[Any]]:
    """The rows, some at a time. The first are few, so that a reader need not wait for them."""
    start, size = 0, _FIRST
    while ids := found.first[start : start + size]:
        statement = select(*_OWN).join(_claimant, _claimant.id == Claim.claimant_id).where(among(Claim.id))
        rows = {row[0]: row for row in connection.execute(statement, {"ids": listed(ids)})}
        yield [rows[number] for number in ids]
        start, size = start + size, _ROWS
    if found.rest is not None:
        statement = found.rest.with_only_columns(*_OWN).join(_claimant, _claimant.id == Claim.claimant_id)
        size = _FIRST
        with connection.execute(statement, execution_options={"yield_per": _ROWS}) as result:
            while some := result.fetchmany(size):
                yield some
                size = _ROWS
