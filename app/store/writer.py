"""How one noun is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import Complaint
from app.store.shelf import Shelf


def _no_rules(_entry: Any, _shelf: Shelf) -> list[Complaint]:
    return []


def _nothing_more(_record: Any, _entry: Any, _shelf: Shelf) -> None:
    return None


def _nothing_to_leave(_record: Any, _shelf: Shelf) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Writer:
    """A noun's table, its own columns, the rows that belong to a record of it, its rules, and what it refers to.

    Records are written in two steps, columns first and the rest after, because they refer to one another in circles:
    an actor's office rests on a quote from a source, whose author is that actor.
    """

    model: Any
    columns: Callable[[Any, Shelf], dict[str, Any]]
    parts: tuple[str, ...] = ()
    rules: Callable[[Any, Shelf], list[Complaint]] = _no_rules
    fill: Callable[[Any, Any, Shelf], None] = _nothing_more
    leave: Callable[[Any, Shelf], None] = _nothing_to_leave  # before a record is written anew
