"""Finding one record by its slug: the record, its new address if it has moved, or nothing."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entries.text import SLUG
from app.errors import Moved, NotFound
from app.models import Redirect


def find_record(session: Session, model: Any, noun: str, slug: str, statement: Select[Any]) -> Any:
    """The row that the statement loads; raises Moved for an old slug and NotFound for one that never was."""
    if not SLUG.fullmatch(slug):
        raise NotFound(noun, slug)  # without asking: a database may refuse such characters
    record = session.scalar(statement.where(model.slug == slug))
    if record is not None:
        return record
    old = select(model.slug).join(Redirect, Redirect.record_id == model.id)
    new_slug = session.scalar(old.where(Redirect.noun == noun, Redirect.slug == slug))
    if new_slug:
        raise Moved(noun, new_slug)
    raise NotFound(noun, slug)
