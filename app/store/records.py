"""Adding, revising and withdrawing records of every noun: what all of them have in common."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import search
from app.entries import Entry, NewClaim
from app.errors import Complaint, Refused, Stale
from app.models import BaseState, Claim, Record, Redirect, Revision
from app.store import actors, claims, links, programmes, propositions, sources, topics
from app.store.places import placed
from app.store.shelf import Shelf
from app.store.writer import Writer
from app.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class Edit:
    """Who makes a change, and why."""

    by: str
    reason: str
    by_seed: bool = False


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
    shelf = Shelf(session)
    record = begin(session, entry, shelf)
    complete(session, record, entry, edit, shelf)
    return record


def revise(session: Session, record: Any, entry: Entry, edit: Edit, made_from: int, shelf: Shelf | None = None) -> None:
    """Make the record what the entry says. Raises Stale unless `made_from` is still its revision."""
    shelf, writer = shelf or Shelf(session), WRITERS[entry.noun]
    model = writer.model
    if isinstance(record, Record) and record.slug != _key(entry):
        raise Refused(Complaint("key", f"is not that of this {entry.noun}", f"keep “{record.slug}”", ("key",)))
    claimed = session.execute(
        update(model)
        .where(model.id == record.id, model.revision == made_from)
        .values(revision=made_from + 1)
        .execution_options(synchronize_session=False)
    )
    session.refresh(record, ["revision"])
    if claimed.rowcount == 0:  # type: ignore[attr-defined]
        raise Stale(entry.noun, _key(entry), made_from, record.revision)
    writer.leave(record, shelf)
    for column, value in writer.columns(entry, shelf).items():
        setattr(record, column, value)
    for part in writer.parts:
        setattr(record, part, [])
    session.flush()  # the old parts go before the new ones come, which may be equal to them
    complete(session, record, entry, edit, shelf)


def withdraw(session: Session, claim: Claim, edit: Edit, made_from: int) -> None:
    """Take a claim back. Its page stays and says why: the reason of the edit."""
    entry = NewClaim.model_validate(latest(session, "claim", claim.id).data)
    revise(session, claim, entry.model_copy(update={"status": ClaimStatus.WITHDRAWN}), edit, made_from)


def latest(session: Session, noun: str, record_id: int) -> Revision:
    """The newest revision of a record."""
    statement = select(Revision).where(Revision.noun == noun, Revision.record_id == record_id)
    return session.scalars(statement.order_by(Revision.number.desc()).limit(1)).one()


def begin(session: Session, entry: Entry, shelf: Shelf) -> Any:
    """First step of adding: the row itself, which others can then refer to."""
    writer = WRITERS[entry.noun]
    record = writer.model(revision=1, **writer.columns(entry, shelf))
    if isinstance(record, Record):
        _refuse_taken(session, entry)
        record.slug = _key(entry)
        shelf.put(entry.noun, record)
    session.add(record)
    session.flush()
    return record


def complete(session: Session, record: Any, entry: Entry, edit: Edit, shelf: Shelf) -> None:
    """Second step: what the record refers to, and the revision that says what it now is."""
    writer, entry = WRITERS[entry.noun], _checked(entry, shelf)
    with session.no_autoflush:  # half of a record must not reach the database
        writer.fill(record, entry, shelf)
    if isinstance(record, Record):
        record.updated_at = datetime.now(UTC)
    session.add(_revision(record, entry, edit))
    # This also makes writers wait for each other, so that no two of them keep the words of one record.
    session.execute(update(BaseState).values(version=BaseState.version + 1))
    session.flush()
    search.index(session, entry.noun, record.id)


def _checked(entry: Entry, shelf: Shelf) -> Entry:
    """The entry with its quotes placed; raises Refused with all that is wrong with it."""
    complaints: list[Complaint] = []
    try:
        entry = placed(entry, shelf.document)
    except Refused as refused:
        complaints.extend(refused.complaints)
    complaints.extend(WRITERS[entry.noun].rules(entry, shelf))
    if complaints:
        raise Refused(*complaints)
    return entry


def _revision(record: Any, entry: Entry, edit: Edit) -> Revision:
    return Revision(
        noun=entry.noun,
        record_id=record.id,
        number=record.revision,
        data=entry.canonical(),
        author=edit.by,
        reason=edit.reason,
        by_seed=edit.by_seed,
    )


def _refuse_taken(session: Session, entry: Entry) -> None:
    model, key = WRITERS[entry.noun].model, _key(entry)
    redirect = select(Redirect.id).where(Redirect.noun == entry.noun, Redirect.slug == key)
    if session.scalar(select(model.id).where(model.slug == key)) or session.scalar(redirect):
        raise Refused(Complaint("key", f"there is a {entry.noun} “{key}” already", "choose another key", ("key",)))


def _key(entry: Entry) -> str:
    return str(entry.key)  # type: ignore[attr-defined]
