"""The current revisions of records: what changes start from."""

from collections.abc import Iterable

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, raiseload

from app.models import Revision
from app.models.nouns import RECORDS
from app.queries.finding import find_record


def get_newest(session: Session, noun: str, slug: str) -> Revision:
    """Raises Moved and NotFound."""
    model = RECORDS[noun]
    record = find_record(session, model, noun, slug, select(model).options(raiseload("*")))
    of_record = (Revision.noun == noun, Revision.record_id == record.id, Revision.number == record.revision)
    return session.scalars(select(Revision).where(*of_record)).one()


def list_newest(session: Session, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Revision]:
    """The current revisions of the records with these nouns and slugs; what has moved or never was is left out."""
    slugs: dict[str, set[str]] = {}
    for noun, slug in named:
        slugs.setdefault(noun, set()).add(slug)
    found: dict[tuple[str, str], Revision] = {}
    for noun, some in slugs.items():
        model = RECORDS[noun]
        newest = and_(Revision.noun == noun, Revision.record_id == model.id, Revision.number == model.revision)
        statement = select(model.slug, Revision).join(Revision, newest).where(model.slug.in_(some))
        found |= {(noun, slug): revision for slug, revision in session.execute(statement)}
    return found
