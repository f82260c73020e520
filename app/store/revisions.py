"""Revisions: what a record is and was as an entry, and the row that says so."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app.entries import ENTRIES, Entry
from app.entries.complaints import complaints_of
from app.errors import Refused
from app.models import Revision
from app.models.nouns import NOUN_OF


@dataclass(frozen=True, slots=True)
class Edit:
    """Who makes a change, and why."""

    by: str
    reason: str
    by_seed: bool = False


def revision_of(record: Any, number: int, entry: Entry, edit: Edit) -> Revision:
    """The revision of that number, by which the record is what the entry says."""
    return Revision(
        noun=entry.noun,
        record_id=record.id,
        number=number,
        data=entry.canonical(),
        author=edit.by,
        reason=edit.reason,
        by_seed=edit.by_seed,
    )


def latest(session: Session, noun: str, record_id: int) -> Revision:
    """The newest revision of a record."""
    statement = select(Revision).where(Revision.noun == noun, Revision.record_id == record_id)
    return session.scalars(statement.order_by(Revision.number.desc()).limit(1)).one()


def find_data(session: Session, noun: str, record_id: int, number: int) -> dict[str, Any] | None:
    """What a record was at the revision of that number, if it had one."""
    of_record = (Revision.noun == noun, Revision.record_id == record_id)
    return session.scalar(select(Revision.data).where(*of_record, Revision.number == number))


def entry_of(session: Session, record: Any) -> Any:
    """What the record is, as an entry. Raises Refused where its newest revision no longer is one."""
    noun = NOUN_OF[type(record)]
    return kept_entry(noun, latest(session, noun, record.id).data)


def kept_entry(noun: str, data: dict[str, Any]) -> Any:
    """The entry that a revision has kept. Raises Refused where it breaks a rule of today."""
    try:
        return ENTRIES[noun].model_validate(data)
    except ValidationError as error:
        raise Refused(*complaints_of(error, ENTRIES[noun])) from None


def last_id(connection: Connection, table: Any) -> int:
    """The highest id that a row of the table has or had: of a record that was merged away the revisions stay."""
    there = select(func.max(table.c.id))
    was_there = select(func.max(Revision.record_id)).where(Revision.noun == table.name.removesuffix("s"))
    return max(connection.scalar(one) or 0 for one in (there, was_there))
