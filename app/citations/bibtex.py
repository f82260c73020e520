"""BibTeX, for LaTeX with classical styles and for reference managers. UTF-8.

Source: Patashnik (1988), “BibTeXing”, for types and fields; `url`, `urldate`, `date`, `abstract`, `keywords` and
`language` are those that readers agree on beyond it. A record without a date has no year.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from app.citations import latex
from app.citations.citekeys import keyed
from app.citations.references import WORK_LABELS, Reference, Work
from app.citations.words import address
from app.dates import PartialDate
from app.vocabulary import SourceKind

_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "article",
    SourceKind.BRIEF: "techreport",
    SourceKind.ANALYSIS: "techreport",
    SourceKind.REPORT: "techreport",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(references: Iterable[Reference]) -> Iterator[str]:
    """An entry at a time."""
    for key, reference in keyed(references):
        kind = _type(reference)
        yield latex.entry(kind, key, _head(reference) | _published(reference, kind) | _rest(reference))


def _type(reference: Reference) -> str:
    """An article needs a journal, so news that names no publication is miscellaneous."""
    kind = _TYPES.get(reference.work, "misc")
    return "misc" if kind == "article" and not reference.container else kind


def _head(reference: Reference) -> dict[str, str]:
    return {
        "author": latex.names(reference.authors),
        "editor": latex.names(reference.editors),
        "title": latex.title(reference.title),
    }


def _published(reference: Reference, kind: str) -> dict[str, str]:
    """Where and by whom, under the names that the type gives these fields."""
    label = WORK_LABELS.get(reference.work, "")
    publication = {
        "series": latex.recurring(reference.series),
        "number": latex.recurring(reference.series_number),
        "publisher": latex.recurring(reference.publisher),
    }
    if kind == "techreport":
        publication["institution"] = publication.pop("publisher")
        return {"type": label, **publication, "howpublished": latex.recurring(reference.container)}
    if kind == "article":
        return {"journal": latex.recurring(reference.container), **publication}
    return {"howpublished": latex.recurring(reference.container), "type": label, **publication}


def _rest(reference: Reference) -> dict[str, str]:
    return {
        **_dated(reference.dated),
        "note": latex.text(reference.printed_note),
        "url": address(reference.url),
        "urldate": str(reference.accessed) if reference.accessed else "",
        "language": latex.recurring(reference.language),
        "keywords": latex.keywords(reference.keywords),
        "abstract": latex.text(reference.abstract),
        "annote": latex.text(reference.annotation),
    }


def _dated(date: PartialDate | None) -> dict[str, str]:
    """Year and month; a day only in `date`, which classical styles pass over, after them so that Zotero prefers it."""
    if date is None:
        return {}
    month = _MONTHS[date.month - 1] if date.month else ""
    return {"year": f"{date.year:04}", "month": month, "date": str(date) if date.day else ""}
