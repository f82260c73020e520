"""Giving a record another slug. The old one leads to it for ever."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import Complaint, Refused
from app.models import Record, Redirect
from app.models.nouns import NOUN_OF
from app.store.records import open_revision, refuse_taken, rewrite
from app.store.revisions import Edit, entry_of, kept_entry
from app.store.shelf import Shelf


def rename(session: Session, record: Record, new_slug: str, edit: Edit, made_from: int) -> None:
    """Revise the record under the new slug. It may have an old slug of its own back, never one of another record.

    Raises Refused and Stale.
    """
    noun, old = NOUN_OF[type(record)], record.slug
    entry: Any = kept_entry(noun, entry_of(session, record).canonical() | {"key": new_slug})
    if entry.key == old:
        raise Refused(Complaint("key", "is its address already", "choose another", ("key",)))
    open_revision(session, record, made_from)
    if _was_its_own(session, noun, entry.key, record.id):
        session.execute(delete(Redirect).where(Redirect.noun == noun, Redirect.slug == entry.key))
    refuse_taken(session, noun, entry.key)
    record.slug = entry.key
    session.add(Redirect(noun=noun, slug=old, record_id=record.id))
    session.flush()
    rewrite(session, record, entry, edit, Shelf(session))


def _was_its_own(session: Session, noun: str, slug: str, record_id: int) -> bool:
    own = (Redirect.record_id == record_id, Redirect.merged_id.is_(None))
    return session.scalar(select(Redirect.id).where(Redirect.noun == noun, Redirect.slug == slug, *own)) is not None
