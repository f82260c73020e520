"""Dates written out in English, found in a line."""

import re
from dataclasses import dataclass
from operator import itemgetter

from app.dates import PartialDate

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_FORMS = (
    re.compile(r"\b(?P<year>[12]\d{3})-(?P<number>\d{2})-(?P<day>\d{2})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date and where it stands, [start, stop) from the beginning of the searched words."""

    date: PartialDate
    start: int
    stop: int


def dates_in(words: str) -> list[DateInText]:
    """The dates in reading order: “4 July 2026”, “Feb 28, 2026”, “2026-07-04”, “July 2026”; a bare year is none."""
    taken: dict[tuple[int, int], PartialDate | None] = {}
    for match in (match for form in _FORMS for match in form.finditer(words)):
        if not any(match.start() < stop and start < match.end() for start, stop in taken):
            taken[match.span()] = _date(match)
    return [DateInText(date, start, stop) for (start, stop), date in sorted(taken.items(), key=itemgetter(0)) if date]


def is_dated(words: str) -> bool:
    """Whether a line ends with a date, as datelines do."""
    return len(words) <= 100 and any(date.stop == len(words) for date in dates_in(words))


def _date(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
    day = int(parts["day"]) if "day" in parts else None
    try:
        return PartialDate(int(parts["year"]), month, day)
    except ValueError:
        # 31 June is no date, nor is it June.
        return None
