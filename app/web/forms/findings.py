"""What a source's text says of itself: its title, who made it, when. Proposed for the form of the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from app.documents import Document, Stated
from app.web.forms.values import Values

_AROUND: Final = 40
# For what a document states: the field of the form, and what it is called.
FIELDS: Final = {
    "title": ("title", "Title"),
    "authors": ("contributors.{}.actor", "Author"),
    "editors": ("contributors.{}.actor", "Editor"),
    "publisher": ("publisher", "Publisher"),
    "published": ("published", "Published"),
    "updated": ("updated", "Updated"),
    "series": ("series", "Series"),
    "series_number": ("series_number", "Number in the series"),
    "kind": ("kind", "Kind"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the text states about itself, and the field of the form that it is for."""

    field: str
    what: str
    value: str
    before: str
    exact: str
    after: str
    start: int
    stop: int


def findings_in(document: Document) -> Iterator[Finding]:
    """What the document states about itself, each with the words around it."""
    people = count()
    for stated in document.metadata:
        field, what = FIELDS[stated.field]
        yield _finding(document.text, stated, field.format(next(people)) if "{}" in field else field, what)


def with_proposals(values: Values, findings: Sequence[Finding]) -> Values:
    """The values with what the text says of itself, where nothing was typed; and each as a fact with its words."""
    filled = {path: value for path, value in values.items() if value.strip()}
    people = not any(path.startswith("contributors.") and path.endswith(".actor") for path in filled)
    facts = not any(path.startswith("facts.") for path in filled)
    for finding in findings:
        if not finding.field.startswith("contributors.") and not filled.get(finding.field):
            filled[finding.field] = finding.value
        elif finding.field.startswith("contributors.") and people:
            filled[finding.field] = finding.value
            filled[finding.field.replace(".actor", ".role")] = finding.what.lower()
    if facts:
        for row, finding in enumerate(one for one in findings if one.field != "kind"):
            at = f"facts.{row}"
            filled |= {f"{at}.what": finding.what, f"{at}.value": finding.value}
            filled |= {f"{at}.quote.exact": finding.exact, f"{at}.quote.start": str(finding.start)}
    if not filled.get("short") and (short := _short(filled)):
        filled["short"] = short
    return filled


def _finding(text: str, stated: Stated, field: str, what: str) -> Finding:
    before = text[max(0, stated.start - _AROUND) : stated.start].rpartition("\n")[2]
    after = text[stated.stop : stated.stop + _AROUND].partition("\n")[0]
    exact = text[stated.start : stated.stop]
    return Finding(field, what, str(stated.value), before, exact, after, stated.start, stated.stop)


def _short(values: Values) -> str:
    """As in running text: “Banerjee 2026”; without an author the publisher, else the first words of the title."""
    year = (values.get("published") or values.get("updated") or "")[:4]
    author = values.get("contributors.0.actor", "") if values.get("contributors.0.role") == "author" else ""
    title = values.get("title") or values.get("supplied_title") or ""
    if name := author.split()[-1] if author else values.get("publisher", ""):
        return f"{name[:50]} {year or 'n.d.'}"
    return f"“{' '.join(title.split()[:3])[:45]}”, {year or 'n.d.'}" if title else ""
