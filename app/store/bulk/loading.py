"""The load itself: batch by batch, with the rules of the store."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, text, update
from sqlalchemy.orm import Session

from app import search
from app.entries import Entry, NewClaim, NewLink, NewSource
from app.errors import Refused
from app.models import BaseState, Claim
from app.store import claims, programmes
from app.store.bulk import nouns
from app.store.bulk.desk import Desk, Witness
from app.store.bulk.rows import COLUMNS, TABLES, Rows
from app.store.places import placed
from app.store.revisions import Edit
from app.store.tallies import recount

BATCH = 5_000  # entries that are held at once


def load(session: Session, entries: Iterable[Entry], edit: Edit, on_entry: Callable[[], None] = lambda: None) -> int:
    """Add records of every noun, as `store.add` would, in bounded memory; gives how many.

    An entry may name what came before it, and anything among the 5,000 entries it is read with, whose sources are
    written first; `on_entry` is called after each. Raises Refused at the first entry that breaks a rule; then the
    caller must roll back.
    """
    rows = Rows(session)
    desk, count = Desk(session, rows), 0
    stream = iter(entries)
    with _indexes_later(session):
        while batch := list(islice(stream, BATCH)):
            _add(batch, edit, desk, rows, on_entry)
            count += len(batch)
        rows.go_on_counting()
    recount(session)
    search.rebuild(session)
    session.execute(update(BaseState).values(version=BaseState.version + count))
    session.execute(text("ANALYZE"))
    return count


def _add(batch: list[Entry], edit: Edit, desk: Desk, rows: Rows, on_entry: Callable[[], None]) -> None:
    by_noun: dict[str, list[str]] = {}
    for entry in batch:
        if not isinstance(entry, NewLink):
            by_noun.setdefault(entry.noun, []).append(entry.key)  # type: ignore[attr-defined]
    for noun, slugs in by_noun.items():
        desk.begin(noun, slugs)
    for entry in sorted(batch, key=lambda one: not isinstance(one, NewSource)):
        try:
            _complete(entry, edit, desk, rows)
        except Refused as refused:
            refused.add_note(f"{entry.noun} {entry.key}")  # type: ignore[attr-defined]
            raise
        on_entry()
    rows.write()
    desk.tidy()


def _complete(entry: Any, edit: Edit, desk: Desk, rows: Rows) -> None:
    noun = entry.noun
    number = rows.next_number("links") if noun == "link" else desk.find(noun, entry.key)
    if noun == "source":
        nouns.open_source(entry, number, desk)
    entry = _placed(entry, desk)
    _refuse_broken_rules(entry, desk)
    nouns.WRITERS[noun](entry, number, desk, rows)
    data = entry.model_dump_json(exclude_defaults=True)
    rows.add_numbered("revisions", noun, number, 1, data, edit.by, edit.reason, edit.by_seed, rows.now)


def _placed(entry: Any, desk: Desk) -> Any:
    if isinstance(entry, NewClaim) and all(
        quote.start is not None and desk.source(quote.source).document.text.startswith(quote.exact, quote.start)
        for quote in entry.quotes
    ):
        return entry
    return placed(entry, desk.document)


def _refuse_broken_rules(entry: Entry, desk: Desk) -> None:
    complaints = []
    if isinstance(entry, NewClaim) and not _is_plainly_right(entry, desk):
        complaints = claims.rules(entry, Witness(desk))
    elif entry.noun == "programme":
        complaints = programmes.WRITER.rules(entry, desk)
    if complaints:
        raise Refused(*complaints)


def _is_plainly_right(entry: NewClaim, desk: Desk) -> bool:
    """Whether a claim keeps the rules beyond doubt, in its very letters; the rules themselves also fold case."""
    sources = [desk.source(quote.source) for quote in entry.quotes]
    words = (*entry.hedges, *(figure.text for figure in entry.figures))
    cues = [hop.cue for hop in entry.attribution if hop.cue]
    return (
        any(entry.attribution[-1].actor in source.writers for source in sources)
        and all(any(one in quote.exact for quote in entry.quotes) for one in words)
        and all(any(cue in source.document.text for source in sources) for cue in cues)
    )


@contextmanager
def _indexes_later(session: Session) -> Iterator[None]:
    """Into an empty base without its indexes, which are then built at once; into any other with them."""
    connection = session.connection()
    dropped = [] if _has_claims(connection) else [index for name in COLUMNS for index in TABLES[name].indexes]
    for index in dropped:
        index.drop(connection, checkfirst=True)
    yield
    for index in sorted(dropped, key=lambda one: str(one.name)):
        index.create(connection, checkfirst=True)


def _has_claims(connection: Connection) -> bool:
    return connection.scalar(select(Claim.id).limit(1)) is not None
