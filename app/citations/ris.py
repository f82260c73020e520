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
    """A record at a time, from its TY to its ER and a blank line.

    A list may hold very many records, and neighbours are alike: what a record shares with the one before it is not
    written anew.
    """
    shared = title = url = None
    start = people = about = language = noted = titled = located = ""
    for key, one in keyed(references):
        if shared != (shared := _shared(one)):
            start, people, about, language, noted = _written(one)
        if title != (title := one.title):
            titled = _line("TI", title)
        if url != (url := one.url):
            located = _line("UR", address(url))
        abstract = _line("AB", one.abstract) if one.abstract else ""
        words = _keywords(one.keywords) if one.keywords else ""
        note = _line("N1", one.annotation)
        yield f"{start}{key}{people}{titled}{about}{located}{language}{abstract}{words}{noted}{note}ER  - \r\n\r\n"


def _shared(one: Reference) -> tuple[object, ...]:
    """What the lines of `_written` are made of."""
    return (
        one.kind, one.authors, one.editors, one.publisher, one.container, one.series, one.series_number, one.issued,
        one.updated, one.accessed, one.language, one.source_kind, one.version,
    )  # fmt: skip


def _written(one: Reference) -> tuple[str, str, str, str, str]:
    """The type up to the key, then the people, what stands between title and address, the language, the first note."""
    kind, titles, published = _published(one.work, one.container, one.series, one.publisher)
    number = _line("SN" if kind == "RPRT" else "IS", one.series_number)
    dated, seen = one.dated, one.accessed
    people = "".join([_person("AU", *author.parts) for author in one.authors])
    people += "".join([_person("A2", *editor.parts) for editor in one.editors])
    about = titles + number + published
    about += _dated(dated.year, dated.month, dated.day) if dated else ""
    about += _line("Y2", _slashed(seen.year, seen.month, seen.day)) if seen else ""
    return f"TY  - {kind}\r\nID  - ", f"\r\n{people}", about, _line("LA", one.language), _line("N1", one.printed_note)


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
