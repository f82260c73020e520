"""Revisions: what a record was, for ever; and what it and those it names were called at the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, load_only, raiseload

from app.entries.text import SLUG
from app.errors import Moved, NoRevision
from app.models import Merge, Redirect, Revision
from app.models.nouns import RECORDS
from app.queries.finding import find_record

LARGEST = 2**31 - 1  # the largest number that a revision can have

# What a record is called, out of its revision; each noun has one of these. A source goes by its short form.
NAME = func.coalesce(
    *(Revision.data[field].as_string() for field in ("short", "name", "sentence", "statement", "reason"))
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A revision, the current one of the same record (which it may be), and the whole history, newest first.

    The history has no `data`. Of a record that was merged, `merge` says into which; its last revision is the current.
    """

    revision: Revision
    current: Revision
    history: Sequence[Revision]
    merge: Merge | None = None

    @property
    def changed(self) -> bool:
        """Whether the record has changed since."""
        return self.revision.number != self.current.number


def get_snapshot(session: Session, noun: str, slug: str, number: int) -> Snapshot:
    """The revision of that number, from 1; raises Moved, NotFound and NoRevision."""
    merge = None
    try:
        record_id = _record_id(session, noun, slug)
    except Moved:
        merge = find_merge(session, noun, slug)
        if merge is None:
            raise
        record_id = merge.merged_id
    if not 1 <= number <= LARGEST:
        raise NoRevision(noun, slug, number)
    of_record = (Revision.noun == noun, Revision.record_id == record_id)
    newest = select(func.max(Revision.number)).where(*of_record).scalar_subquery()
    wanted = select(Revision).where(*of_record, or_(Revision.number == number, Revision.number == newest))
    found = {revision.number: revision for revision in session.scalars(wanted)}
    if number not in found:
        raise NoRevision(noun, slug, number)
    return Snapshot(found[number], found[max(found)], list_history(session, noun, record_id), merge)


def list_history(session: Session, noun: str, record_id: int) -> Sequence[Revision]:
    """The revisions of a record, newest first: their numbers, authors, reasons and times, not what the record was."""
    columns = load_only(Revision.number, Revision.author, Revision.reason, Revision.at, raiseload=True)
    of_record = (Revision.noun == noun, Revision.record_id == record_id)
    return session.scalars(select(Revision).where(*of_record).order_by(Revision.number.desc()).options(columns)).all()


def get_record_id(session: Session, noun: str, slug: str) -> int:
    """The id of the record that has or had this slug, also of one that was taken up by another; raises NotFound."""
    if merge := find_merge(session, noun, slug):
        return merge.merged_id
    try:
        return _record_id(session, noun, slug)
    except Moved as moved:
        return _record_id(session, noun, moved.slug)


def find_merge(session: Session, noun: str, slug: str) -> Merge | None:
    """The merge that took the record away which had this slug, if one did and nobody undid it."""
    if not SLUG.fullmatch(slug):
        return None
    was = select(Merge).join(Redirect, and_(Redirect.noun == Merge.noun, Redirect.merged_id == Merge.merged_id))
    return session.scalar(was.where(Merge.noun == noun, Redirect.slug == slug, Merge.undone_at.is_(None)))


def list_merges(session: Session, noun: str, slug: str) -> Sequence[Merge]:
    """The merges by which the record took up others and that nobody undid, newest first; raises Moved and NotFound."""
    of_record = (Merge.noun == noun, Merge.into_id == _record_id(session, noun, slug))
    return session.scalars(select(Merge).where(*of_record, Merge.undone_at.is_(None)).order_by(Merge.id.desc())).all()


def _record_id(session: Session, noun: str, slug: str) -> int:
    model = RECORDS[noun]
    return int(find_record(session, model, noun, slug, select(model).options(raiseload("*"))).id)


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
        select(literal(noun).label("noun"), RECORDS[noun].slug, RECORDS[noun].id.label("record_id")).where(
            RECORDS[noun].slug.in_(some)
        )
        for noun, some in slugs.items()
    ]
    old = or_(*(and_(Redirect.noun == noun, Redirect.slug.in_(some)) for noun, some in slugs.items()))
    was = select(Redirect.noun, Redirect.slug, func.coalesce(Redirect.merged_id, Redirect.record_id)).where(old)
    records = union_all(*known, was).subquery()
    statement = (
        select(records.c.noun, records.c.slug, NAME)
        .join(Revision, and_(Revision.noun == records.c.noun, Revision.record_id == records.c.record_id))
        .where(or_(Revision.number == 1, Revision.at <= moment))
        .order_by(Revision.number)
    )
    return {(noun, slug): name for noun, slug, name in session.execute(statement)}
