"""CSL-JSON, for citation processors and reference managers.

Source: Citation Style Language 1.0.2, its variables, types and input schema. CSL has no type for a claim: our record is
a web page with a version, which every style and Zotero can print.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from app.citations.citekeys import key, keyed
from app.citations.references import WORK_LABELS, Name, Reference, Work
from app.citations.words import address, one_line
from app.dates import PartialDate
from app.vocabulary import SourceKind

_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "article-newspaper",
    SourceKind.BRIEF: "report",
    SourceKind.ANALYSIS: "report",
    SourceKind.REPORT: "report",
    SourceKind.SPEECH: "speech",
    SourceKind.LAW: "legislation",
}
# A report is called one by every style already.
_GENRES: Final[dict[Work, str]] = {work: label for work, label in WORK_LABELS.items() if work != SourceKind.REPORT}


def write(references: Iterable[Reference]) -> Iterator[str]:
    """One JSON array, an item at a time."""
    before = "[\n"
    for unique, reference in keyed(references):
        yield before + json.dumps(csl(reference) | {"id": unique}, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csl(reference: Reference) -> dict[str, Any]:
    """The record as a CSL-JSON item under its own `key`; it holds no null and no empty value."""
    texts = _texts(reference)
    people = {"author": reference.authors, "editor": reference.editors}
    dates = {"issued": reference.dated, "accessed": reference.accessed}
    return {
        "id": key(reference),
        "type": _TYPES.get(reference.work, "webpage"),
        **{variable: [_name(name) for name in names] for variable, names in people.items() if names},
        **{variable: text for variable, value in texts.items() if (text := one_line(value))},
        **{variable: _date(date) for variable, date in dates.items() if date},
    }


def _texts(reference: Reference) -> dict[str, str]:
    number = "number" if _TYPES.get(reference.work) == "report" else "collection-number"
    note = "; ".join(part for part in (reference.printed_note, reference.annotation) if part)
    return {
        "title": reference.title,
        "container-title": reference.container,
        "collection-title": reference.series,
        number: reference.series_number,
        "publisher": reference.publisher,
        "genre": _GENRES.get(reference.work, ""),
        "version": reference.version,
        "URL": address(reference.url),
        "language": reference.language,
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "note": note,
    }


def _name(name: Name) -> dict[str, str]:
    parts = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, value in parts.items() if (text := one_line(value))}


def _date(date: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}
