"""RIS, for every reference manager. UTF-8, lines end in CR LF.

Source: the RIS specification of Research Information Systems (2001, revised 2011). Where it leaves a choice, what
Zotero and EndNote read decides: corporate authors are AU, editors A2, the number of a report is SN.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from app.citations.citekeys import keyed
from app.citations.references import WORK_LABELS, Reference, Work
from app.citations.words import address, one_line
from app.dates import PartialDate
from app.vocabulary import SourceKind

_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "NEWS",
    SourceKind.BRIEF: "RPRT",
    SourceKind.ANALYSIS: "RPRT",
    SourceKind.REPORT: "RPRT",
    SourceKind.SPEECH: "SLIDE",  # “presentation” to Zotero; RIS has no speech
    SourceKind.LAW: "STAT",
}


def write(references: Iterable[Reference]) -> Iterator[str]:
    """A record at a time, from its TY to its ER and a blank line."""
    for key, reference in keyed(references):
        kind = _TYPES.get(reference.work, "ELEC")
        yield f"TY  - {kind}\r\nID  - {key}\r\n{''.join(_lines(reference, kind))}ER  - \r\n\r\n"


def _lines(reference: Reference, kind: str) -> list[str]:
    """The lines between; an empty value is an empty line, which joining loses."""
    return [
        *[_recurring("AU", _name(*author.parts)) for author in reference.authors],
        *[_recurring("A2", _name(*editor.parts)) for editor in reference.editors],
        _line("TI", reference.title),
        *_published(reference, kind),
        _dated(reference.dated),
        _line("Y2", _slashed(reference.accessed)),
        _line("UR", address(reference.url)),
        _recurring("LA", reference.language),
        _line("AB", reference.abstract),
        *[_recurring("KW", keyword) for keyword in reference.keywords],
        _line("N1", reference.printed_note),
        _line("N1", reference.annotation),
    ]


def _published(reference: Reference, kind: str) -> tuple[str, ...]:
    """T2 of a report is its series, of anything else the publication; what T2 leaves over goes to T3."""
    first, second = reference.container, reference.series
    if kind == "RPRT" and second:
        first, second = second, first
    return (
        _recurring("T2", first),
        _recurring("T3", second),
        _recurring("SN" if kind == "RPRT" else "IS", reference.series_number),
        _recurring("M3", WORK_LABELS.get(reference.work, "")),
        _recurring("PB", reference.publisher),
    )


def _line(tag: str, value: str) -> str:
    text = one_line(value) if value else ""
    return f"{tag}  - {text}\r\n" if text else ""


# Names, publishers, series and keywords come again and again in a list.
_recurring = lru_cache(maxsize=4096)(_line)


@lru_cache(maxsize=4096)
def _name(literal: str, particle: str, family: str, given: str, suffix: str) -> str:
    """“von der Leyen, Ursula, Jr.”; a body as it is written."""
    whole = f"{particle} {family}".strip()
    return literal or ", ".join([whole, given, suffix] if suffix else [whole, given]).removesuffix(", ")


def _dated(date: PartialDate | None) -> str:
    if date is None:
        return ""
    day = f"DA  - {_slashed(date)}\r\n" if date.month else ""
    return f"PY  - {date.year:04}\r\n{day}"


def _slashed(date: PartialDate | None) -> str:
    """YYYY/MM/DD; the specification keeps the slashes when a part is not known."""
    if date is None:
        return ""
    month = "" if date.month is None else f"{date.month:02}"
    day = "" if date.day is None else f"{date.day:02}"
    return f"{date.year:04}/{month}/{day}"
