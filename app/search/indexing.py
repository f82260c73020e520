"""Keeping what is searched right: after every change of a record, or for the whole base at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, insert, literal_column, select, text
from sqlalchemy.orm import Session

from app.models import (
    Actor,
    Claim,
    ClaimQuote,
    Contributor,
    Programme,
    Proposition,
    Quote,
    SearchEntry,
    SearchName,
    SearchWord,
    Source,
    Topic,
)
from app.search.databases import database_of
from app.search.entries import Entry, Texts, Which, entries, names
from app.search.numbers import is_dated
from app.vocabulary import ClaimStatus

NAMED = ("actor", "programme")
BATCH = 500

# All records of each noun in the order of their entries' numbers, and how many are read at a time.
_ALL: dict[str, tuple[Select[int], int]] = {
    "claim": (select(Claim.id).order_by(Claim.status == ClaimStatus.PUBLISHED, Claim.dated, Claim.id), 5_000),
    "source": (select(Source.id).order_by(Source.published, Source.id), 50),
    "actor": (select(Actor.id).order_by(Actor.id), 2_000),
    "programme": (select(Programme.id).order_by(Programme.id), 2_000),
    "proposition": (select(Proposition.id).order_by(Proposition.id), 2_000),
    "topic": (select(Topic.id).order_by(Topic.id), 2_000),
}


def index(session: Session, noun: str, record_id: int) -> None:
    """Have a record found as it is now. When it is called something else, so is what it said and what it made.

    The record and all that hangs on it must have been flushed.
    """
    if noun not in _ALL:
        return
    _renew(session, noun, [record_id])
    if noun in NAMED and _rename(session, noun, record_id) and noun == "actor":
        _renew_all(session, "claim", select(Claim.id).where(Claim.claimant_id == record_id))
        made = select(Contributor.source_id).where(Contributor.actor_id == record_id)
        _renew_all(session, "source", made.distinct())
    if noun == "source":
        _renew_redated(session, record_id)


def rebuild(session: Session, on_record: Callable[[int], None] | None = None) -> None:
    """Make everything that is searched anew. `on_record` is told how many more records are done.

    Nothing else can write meanwhile, and on PostgreSQL nothing can search.
    """
    database = database_of(session)
    database.empty(session)
    session.execute(delete(SearchName))
    session.execute(delete(SearchWord))
    known: set[str] = set()
    for noun, (statement, size) in _ALL.items():
        for some in _in_batches(session.scalars(statement).all(), size):
            made = list(entries(session, noun, _among(some)))
            database.put_many(session, made)
            known |= _words_of(made)
            if on_record:
                on_record(len(some))
    for noun in NAMED:
        _put_names(session, noun, names(session, noun, lambda column: column.is_not(None)))
    _put_words(session, known)
    database.finish(session)


def rebuild_if_empty(session: Session) -> bool:
    """Make everything anew if nothing can be found though there is something: after a migration or a bulk load."""
    if session.scalar(select(SearchEntry.id).limit(1)) is not None:
        return False
    if all(session.scalar(statement.limit(1)) is None for statement, _ in _ALL.values()):
        return False
    rebuild(session)
    return True


def _renew(session: Session, noun: str, record_ids: Sequence[int]) -> None:
    database = database_of(session)
    made = list(entries(session, noun, _among(record_ids)))
    database.take(session, noun, record_ids)
    database.put(session, made)
    _put_words(session, _words_of(made))


def _renew_all(session: Session, noun: str, statement: Select[int]) -> None:
    for some in _in_batches(session.scalars(statement).all(), BATCH):
        _renew(session, noun, some)


def _renew_redated(session: Session, source_id: int) -> None:
    """Claims that a source dates follow its date, and their entries' numbers follow theirs."""
    first = (ClaimQuote.claim_id == Claim.id, ClaimQuote.position == 0)
    statement = (
        select(Claim.id, Claim.dated, SearchEntry.id)
        .join(SearchEntry, and_(SearchEntry.noun == "claim", SearchEntry.record_id == Claim.id))
        .join(ClaimQuote, and_(*first))
        .join(Quote, and_(Quote.id == ClaimQuote.quote_id, Quote.source_id == source_id))
    )
    moved = [claim for claim, dated, number in session.execute(statement) if not is_dated(number, dated)]
    for some in _in_batches(moved, BATCH):
        _renew(session, "claim", some)


def _rename(session: Session, noun: str, record_id: int) -> bool:
    """Keep the record's names; whether they are others than before."""
    mine = (SearchName.noun == noun, SearchName.record_id == record_id)
    kept = set(session.scalars(select(SearchName.name).where(*mine)))
    called = names(session, noun, _among([record_id]))
    if kept == _distinct(called[record_id]):
        return False
    session.execute(delete(SearchName).where(*mine))
    _put_names(session, noun, called)
    return True


def _put_names(session: Session, noun: str, called: Texts) -> None:
    rows = [
        {"noun": noun, "record_id": record_id, "name": name}
        for record_id, texts in called.items()
        for name in _distinct(texts)
    ]
    if rows:
        session.execute(insert(SearchName), rows)


def _distinct(texts: Iterable[str]) -> set[str]:
    return {" ".join(one.split()) for one in texts} - {""}


def _put_words(session: Session, found: Iterable[str]) -> None:
    # In one order always, so that two writers never wait for each other.
    rows = [{"word": word} for word in sorted(found) if 2 < len(word) <= 60]
    if rows:
        session.execute(text("INSERT INTO search_words (word) VALUES (:word) ON CONFLICT DO NOTHING"), rows)


def _words_of(made: Sequence[Entry]) -> set[str]:
    return set(" ".join([*(one.heading for one in made), *(one.body for one in made)]).split())


def _among(record_ids: Sequence[int]) -> Which:
    def which(column: Any) -> Any:
        # Numbers stand in the statement itself: a thousand parameters take longer than what is asked.
        return column.op("IN", is_comparison=True)(literal_column(f"({', '.join(map(str, record_ids))})"))

    return which


def _in_batches(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), size):
        yield ids[first : first + size]
