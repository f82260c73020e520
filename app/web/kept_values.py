"""The values that a revision has kept, as lines of text that lead somewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import vocabulary
from app.dates import PartialDate

Names = Mapping[tuple[str, str], str]  # (noun, slug): what the record was called

# The fields that name records, with the noun. One field means the same in every entry.
NAMES = {
    "about": "actor",
    "actor": "actor",
    "claimant": "actor",
    "organisation": "actor",
    "programme": "programme",
    "programmes": "programme",
    "proposition": "proposition",
    "publisher": "actor",
    "source": "source",
    "to": "actor",
    "topic": "topic",
    "topics": "topic",
}
DATES = {"said", "published", "updated", "since", "until"}
TERMS: dict[tuple[str, str], type[vocabulary.Term]] = {
    ("actor", "kind"): vocabulary.ActorKind,
    ("claim", "kind"): vocabulary.ClaimKind,
    ("claim", "certainty"): vocabulary.Certainty,
    ("claim", "status"): vocabulary.ClaimStatus,
    ("programme", "kind"): vocabulary.ProgrammeKind,
    ("programme", "status"): vocabulary.ProgrammeStatus,
    ("source", "kind"): vocabulary.SourceKind,
    ("hop", "mode"): vocabulary.Mode,
    ("stance", "stance"): vocabulary.StanceValue,
    ("contributor", "role"): vocabulary.ContributorRole,
    ("relation", "kind"): vocabulary.RelationKind,
}
PARTS = {  # what one item of a list is
    "attribution": "hop",
    "stances": "stance",
    "contributors": "contributor",
    "related": "relation",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value: its text, where it leads, and what is said beside it."""

    text: str
    url: str | None = None
    more: str = ""

    @property
    def whole(self) -> str:
        return f"{self.text} ({self.more})" if self.more else self.text


def lines_of(noun: str, key: str, value: Any, names: Names) -> Iterator[Line]:
    """The value of one field as lines; whatever it is, nothing of it is left out."""
    if isinstance(value, list):
        for item in value:
            yield from lines_of(PARTS.get(key, noun), key, item, names)
    elif not isinstance(value, Mapping):
        yield _plain(noun, key, value, names)
    elif "exact" in value:
        yield Line(str(value["exact"]), _place(value), _name("source", value.get("source"), names))
    else:
        yield _part(PARTS.get(key, noun), value, names)


def _plain(noun: str, key: str, value: Any, names: Names) -> Line:
    if key in NAMES and isinstance(value, str):
        return Line(_name(NAMES[key], value, names), f"/{NAMES[key]}s/{value}")
    if key == "url" and isinstance(value, str):
        return Line(value, value)
    return Line(_in_words(noun, key, value))


def _part(noun: str, part: Mapping[str, Any], names: Names) -> Line:
    """A part of a record. What it is called comes first: the record that it names, or else its first field."""
    head = next((key for key in part if key in NAMES and isinstance(part[key], str) and key != "to"), None)
    if {"what", "value"} <= part.keys():
        head = "value"
    elif noun not in PARTS.values() or head is None:
        head = next(iter(part), "")
    first = _plain(noun, head, part.get(head, ""), names)
    place = next((_place(one) for one in part.values() if isinstance(one, Mapping) and "exact" in one), None)
    rest = [_beside(noun, key, value, names) for key, value in part.items() if key != head]
    return Line(_lead(noun, part) + first.text, first.url or place, "; ".join(one for one in rest if one))


def _lead(noun: str, part: Mapping[str, Any]) -> str:
    """What stands before the name in a part: “supports: …”, “Founded: …”."""
    key = "stance" if noun == "stance" else "what"
    return f"{_in_words(noun, key, part[key])}: " if key in part else ""


def _beside(noun: str, key: str, value: Any, names: Names) -> str:
    if key in {"stance", "what"}:
        return ""  # it leads
    said = ", ".join(line.whole for line in lines_of(noun, key, value, names))
    if key == "cue":
        said = f"“{said}”"
    elif isinstance(value, Mapping) and "exact" in value:
        said = f"“{value['exact']}”, {_name('source', value.get('source'), names)}"
    return said if (noun, key) in TERMS or key in {"cue", "measure", "quote", "value", "note"} else f"{key} {said}"


def _in_words(noun: str, key: str, value: Any) -> str:
    try:
        if (noun, key) in TERMS:
            return TERMS[noun, key](value).label
        if key in DATES:
            return PartialDate.parse(value).in_words
    except (AttributeError, ValueError):
        return str(value)  # a word that the vocabulary no longer has
    if isinstance(value, float):
        return f"{value:,.10g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _name(noun: str, slug: Any, names: Names) -> str:
    return names.get((noun, str(slug)), str(slug))


def _place(quote: Mapping[str, Any]) -> str:
    """The address of the quoted words in their source."""
    start = quote.get("start")
    fragment = f"#char={start},{start + len(quote['exact'])}" if isinstance(start, int) else ""
    return f"/sources/{quote.get('source')}{fragment}"
