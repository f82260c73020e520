"""The current revision of a record: what a change starts from."""

from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload

from app.models import Revision
from app.queries.finding import find_record
from app.queries.revisions import MODELS


def get_newest(session: Session, noun: str, slug: str) -> Revision:
    """Raises Moved and NotFound."""
    model = MODELS[noun]
    record = find_record(session, model, noun, slug, select(model).options(raiseload("*")))
    of_record = (Revision.noun == noun, Revision.record_id == record.id, Revision.number == record.revision)
    return session.scalars(select(Revision).where(*of_record)).one()
