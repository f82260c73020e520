"""A revision as its page shows it, drawn from what was kept of the record and nothing else.

What was kept years ago may name fields and words that entries no longer have, so nothing here asks for a valid entry.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.vocabulary import ClaimStatus
from app.web.differences import Piece, differences, shortened
from app.web.kept_values import NAMES, Line, Names, lines_of

LABELS = {
    "url": "Address",
    "said": "Said",
    "container": "Published in",
    "supplied_title": "Title supplied by us",
    "contributors": "Made by",
    "quotes": "In the words of the source",
    "attribution": "How it reached the page",
    "description_quote": "Words behind the description",
    "note": "Editor’s note",
    "short": "Short form",
}
WORDS = {"quotes", "description_quote"}  # fields that hold words of sources
# The fields that are read first and last; the others stand between in the order of the entry.
FIRST = "statement title supplied_title name sentence claimant attribution quotes stances figures".split()
LAST = ["note", "text"]
TITLES = {"statement", "title", "supplied_title", "name", "sentence"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "claim": {"certainty": "asserted", "status": "published"},
    "source": {"language": "en"},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its label, its values, and how they are shown: "title", "words", "text" or "fact"."""

    key: str
    label: str
    lines: tuple[Line, ...]

    @property
    def shape(self) -> str:
        if self.key in TITLES:
            return "title"
        return "words" if self.key in WORDS else "text" if self.key == "text" else "fact"

    @property
    def text(self) -> str:
        """All of it as plain text, to be compared."""
        return "\n".join(line.whole for line in self.lines)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same in two revisions."""

    label: str
    pieces: tuple[Piece, ...]


def title_of(data: Mapping[str, Any]) -> str:
    """What the record was called; a title of ours stands in square brackets."""
    name = next((data[key] for key in ("statement", "title", "name", "sentence") if data.get(key)), None)
    return str(name) if name else f"[{data.get('supplied_title', '')}]"


def is_withdrawn(data: Mapping[str, Any]) -> bool:
    return data.get("status") == ClaimStatus.WITHDRAWN


def named_in(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The (noun, slug) of every record that is named anywhere in what was kept."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from named_in(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from named_in(value, key)
    elif isinstance(data, str) and key in NAMES:
        yield NAMES[key], data


def fields_of(noun: str, data: Mapping[str, Any], names: Names) -> list[Field]:
    """The fields of a record in the order in which they are read."""
    whole = {**data, **{key: value for key, value in DEFAULTS.get(noun, {}).items() if key not in data}}
    between = [key for key in whole if key not in {*FIRST, *LAST, "key"}]
    order = [key for key in (*FIRST, *between, *LAST) if key in whole]
    return [Field(key, _label(key), tuple(lines_of(noun, key, whole[key], names))) for key in order]


def compare(before: Iterable[Field], after: Iterable[Field]) -> list[Difference]:
    """The fields that are not the same, each with what went out and what came in."""
    old, new = {field.key: field for field in before}, {field.key: field for field in after}
    found = []
    for key in [*old, *(key for key in new if key not in old)]:
        one, other = (side[key].text if key in side else "" for side in (old, new))
        if one != other:
            found.append(Difference(_label(key), tuple(shortened(differences(one, other)))))
    return found


def _label(key: str) -> str:
    return LABELS.get(key, key.replace("_", " ").capitalize())
