"""Quantities in a quote, as proposals for an editor: money, percentages, ranges, counts, spans of time and years.

Only what its words say is filled in. What a figure measures is left to the editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.vocabulary import Qualifier

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety hundred".split()
_WORDS: Final = {word: at for at, word in enumerate(_ONES, 1)} | {word: at * 10 for at, word in enumerate(_TENS, 3)}
_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12}
_CURRENCIES: Final = {"€": "EUR", "EUR": "EUR", "euro": "EUR", "$": "USD", "US$": "USD", "USD": "USD", "dollar": "USD"}
_POUNDS: Final = {"£": "GBP", "GBP": "GBP", "pound": "GBP"}
_QUALIFIERS: Final = {
    Qualifier.AT_LEAST: r"at\s+least|no\s+less\s+than|a\s+minimum\s+of",
    Qualifier.OVER: r"over|more\s+than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above",
    Qualifier.ABOUT: r"approximately|about|around|roughly|nearly|almost|some|circa|an\s+estimated",
    Qualifier.UP_TO: r"up\s+to|at\s+most|no\s+more\s+than|within(?:\s+the(?:\s+next)?)?",
    Qualifier.UNDER: r"under|less\s+than|fewer\s+than|below",
}
_QUALIFIED: Final = "|".join(_QUALIFIERS.values())
_NUMBER: Final = rf"(?:\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
_SCALE: Final = rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALES)})\b)"
# What is counted: a few words that end in a plural, such as “Role 2 field hospitals”.
_SMALL_WORDS: Final = "to|of|and|or|in|on|at|by|for|from|the|a|that|which|is|are"
_COUNTED: Final = (
    rf"(?:(?!(?:{_SMALL_WORDS})\b)[\w’'-]+\s+){{0,3}}?[a-zA-Z’-]{{2,}}(?<!s)s\b"
    r"(?:\s+(?:annually|(?:per|a)\s+(?:year|month|day)))?"
)
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,-])(?:(?P<qualifier>{_QUALIFIED})\s+)?(?P<before>US\$|[$€£]|(?:EUR|USD|GBP)\s?)?"
    rf"(?P<low>{_NUMBER})(?:(?:mm)?(?:\s?[-–]\s?|\s+(?:to|and)\s+)(?:US\$|[$€£])?(?P<high>{_NUMBER}))?{_SCALE}?"
    rf"(?:\s?(?P<percent>%|percent\b|per\s+cent\b)(?P<gdp>\s+(?:of\s+)?GDP\b)?"
    rf"|[\s-](?P<after>euro|dollar|pound)s?\b"
    rf"|\s?(?P<metric>mm|cm|km|kg|GW|MW)\b"
    rf"|(?(before)(?!)|\s+(?P<counted>{_COUNTED})))?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:(?P<from>(?:from|since|after)(?:\s+at\s+least)?)|by|until|before|through)\s+(?P<year>(?:19|20)\d\d)\b(?P<onward>\s+onwards?)?"
    r"|\b(?P<named>(?:19|20)\d\d)\s+(?:deadline|timeline|target|goal|horizon)\b",
    re.IGNORECASE,
)
_DECADE: Final = re.compile(r"\b(?P<within>within\s+)?the\s+(?:next|coming)\s+decade\b", re.IGNORECASE)
_UNION: Final = re.compile(r"\bEU-?(27|28)\b")
_PERIOD: Final = re.compile(
    r"\b(?:between|from)\s+((?:19|20)\d\d)\s+(?:and|to)\s+((?:19|20)\d\d)\b|\bin\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A quantity as the quote writes it, and what its words say of it; numbers are in full units."""

    start: int
    stop: int
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    currency: str = ""
    scale: str = ""
    qualifier: Qualifier | None = None
    period: str = ""


def figures(text: str) -> list[FoundFigure]:
    """Every quantity in the text in its order, none inside another. Years count where they are limits."""
    period = _period(text)
    found: list[FoundFigure] = []
    for one in sorted(_all(text, period), key=lambda figure: (figure.start, -figure.stop)):
        if not found or one.start >= found[-1].stop:
            found.append(one)
    return found


def _all(text: str, period: str) -> Iterator[FoundFigure]:
    for match in _AMOUNT.finditer(text):
        if figure := _amount(match, period):
            yield figure
    spans = [match.span() for match in _PERIOD.finditer(text)]
    for match in _YEAR.finditer(text):
        if any(start <= match.start() < stop for start, stop in spans):
            continue
        year = float(match["year"] or match["named"])
        if match["onward"]:
            yield FoundFigure(*match.span(), match[0], low=year, unit="year")
        else:
            yield FoundFigure(*match.span(), match[0], year, unit="year")
    for match in _DECADE.finditer(text):
        limit = Qualifier.UP_TO if match["within"] else None
        yield FoundFigure(*match.span(), match[0], 10.0, unit="years", qualifier=limit)
    for match in _UNION.finditer(text):
        yield FoundFigure(*match.span(), match[0], float(match[1]), unit="member states")


def _amount(match: re.Match[str], period: str) -> FoundFigure | None:
    """The quantity, unless the number is a bare one, a year, or “one” of something."""
    unit, currency = _unit(match), _currency(match)
    written = match["low"].lower()
    bare = not (unit or currency or match["scale"])
    if (
        bare
        or (_A_YEAR.fullmatch(written) and not (currency or match["percent"]))
        or (written == "one" and not currency)
    ):
        return None
    scale = match["scale"] or ""
    by = _SCALES.get(scale.lower(), 1.0)
    low, high = _number(match["low"]) * by, _number(match["high"]) * by if match["high"] else None
    if high is not None and high < low:
        return None
    start, stop = match.span()
    limit = _qualifier(match["qualifier"])
    ends = {"value": low} if high is None else {"low": low, "high": high}
    limit = limit if high is None else None
    return FoundFigure(
        start, stop, match[0], **ends, unit=unit, currency=currency, scale=scale, qualifier=limit, period=period
    )


def _number(written: str) -> float:
    word = _WORDS.get(written.lower())
    return float(word) if word else float(re.sub(r"[,\u00a0\u202f]", "", written))


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "percent of GDP" if match["gdp"] else "percent"
    return " ".join((match["metric"] or match["counted"] or "").split())


def _currency(match: re.Match[str]) -> str:
    sign = (match["before"] or match["after"] or "").strip()
    return (_CURRENCIES | _POUNDS).get(sign if len(sign) < 4 else sign.lower(), "")


def _qualifier(words: str | None) -> Qualifier | None:
    said = words or ""
    return next((one for one, ways in _QUALIFIERS.items() if re.fullmatch(ways, said, re.IGNORECASE)), None)


def _period(text: str) -> str:
    """The one year or span of years that the text speaks of; empty if it speaks of none or of several."""
    found = {f"{match[1]} to {match[2]}" if match[1] else match[3] for match in _PERIOD.finditer(text)}
    return found.pop() if len(found) == 1 else ""
