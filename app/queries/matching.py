"""Narrowing lists of names: which records hold the words of a search, and where a page goes on."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.errors import Complaint, Refused


def holds_words(q: str, *columns: Any, aliases: Any = None) -> ColumnElement[bool]:
    """The condition that each word stands in one of the columns or in an alias, in any case."""

    def holds(word: str) -> ColumnElement[bool]:
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        # Both by the database, for SQLite knows no small letters but those of English.
        small = func.lower(f"%{escaped}%")
        found = [func.lower(column).like(small, escape="\\") for column in columns]
        if aliases is not None:
            text = aliases.property.mapper.class_.text
            found.append(aliases.any(func.lower(text).like(small, escape="\\")))
        return or_(*found)

    return and_(*(holds(word) for word in q.split()))


def beyond_name(session: Session, model: Any, name: Any, after: str) -> ColumnElement[bool]:
    """The condition for everything after one record in a list by name; raises Refused for an unknown slug."""
    place = session.execute(select(func.lower(name), model.id).where(model.slug == after)).one_or_none()
    if place is None:
        raise Refused(Complaint("after", f"there is nothing “{after[:80]}”", "start from the first page", ("after",)))
    return tuple_(func.lower(name), model.id) > tuple_(*place)
