"""Where a form and an entry differ in shape, noun by noun: what is one line in a form may be a list in the entry."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.entries import Entry
from app.vocabulary import TargetType

# Lists of plain lines, which a form shows as one field with an entry on each line.
LINES: Final[dict[str, tuple[str, ...]]] = {
    "claim": ("hedges",),
    "actor": ("aliases",),
    "programme": ("aliases",),
    "source": (),
    "topic": (),
    "proposition": (),
}


def to_entry(noun: str, tree: dict[str, Any]) -> dict[str, Any]:
    """What a form holds, in the shape of an entry of that noun."""
    tree = dict(tree)
    for name in LINES[noun]:
        if isinstance(tree.get(name), str):
            tree[name] = [line.strip() for line in tree[name].split("\n") if line.strip()]
    return _TO.get(noun, dict)(tree)


def from_entry(entry: Entry) -> dict[str, Any]:
    """An entry's canonical form in the shape of the form."""
    data = entry.model_dump(mode="json", exclude_none=True)
    for name in LINES.get(entry.noun, ()):
        data[name] = "\n".join(data[name])
    return _FROM.get(entry.noun, dict)(data)


def _claim_to_entry(tree: dict[str, Any]) -> dict[str, Any]:
    """A stance names what it is on and which one; an entry has a field for each."""
    tree["stances"] = [_stance(row) for row in _rows(tree.get("stances"))]
    return {key: value for key, value in tree.items() if value != []}


def _stance(row: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in row.items() if key not in {"on", "name"}}
    return {**rest, str(row.get("on", TargetType.PROPOSITION)): row["name"]} if row.get("name") else rest


def _claim_from_entry(data: dict[str, Any]) -> dict[str, Any]:
    data["stances"] = [
        {
            **{key: value for key, value in stance.items() if key not in list(TargetType)},
            "on": on,
            "name": stance[on],
        }
        for stance in data.get("stances", [])
        for on in [next(target.value for target in TargetType if stance.get(target.value))]
    ]
    return data


def _source_to_entry(tree: dict[str, Any]) -> dict[str, Any]:
    """Corrections are rows of a block's beginning and its kind."""
    if isinstance(tree.get("corrections"), list):
        tree["corrections"] = {
            row["words"]: row["kind"] for row in tree["corrections"] if "words" in row and "kind" in row
        }
    return tree


def _source_from_entry(data: dict[str, Any]) -> dict[str, Any]:
    data["corrections"] = [{"words": words, "kind": kind} for words, kind in data.get("corrections", {}).items()]
    return data


def quoting_itself(tree: dict[str, Any]) -> dict[str, Any]:
    """A source's facts rest on words of its own, unless they name another."""
    for fact in _rows(tree.get("facts")):
        if isinstance(quote := fact.get("quote"), dict):
            if quote.get("exact"):
                quote.setdefault("source", tree.get("key"))
            else:  # a place without words rests on nothing
                fact.pop("quote")
    return tree


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


Shape = Callable[[dict[str, Any]], dict[str, Any]]
_TO: Final[dict[str, Shape]] = {"claim": _claim_to_entry, "source": _source_to_entry}
_FROM: Final[dict[str, Shape]] = {"claim": _claim_from_entry, "source": _source_from_entry}
