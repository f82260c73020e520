"""Revisions: what a record was, for ever; and what it and those it names were called at the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, load_only, raiseload

from app.errors import NoRevision
from app.models import Actor, Claim, Programme, Proposition, Redirect, Revision, Source, Topic
from app.queries.finding import find_record

MODELS: dict[str, Any] = {
    "actor": Actor,
    "claim": Claim,
    "programme": Programme,
    "proposition": Proposition,
    "source": Source,
    "topic": Topic,
}
LARGEST = 2**31 - 1  # the largest number that a revision can have

# What a record is called, out of its revision; each noun has one of these. A source goes by its short form.
NAME = func.coalesce(
    *(Revision.data[field].as_string() for field in ("short", "name", "sentence", "statement", "reason"))
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A revision, the current one of the same record (which it may be), and the whole history, newest first.

    The history has no `data`.
    """

    revision: Revision
    current: Revision
    history: Sequence[Revision]

    @property
    def changed(self) -> bool:
        """Whether the record has changed since."""
        return self.revision.number != self.current.number


def get_snapshot(session: Session, noun: str, slug: str, number: int) -> Snapshot:
    """The revision of that number, from 1; raises Moved, NotFound and NoRevision."""
    model = MODELS[noun]
    record = find_record(session, model, noun, slug, select(model).options(raiseload("*")))
    if not 1 <= number <= LARGEST:
        raise NoRevision(noun, slug, number)
    of_record = (Revision.noun == noun, Revision.record_id == record.id)
    wanted = select(Revision).where(*of_record, Revision.number.in_({number, record.revision}))
    found = {revision.number: revision for revision in session.scalars(wanted)}
    if number not in found:
        raise NoRevision(noun, slug, number)
    columns = load_only(Revision.number, Revision.author, Revision.reason, Revision.at, raiseload=True)
    history = select(Revision).where(*of_record).order_by(Revision.number.desc()).options(columns)
    return Snapshot(found[number], found[record.revision], session.scalars(history).all())


def names_at(session: Session, named: Iterable[tuple[str, str]], moment: datetime) -> dict[tuple[str, str], str]:
    """What each (noun, slug) was called then; one that came later goes by its first name. One statement.

    A record that is renamed later does not change what was, so names come from revisions, not from the records.
    """
    slugs: dict[str, set[str]] = {}
    for noun, slug in named:
        slugs.setdefault(noun, set()).add(slug)
    if not slugs:
        return {}
    known = [
        select(literal(noun).label("noun"), MODELS[noun].slug, MODELS[noun].id.label("record_id")).where(
            MODELS[noun].slug.in_(some)
        )
        for noun, some in slugs.items()
    ]
    old = or_(*(and_(Redirect.noun == noun, Redirect.slug.in_(some)) for noun, some in slugs.items()))
    records = union_all(*known, select(Redirect.noun, Redirect.slug, Redirect.record_id).where(old)).subquery()
    statement = (
        select(records.c.noun, records.c.slug, NAME)
        .join(Revision, and_(Revision.noun == records.c.noun, Revision.record_id == records.c.record_id))
        .where(or_(Revision.number == 1, Revision.at <= moment))
        .order_by(Revision.number)
    )
    return {(noun, slug): name for noun, slug, name in session.execute(statement)}
