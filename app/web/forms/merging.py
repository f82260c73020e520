"""Two people changed one record: what each of them changed is kept, and what both did is shown."""

from dataclasses import dataclass
from typing import Any

from app.web.forms.values import Values, nested


@dataclass(frozen=True, slots=True)
class Merged:
    """`values` take in what the other changed; fields that both changed keep mine and are named in `conflicts`."""

    values: Values
    taken: tuple[str, ...]
    conflicts: tuple[str, ...]


def merged(base: Values, theirs: Values, mine: Values) -> Merged:
    """Field by field, from what both of them saw, what the other saved, and what I typed.

    A list, such as the quotes, is one field: its rows have no names by which they could be told apart.
    """
    before, other, own = nested(base), nested(theirs), nested(mine)
    taken = [name for name in (before | other) if _changed(before, other, name) and not _changed(before, own, name)]
    both = [name for name in (before | other | own) if _changed(before, other, name) and _changed(before, own, name)]
    values = {path: value for path, value in mine.items() if _field(path) not in taken}
    values |= {path: value for path, value in theirs.items() if _field(path) in taken}
    return Merged(values, tuple(taken), tuple(name for name in both if _changed(other, own, name)))


def _changed(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    return bool(one.get(name) != other.get(name))


def _field(path: str) -> str:
    return path.partition(".")[0]
