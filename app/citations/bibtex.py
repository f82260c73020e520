"""BibTeX, for LaTeX with classical styles and for reference managers. UTF-8.

Source: Patashnik (1988), “BibTeXing”, for types and fields; `url`, `urldate`, `date`, `abstract`, `keywords` and
`language` are those that readers agree on beyond it. A record without a date has no year.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from app.citations import latex
from app.citations.citekeys import keyed
from app.citations.latex import field, recurring
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
        yield _entry(key, reference)


def _entry(key: str, reference: Reference) -> str:
    kind, series, published = _published(reference.work, reference.container, reference.series, reference.publisher)
    dated, accessed = reference.dated, reference.accessed
    return (
        f"@{kind}{{{key},\n{latex.people('author', reference.authors)}{latex.people('editor', reference.editors)}"
        f"{field('title', latex.title(reference.title))}"
        f"{series}{recurring('number', reference.series_number)}{published}"
        f"{_dated(dated.year, dated.month, dated.day) if dated else ''}"
        f"{recurring('note', reference.printed_note)}{field('url', address(reference.url))}"
        f"{field('urldate', str(accessed)) if accessed else ''}"
        f"{recurring('language', reference.language)}"
        f"{latex.keywords(reference.keywords)}{field('abstract', latex.text(reference.abstract))}"
        f"{field('annote', latex.text(reference.annotation))}}}\n\n"
    )


@lru_cache(maxsize=4096)
def _published(work: Work, container: str, series: str, publisher: str) -> tuple[str, str, str]:
    """The type; where and by whom, under the names that the type gives these fields, before and after the number.

    An article needs a journal, so news that names no publication is miscellaneous.
    """
    kind = _TYPES.get(work, "misc")
    if kind == "article" and not container:
        kind = "misc"
    label, inside = recurring("type", WORK_LABELS.get(work, "")), recurring("series", series)
    if kind == "techreport":
        by = recurring("institution", publisher)
        return kind, f"{label}{inside}", f"{by}{recurring('howpublished', container)}"
    by = recurring("publisher", publisher)
    if kind == "article":
        return kind, f"{recurring('journal', container)}{inside}", by
    return kind, f"{recurring('howpublished', container)}{label}{inside}", by


@lru_cache(maxsize=4096)
def _dated(year: int, month: int | None, day: int | None) -> str:
    """Year and month; a day only in `date`, which classical styles pass over, after them so that Zotero prefers it."""
    named = f"  month = {_MONTHS[month - 1]},\n" if month else ""
    whole = field("date", str(PartialDate(year, month, day))) if day else ""
    return f"{field('year', f'{year:04}')}{named}{whole}"
