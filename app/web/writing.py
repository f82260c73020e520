"""Writing: one transaction, tried anew if another writer came in between."""

from collections.abc import Callable
from typing import Final, TypeVar

from fastapi import Request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import db

Made = TypeVar("Made")
TRIES: Final = 3


def write(request: Request, work: Callable[[Session], Made]) -> Made:
    """Do the work in a session of its own and commit it, so that the answer finds it done.

    Two writers can meet in a way that only the database sees: two new records with one key. The work is then done
    again from the start, and now finds the other's. Raises whatever the work raises; then nothing is written.
    """
    sessions = db.make_writers(request.app.state.engine)
    for left in reversed(range(TRIES)):
        try:
            # One at a time and in turn: of fifty who wait for SQLite's own lock, some would wait too long.
            with request.app.state.writing, sessions.begin() as session:
                return work(session)
        except DBAPIError:
            if not left:
                raise
    raise AssertionError  # unreachable: the last try returns or raises


def prepare_citations(request: Request, noun: str, slug: str) -> None:
    """Have formatted what a changed record is cited as; nobody waits for it."""
    request.app.state.citations.ask(noun, slug)
