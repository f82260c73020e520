"""The slugs that a record had before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Redirect
from app.models.nouns import RECORDS


def list_old_slugs(session: Session, noun: str, slug: str) -> Sequence[str]:
    """The slugs that lead to the record, in the order of the alphabet: its own of before, and of what it took up."""
    model = RECORDS[noun]
    old = select(Redirect.slug).join(model, Redirect.record_id == model.id)
    return session.scalars(old.where(Redirect.noun == noun, model.slug == slug).order_by(Redirect.slug)).all()
