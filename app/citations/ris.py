"""RIS, for every reference manager. UTF-8, lines end in CR LF.

Source: the RIS specification of Research Information Systems (2001, revised 2011). Where it leaves a choice, what
Zotero and EndNote read decides: corporate authors are AU, editors A2, the number of a report is SN.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from app.citations.citekeys import keyed
from app.citations.references import WORK_LABELS, Reference, Work
from app.citations.words import address, one_line
from app.vocabulary import SourceKind

_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "NEWS",
    SourceKind.BRIEF: "RPRT",
    SourceKind.ANALYSIS: "RPRT",
    SourceKind.REPORT: "RPRT",
    SourceKind.SPEECH: "SLIDE",  # “presentation” to Zotero; RIS has no speech
    SourceKind.LAW: "STAT",
}
_COMMA: Final = re.compile(r"\s*,+\s*")


def write(references: Iterable[Reference]) -> Iterator[str]:
    """A record at a time, from its TY to its ER and a blank line."""
    for key, reference in keyed(references):
        yield _record(key, reference)


def _record(key: str, reference: Reference) -> str:
    """What comes again and again in a list is written once and remembered: a list may hold very many records."""
    kind, titles, published = _published(reference.work, reference.container, reference.series, reference.publisher)
    number = _line("SN" if kind == "RPRT" else "IS", reference.series_number)
    dated, accessed = reference.dated, reference.accessed
    authors = "".join([_person("AU", *author.parts) for author in reference.authors])
    editors = "".join([_person("A2", *editor.parts) for editor in reference.editors]) if reference.editors else ""
    seen = _line("Y2", _slashed(accessed.year, accessed.month, accessed.day)) if accessed else ""
    notes = _recurring("N1", reference.printed_note) + _line("N1", reference.annotation)
    words = _keywords(reference.keywords)
    return (
        f"TY  - {kind}\r\nID  - {key}\r\n{authors}{editors}{_line('TI', reference.title)}{titles}{number}{published}"
        f"{_dated(dated.year, dated.month, dated.day) if dated else ''}{seen}{_line('UR', address(reference.url))}"
        f"{_recurring('LA', reference.language)}{_line('AB', reference.abstract)}{words}{notes}ER  - \r\n\r\n"
    )


@lru_cache(maxsize=4096)
def _published(work: Work, container: str, series: str, publisher: str) -> tuple[str, str, str]:
    """The type, and what stands before and after the number. T2 of a report is its series, of anything else the
    publication; what it leaves over goes to T3.
    """
    kind = _TYPES.get(work, "ELEC")
    first, second = (series, container) if kind == "RPRT" and series else (container, series)
    return (
        kind,
        _line("T2", first) + _line("T3", second),
        _line("M3", WORK_LABELS.get(work, "")) + _line("PB", publisher),
    )


def _line(tag: str, value: str) -> str:
    text = one_line(value) if value else ""
    return f"{tag}  - {text}\r\n" if text else ""


_recurring = lru_cache(maxsize=4096)(_line)


@lru_cache(maxsize=4096)
def _keywords(words: tuple[str, ...]) -> str:
    return "".join([_line("KW", word) for word in words])


@lru_cache(maxsize=4096)
def _person(tag: str, literal: str, particle: str, family: str, given: str, suffix: str) -> str:
    """“von der Leyen, Ursula, Jr.”; a body as it is written, but for its commas.

    RIS has no sign that a comma belongs to a name: Zotero would take “Ministry of Defence, Norway” for a person, and
    lose what follows a second comma.
    """
    if literal:
        return _line(tag, _COMMA.sub(" – ", literal))
    whole = f"{particle} {family}".strip()
    return _line(tag, ", ".join([whole, given, suffix] if suffix else [whole, given]).removesuffix(", "))


@lru_cache(maxsize=4096)
def _dated(year: int, month: int | None, day: int | None) -> str:
    return f"PY  - {year:04}\r\n" + (f"DA  - {_slashed(year, month, day)}\r\n" if month else "")


def _slashed(year: int, month: int | None, day: int | None) -> str:
    """YYYY/MM/DD; the specification keeps the slashes when a part is not known."""
    return f"{year:04}/{'' if month is None else f'{month:02}'}/{'' if day is None else f'{day:02}'}"
