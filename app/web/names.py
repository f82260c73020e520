"""The names that link in running text, kept until an actor or programme changes."""

from typing import Any

from fastapi import Request
from sqlalchemy.orm import Session

from app.extraction.mentions import NameIndex
from app.queries.base import base_version
from app.queries.names import list_names, names_version


def name_index(request: Request, session: Session) -> NameIndex:
    """The index of all names. To make it takes long where there are many, so a change of other records leaves it be."""
    version = base_version(session)
    kept: tuple[int, Any, NameIndex | None] = getattr(request.app.state, "names", (-1, None, None))
    seen, of_names, index = kept
    if index is None or seen != version:
        now = names_version(session)
        index = index if index is not None and now == of_names else NameIndex(list_names(session))
        request.app.state.names = (version, now, index)
    return index
