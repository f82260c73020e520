"""Two people changed one record: what each of them changed is kept, and what both did is shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.web.forms.values import IDLE, Values, compacted, flattened, nested

# Lists whose rows stand for themselves: what one person added and another took out does not clash.
UNORDERED: Final = {"about", "affiliations", "facts", "figures", "programmes", "quotes", "related", "stances", "topics"}


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`values` take in what the other changed; fields that both changed keep mine and are named in `conflicts`."""

    values: Values
    taken: tuple[str, ...]
    conflicts: tuple[str, ...]


def reconciled(base: Values, theirs: Values, mine: Values) -> Reconciled:
    """Field by field, from what both of them saw, what the other saved, and what I typed.

    Rows that both added to a list, such as the quotes, are all kept. A row that both changed, and a chain of steps that
    both changed, is for them to settle: rows have no names by which they could be told apart.
    """
    before, other, own = _fields(base), _fields(theirs), _fields(mine)
    names = sorted((before.keys() | other.keys() | own.keys()) - {"key"})  # which no form shows
    values, taken, conflicts = mine, [], []
    for name in names:
        was, there, here = before.get(name), other.get(name), own.get(name)
        if there in (was, here):
            continue
        rows = _rows_together(was or [], there or [], here or []) if name in UNORDERED else None
        if here == was or rows is not None:
            taken.append(name)
            new = theirs if here == was else flattened({name: rows})
            values = with_fields_of(values, new, [name])
        else:
            conflicts.append(name)
    return Reconciled(values, tuple(taken), tuple(conflicts))


def _rows_together(was: list[Any], theirs: list[Any], mine: list[Any]) -> list[Any] | None:
    """My rows, without those the other took out and with those the other added; None if both touched the same row."""
    out, own_out = ([row for row in was if row not in side] for side in (theirs, mine))
    if any(row in own_out for row in out):
        return None
    return [row for row in mine if row not in out] + [row for row in theirs if row not in was and row not in mine]


def with_fields_of(mine: Values, theirs: Values, names: Collection[str]) -> Values:
    """My values, but of these fields theirs."""
    kept = {path: value for path, value in mine.items() if _field(path) not in names}
    return kept | {path: value for path, value in theirs.items() if _field(path) in names}


def lines_in(values: Values, name: str) -> list[str]:
    """What a field holds, in lines to be read: of a list a line for each row, without what nobody types."""
    value = _fields(values).get(name)
    rows = value if isinstance(value, list) else [value] if value else []
    return [_line(row) for row in rows]


def _fields(values: Values) -> dict[str, Any]:
    return nested(compacted(values))


def _line(row: Any) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    shown = [_line(value) for name, value in row.items() if name not in IDLE - {"source", "on", "role"}]
    return " · ".join(shown)


def _field(path: str) -> str:
    return path.partition(".")[0]
