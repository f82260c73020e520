"""The names that link in running text, kept until the base changes."""

from fastapi import Request
from sqlalchemy.orm import Session

from app.extraction.mentions import NameIndex
from app.queries.base import base_version
from app.queries.names import list_names


def name_index(request: Request, session: Session) -> NameIndex:
    """The index of all names, made anew when the base has changed."""
    version = base_version(session)
    kept: tuple[int, NameIndex] | None = getattr(request.app.state, "names", None)
    if kept is None or kept[0] != version:
        kept = (version, NameIndex(list_names(session)))
        request.app.state.names = kept
    return kept[1]
