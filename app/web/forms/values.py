"""The values of a form by the dotted paths of their fields, and the same as lists and mappings inside one another."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.web.numbers import number_in

Values = dict[str, str]

# What a new row holds before anybody has typed in it: alone it does not make the row count.
IDLE: Final = {"source", "start", "prefix", "suffix", "role", "on"}


def values_of(fields: Iterable[tuple[str, str]]) -> Values:
    """Of what was sent, the fields of the entry. Boxes of one name that are ticked become a list of that name.

    Fields whose names begin with an underscore are the form's own.
    """
    several: dict[str, list[str]] = {}
    for name, value in fields:
        if not name.startswith("_"):
            several.setdefault(name, []).append(value)
    values: Values = {}
    for name, given in several.items():
        if len(given) == 1 and name not in BOXES:
            values[name] = given[0]
        else:
            values.update({f"{name}.{index}": value for index, value in enumerate(given)})
    return values


BOXES: Final = {"topics"}  # fields that are boxes to tick, even if one alone is


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """Mappings and lists, without what was left blank. Lists keep their order and lose their blank rows."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        if value.strip():
            *above, last = path.split(".")
            place = tree
            for step in above:
                inner = place.setdefault(step, {})
                place = inner if isinstance(inner, dict) else {}
            place[last] = value
    return {key: _listed(value) for key, value in tree.items()}


def compacted(values: Mapping[str, str]) -> Values:
    """The same values with the rows of each list counted from 0 without gaps, and without blank rows."""
    numbers: dict[str, dict[int, int]] = {}
    counting = {
        name: [row for row in rows_of(values, name) if not _is_blank(values, name, row)] for name in lists_of(values)
    }
    for name, rows in counting.items():
        numbers[name] = {row: new for new, row in enumerate(rows)}
    kept: Values = {}
    for path, value in values.items():
        name, index, rest = _row(path)
        if index is None:
            kept[path] = value
        elif index in numbers[name]:
            kept[".".join((name, str(numbers[name][index]), *rest))] = value
    return kept


def flattened(data: Any, path: str = "") -> Values:
    """The values of an entry's canonical form by their dotted paths."""
    if isinstance(data, Mapping):
        parts = [(f"{path}.{key}" if path else str(key), value) for key, value in data.items()]
    elif isinstance(data, list | tuple):
        parts = [(f"{path}.{index}", value) for index, value in enumerate(data)]
    else:
        return {} if data is None else {path: _text(data)}
    return {name: text for part, value in parts for name, text in flattened(value, part).items()}


def lists_of(values: Mapping[str, str]) -> set[str]:
    """The names of the fields that are lists."""
    return {_row(path)[0] for path in values if _row(path)[1] is not None}


def rows_of(values: Mapping[str, str], name: str) -> list[int]:
    """The numbers of the rows of a list, in order."""
    return sorted({index for path in values for one, index, _ in [_row(path)] if one == name and index is not None})


def row_in(step: str) -> int | None:
    """The number of a row as a path writes it."""
    return number_in(step, digits=5)


def with_row(values: Mapping[str, str], name: str, **filled: str) -> Values:
    """The same values with a new row at the end of a list; without anything in it, it is blank."""
    index = max(rows_of(values, name), default=-1) + 1
    new = {f"{name}.{index}.{field}": value for field, value in filled.items()} or {f"{name}.{index}": ""}
    return {**values, **new}


def without_row(values: Mapping[str, str], name: str, index: int) -> Values:
    return {path: value for path, value in values.items() if _row(path)[:2] != (name, index)}


def without_list(values: Mapping[str, str], name: str) -> Values:
    return {path: value for path, value in values.items() if not (path == name or path.startswith(f"{name}."))}


def _row(path: str) -> tuple[str, int | None, tuple[str, ...]]:
    name, *rest = path.split(".")
    row = row_in(rest[0]) if rest else None
    return (path, None, ()) if row is None else (name, row, tuple(rest[1:]))


def _is_blank(values: Mapping[str, str], name: str, row: int) -> bool:
    return not any(
        value.strip()
        for path, value in values.items()
        for one, index, rest in [_row(path)]
        if (one, index) == (name, row) and not (rest and rest[-1] in IDLE)
    )


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(one) for key, one in value.items()}
    rows = {key: row_in(key) for key in inner}
    if not rows or None in rows.values():
        return inner
    return [inner[key] for key in sorted(inner, key=int)]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
