"""What routes are given: sessions to read with, and a query that can be answered."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.db import make_readers
from app.errors import TooLong

LONGEST_QUERY = 16_000  # bytes; more than any choice in our own lists comes to


def refuse_long_query(request: Request) -> None:
    """Before it is taken apart: an answer that repeats megabytes of choices at every facet would never end."""
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise TooLong("This address is too long: take out some choices.")


def open_session(request: Request) -> Iterator[Session]:
    """A session that is closed after the answer and never commits."""
    with request.app.state.sessions() as session:
        yield session


def open_reader(request: Request) -> Iterator[Session]:
    """A session that sees the base as it was at its first statement, for answers that take many."""
    with make_readers(request.app.state.engine)() as session:
        yield session


ReaderDep = Annotated[Session, Depends(open_reader)]
SessionDep = Annotated[Session, Depends(open_session)]
