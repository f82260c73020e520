"""References to all that a list holds, one after another: however long the list, memory stays small."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.citations import Reference
from app.db import among
from app.models import Actor, Claim, ClaimQuote, Quote, Source, Topic, claim_topics
from app.queries.cited_sources import Evidence, each_batch_of_sources
from app.queries.claim_references import Words, claim_reference, standing
from app.queries.filters import ClaimFilter, refuse_unknown
from app.queries.ordering import Reading, listed, reading, widened
from app.queries.references import SOURCE_COLUMNS, people_of, quoted, source_reference

# What is cited for a list of claims: the sources they rest on, each once; the quotes, each once; or our records.
Cited = Literal["sources", "quotes", "claims"]
_ROWS: Final = 500  # read at a time
_claimant = aliased(Actor, name="claimant")
_OWN: Final = (Claim.id, Claim.slug, Claim.statement, _claimant.name, Claim.revision, Claim.updated_at, Claim.status)


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
    for rows in _claim_rows(session, reading(session, where, sort)):
        ids = [row.id for row in rows]
        words, topics = _words(session, ids), _topics(session, ids)
        for number, *record, status in rows:
            made = claim_reference(*record, words=words.get(number), topics=topics[number], site=site)
            yield standing(made, status)


def _claim_rows(session: Session, found: Reading) -> Iterator[Sequence[Any]]:
    for start in range(0, len(found.first), _ROWS):
        some = found.first[start : start + _ROWS]
        statement = select(*_OWN).join(_claimant, _claimant.id == Claim.claimant_id).where(Claim.id.in_(some))
        rows = {row.id: row for row in session.execute(statement)}
        yield [rows[number] for number in some]
    if found.rest is not None:
        statement = found.rest.with_only_columns(*_OWN).join(_claimant, _claimant.id == Claim.claimant_id)
        yield from _batches(session, statement)


def _batches(session: Session, statement: Any) -> Iterator[Sequence[Any]]:
    """The rows, some at a time. The first are few, so that a reader need not wait for them."""
    with session.execute(statement.execution_options(yield_per=_ROWS)) as result:
        if first := result.fetchmany(20):
            yield first
        yield from result.partitions()


def _words(session: Session, claims: list[int]) -> dict[int, Words]:
    """The first quote of each of these claims."""
    statement = (
        select(ClaimQuote.claim_id, Quote.exact, Source.short, Quote.locator)
        .join(Quote, Quote.id == ClaimQuote.quote_id)
        .join(Source, Source.id == Quote.source_id)
        .where(ClaimQuote.claim_id.in_(claims), ClaimQuote.position == 0)
    )
    return {claim_id: Words(*words) for claim_id, *words in session.execute(statement)}


def _topics(session: Session, claims: list[int]) -> dict[int, list[str]]:
    statement = select(claim_topics.c.claim_id, Topic.name).join(Topic, Topic.id == claim_topics.c.topic_id)
    names: dict[int, list[str]] = defaultdict(list)
    for claim_id, name in session.execute(statement.where(claim_topics.c.claim_id.in_(claims)).order_by(Topic.name)):
        names[claim_id].append(name)
    return names
