"""What the fields of forms are called, by their paths."""

from typing import Final

from app.web.forms.values import row_in

_NAMES: Final = {
    "statement": "Statement",
    "kind": "Kind",
    "said": "Said",
    "hedges": "Hedging words",
    "attribution": "Step",
    "quotes": "Quote",
    "stances": "Stance",
    "figures": "Figure",
    "links": "Link",
    "new_actors": "New actor",
    "about": "About",
    "programmes": "Programme",
    "topics": "Topics",
    "contributors": "Made by",
    "affiliations": "Office",
    "facts": "Fact",
    "related": "Relation",
    "corrections": "Block",
    "exact": "words",
    "cue": "words that show it",
    "on": "what it is on",
    "to": "to",
    "name": "name",
    "key": "Address",
    "into": "The chosen record",
    "short": "Short form",
    "url": "Web address",
    "_reason": "Why",
    "reason": "reason",
    "description_quote": "Words behind the description",
    "until": "until",
    "since": "since",
}


def label_of(path: str) -> str:
    """`quotes.0.exact` is “Quote 1: words”. Rows count from 1 for readers."""
    first, *rest = path.split(".")
    label = _NAMES.get(first, first.strip("_").replace("_", " ").capitalize() or "Form")
    label = label[:1].upper() + label[1:]
    if rest and (row := row_in(rest[0])) is not None:
        label, rest = f"{label} {row + 1}", rest[1:]
    inner = " ".join(_NAMES.get(step, step).replace("_", " ").lower() for step in rest)
    return f"{label}: {inner}" if inner else label
