"""Adding and revising records of every noun: what all of them have in common."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import search
from app.db import gives_ids_once
from app.entries import Entry, NewLink
from app.errors import Complaint, Refused, Stale
from app.models import Link, Record, Redirect
from app.models.nouns import NOUN_OF
from app.store import actors, claims, links, programmes, propositions, sources, topics
from app.store.places import placed
from app.store.revisions import Edit, last_id, revision_of
from app.store.shelf import Shelf
from app.store.turns import raise_version, take_turn
from app.store.writer import Writer

WRITERS: dict[str, Writer] = {
    "topic": topics.WRITER,
    "proposition": propositions.WRITER,
    "actor": actors.WRITER,
    "source": sources.WRITER,
    "programme": programmes.WRITER,
    "claim": claims.WRITER,
    "link": links.WRITER,
}


def add(session: Session, entry: Entry, edit: Edit) -> Any:
    """The new record, with its first revision. Raises Refused for a key that is taken and for a broken rule.

    After Refused the session holds half a record: roll it back.
    """
    take_turn(session)
    shelf = Shelf(session)
    record = begin(session, entry, shelf)
    complete(session, record, entry, edit, shelf)
    return record


def revise(session: Session, record: Any, entry: Entry, edit: Edit, made_from: int, shelf: Shelf | None = None) -> None:
    """Make the record what the entry says. Raises Stale unless `made_from` is still its revision."""
    if isinstance(record, Record) and record.slug != key_of(entry):
        raise Refused(Complaint("key", f"is not that of this {entry.noun}", f"keep “{record.slug}”", ("key",)))
    open_revision(session, record, made_from)
    rewrite(session, record, entry, edit, shelf or Shelf(session))


def open_revision(session: Session, record: Any, made_from: int) -> None:
    """First step of revising: the next number, for one writer only. Raises Stale."""
    take_turn(session)
    noun, model = NOUN_OF[type(record)], type(record)
    claimed = session.execute(
        update(model)
        .where(model.id == record.id, model.revision == made_from)
        .values(revision=made_from + 1)
        .execution_options(synchronize_session=False)
    )
    session.refresh(record, ["revision"])
    if claimed.rowcount == 0:  # type: ignore[attr-defined]
        raise Stale(noun, key_of(record), made_from, record.revision)


def rewrite(session: Session, record: Any, entry: Entry, edit: Edit, shelf: Shelf) -> None:
    """Second step of revising: the record becomes what the entry says."""
    writer, entry = WRITERS[entry.noun], shelf.current(entry)
    writer.leave(record, shelf)
    for column, value in writer.columns(entry, shelf).items():
        setattr(record, column, value)
    for part in writer.parts:
        setattr(record, part, [])
    session.flush()  # the old parts go before the new ones come, which may be equal to them
    complete(session, record, entry, edit, shelf)


def begin(session: Session, entry: Entry, shelf: Shelf, record_id: int | None = None, revision: int = 1) -> Any:
    """First step of adding: the row itself, which others can then refer to. A record that comes back keeps its id."""
    writer, entry = WRITERS[entry.noun], shelf.current(entry)
    named = issubclass(writer.model, Record)
    if named:
        refuse_taken(session, entry.noun, key_of(entry))
    elif find_same(session, entry, shelf) is not None:
        raise Refused(Complaint("to", "there is such a link already", "leave it out", ("to",)))
    record_id = record_id or _free_id(session, entry.noun)
    record = writer.model(id=record_id, revision=revision, **writer.columns(entry, shelf))
    if named:
        record.slug = key_of(entry)
        shelf.put(entry.noun, record)
    session.add(record)
    session.flush()
    return record


def complete(session: Session, record: Any, entry: Entry, edit: Edit, shelf: Shelf) -> None:
    """Second step: what the record refers to, and the revision that says what it now is."""
    writer, entry = WRITERS[entry.noun], checked(entry, shelf)
    with session.no_autoflush:  # half of a record must not reach the database
        writer.fill(record, entry, shelf)
    if isinstance(record, Record):
        record.updated_at = datetime.now(UTC)
    session.add(revision_of(record, record.revision, entry, edit))
    raise_version(session)
    session.flush()
    search.index(session, entry.noun, record.id)


def checked(entry: Entry, shelf: Shelf) -> Entry:
    """The entry with its quotes placed; raises Refused with all that is wrong with it."""
    complaints: list[Complaint] = []
    entry = shelf.current(entry)
    try:
        entry = placed(entry, shelf.document)
    except Refused as refused:
        complaints.extend(refused.complaints)
    complaints.extend(WRITERS[entry.noun].rules(entry, shelf))
    if complaints:
        raise Refused(*complaints)
    return entry


def find_same(session: Session, entry: Entry, shelf: Shelf) -> Any:
    """The record that the entry is of, or None."""
    if not isinstance(entry, NewLink):
        return shelf.find(entry.noun, key_of(entry))
    one, other = shelf.find("claim", entry.from_claim), shelf.find("claim", entry.to_claim)
    if one is None or other is None:
        return None
    where = (Link.from_id == one.id, Link.kind == entry.kind, Link.to_id == other.id)
    return session.scalar(select(Link).where(*where))


def refuse_taken(session: Session, noun: str, key: str) -> None:
    """Raises Refused if a record of the noun has the key, or ever had it."""
    model = WRITERS[noun].model
    redirect = select(Redirect.id).where(Redirect.noun == noun, Redirect.slug == key)
    if session.scalar(select(model.id).where(model.slug == key)) or session.scalar(redirect):
        raise Refused(Complaint("key", f"there is a {noun} “{key}” already", "choose another key", ("key",)))


def key_of(thing: Any) -> str:
    """The slug of a record or entry; a link has none, and goes by what it joins."""
    if isinstance(thing, Link):
        return f"{thing.from_claim.slug} {thing.kind} {thing.to_claim.slug}"
    return str(thing.slug if isinstance(thing, Record) else thing.key)


def _free_id(session: Session, noun: str) -> int | None:
    """An id that no record ever had. None leaves the choice to the database."""
    return None if gives_ids_once(session) else last_id(session.connection(), WRITERS[noun].model.__table__) + 1
