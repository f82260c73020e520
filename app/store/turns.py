"""Writers take turns, and readers are told when the base has changed."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import BaseState


def take_turn(session: Session) -> None:
    """Wait until no other writer is at work, so that what is looked up from here on stays true until the commit."""
    session.execute(select(BaseState.id).with_for_update())  # on SQLite, writers take turns anyway


def raise_version(session: Session) -> None:
    """Tell readers that the base has changed."""
    session.execute(update(BaseState).values(version=BaseState.version + 1))
