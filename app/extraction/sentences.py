"""Text → sentences, by rules made for English policy prose and for the noise in it. Offsets are code points.

A line break always ends a sentence. Inside a line, a full stop is read with the word before it (an abbreviation?) and
the word after it (does a sentence start like that?). Where both readings are possible, the sentence goes on: a
passage that is too long still says what its author said, half a sentence may not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What a full stop after these means: a name follows a title, a number a pointer, a day a month; some abbreviations
# are never the last word of a sentence and some may be.
TITLES = _words(
    "Dr Mr Mrs Ms Messrs Prof Gen Lt Col Capt Maj Sgt Adm Brig Cmdr Amb Sen Rep Gov Pres Sec Rev Hon St Mt Ft"
)
POINTERS = _words("No Nos Nr Art Arts Fig Figs Ch Vol Par Reg Dir no nos art arts fig figs sec ch vol para p pp cl")
MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
NEVER_LAST = _words("e.g eg i.e ie cf vs v viz incl excl esp resp approx ca est")
SOMETIMES_LAST = _words("al Inc Ltd Corp Co Bros Jr Sr Dept dept Govt govt Intl Assn Univ Ph.D")

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKER = re.compile(r"\s*(?:[•◦▪‣·*–—-](?:\s+|$)|\(?(?:\d{1,2}|[a-z])[.)]\s+)?\s*")
# The stop, then what belongs to its sentence: closing quotes and brackets, note numbers (³, [12], "Union.12 The").
_STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<closers>(?:[”’»\"')\]]|“(?=\s|$)|\[\d{1,3}\]|[¹²³⁴-⁹⁰])*"
    r"(?:(?:(?<=[^\W\d_]{2}\.)|(?<=\.[”’\"]))\d{1,3}(?=\s+[“‘\"(]?[A-Z]))?)(?P<gap>\s*)"
)
_WORD_BEFORE = re.compile(r"[^\s“”„«»\"()\[\]—–/-]*$")
_ADDRESS_BEFORE = re.compile(r"(?:https?:|\bwww\b|@|\w\.[a-z]{2,}/)\S*$", re.IGNORECASE)
_OPENERS = re.compile(r"[“‘„«\"'(\[¿¡]*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # U.S  J  a.m  e.g
_NUMBER = re.compile(r"§?\s?\d|(?:[IVXLC]{2,}|[VX])\b|(?:EU|EC|EEC)\)")  # 6, § 3, IV, (EU) 2023/2418
_GLUED_START = re.compile(r"[“‘„«\"'(\[]*(?!(?:Com|Org|Net|Int|Eu|Ai|Js)\b)[A-ZÀ-Þ][^\W\d_A-Z]")
_WORD_OR_YEAR = re.compile(r"(?:.*[^\W\d_][’']?[^\W\d_]|.*[%)]|(?:.*\D)?\d{4})")
_REPORTING = re.compile(r"(?:[\w.’'-]+\s){1,3}(?:said|says|asked|asks|added|wrote|told|replied|argued|warned)\b")
# Words that open a sentence and hardly ever follow an abbreviation inside one: "the U.S. The", but "the U.S. Congress".
_STARTER = re.compile(
    r"(?:The|This|That|These|Those|It|Its|He|She|His|Her|They|Their|We|Our|You|There|Here|In|On|At|By|As|An|A|If|When"
    r"|While|Whereas|However|But|And|Yet|So|For|From|To|With|Without|Since|After|Before|Although|Though|Despite|During"
    r"|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|Therefore|Finally|Instead|Rather|Also|Both|Some|Many"
    r"|Such|What|Why|How|Who|Where|Which|Not|Nor|According|Speaking|Europe)(?=[\s,’'])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points, half-open."""

    start: int
    stop: int


def sentences(text: str, start: int = 0, stop: int | None = None) -> list[Span]:
    """The sentences of text[start:stop], in order; offsets are into the whole text.

    White space around a sentence and a list marker before it ("•", "- ", "1. ") are left out; `start` counts as the
    start of a line. Every other character belongs to exactly one sentence.
    """
    stop = len(text) if stop is None else stop
    return [
        span
        for line in _LINE.finditer(text, start, stop)
        for span in _sentences_of_line(text, _after_marker(text, line.start(), line.end()), line.end())
    ]


def around(text: str, start: int, stop: int, within: Span) -> tuple[Span | None, Span, Span | None]:
    """The passage to show a quote in: the sentence before, the whole sentences it touches, the sentence after.

    All are inside `within`, the quote's block; only a quote that itself reaches out of its block is shown whole.
    """
    found = sentences(text, within.start, within.stop)
    touched = [span for span in found if span.start < stop and start < span.stop]
    middle = Span(min([start, *(span.start for span in touched)]), max([stop, *(span.stop for span in touched)]))
    before = [span for span in found if span.stop <= middle.start]
    after = [span for span in found if span.start >= middle.stop]
    return before[-1] if before else None, middle, after[0] if after else None


def _after_marker(text: str, start: int, stop: int) -> int:
    marker = _MARKER.match(text, start, stop)
    return marker.end() if marker else start


def _sentences_of_line(text: str, start: int, stop: int) -> Iterator[Span]:
    for end in _ends(text, start, stop):
        while start < end and text[start].isspace():
            start += 1
        last = end
        while start < last and text[last - 1].isspace():
            last -= 1
        if start < last:
            yield Span(start, last)
        start = end


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    for mark in _STOP.finditer(text, start, stop):
        if mark.end() < stop and _ends_sentence(mark, start, stop):
            yield mark.end("closers")
    yield stop


def _ends_sentence(mark: re.Match[str], start: int, stop: int) -> bool:
    """Whether the sentence that began at or after `start` ends at this stop, which is not the last of its line."""
    text, following = mark.string, mark.string[mark.end() : min(stop, mark.end() + 80)]
    word = _word_before(text, max(start, mark.start() - 40), mark.start())
    if not mark["gap"]:
        return _ends_glued(mark, start, word, following)
    if text[mark.start() - 1 : mark.start()] in ("(", "["):  # the EU (!) Commission
        return False
    opener = _OPENERS.match(following)
    bare = following[opener.end() if opener else 0 :]
    if not bare or following[0] in ",;:!?)]”»":
        return False
    if mark["closers"][-1:].isdigit() and word in POINTERS | MONTHS:  # Brief No.6 Editor
        return False
    if "!" in mark["stop"] or "?" in mark["stop"]:
        return not bare[0].islower() and not (mark["closers"] and _REPORTING.match(bare))
    if len(mark["stop"]) > 1 or "…" in mark["stop"]:
        return _ends_after_ellipsis(mark, start, bare)
    if bare[0].islower():
        return _ends_before_lower_case(word, mark["closers"])
    return _ends_after_word(word, bare)


def _word_before(text: str, start: int, stop: int) -> str:
    found = _WORD_BEFORE.search(text, start, stop)
    return found[0].lstrip("‘’'") if found else ""


def _ends_glued(mark: re.Match[str], start: int, word: str, following: str) -> bool:
    """No space after the stop: "Capitol Hill.It remains", but not "nbot.ai", "U.S.Pushes" or "St.Petersburg"."""
    if len(mark["stop"]) > 1 or "…" in mark["stop"] or not _GLUED_START.match(following):
        return False
    if "." in word or word in TITLES | POINTERS | MONTHS | NEVER_LAST:
        return False
    in_address = _ADDRESS_BEFORE.search(mark.string, max(start, mark.start() - 200), mark.start())
    return not in_address and bool(_WORD_OR_YEAR.fullmatch(word) or mark["closers"])


def _ends_after_ellipsis(mark: re.Match[str], start: int, bare: str) -> bool:
    """An ellipsis after a space stands for words left out, not for an end."""
    left_out = mark.start() == start or mark.string[mark.start() - 1].isspace()
    return not left_out and not bare[0].islower()


def _ends_before_lower_case(word: str, closers: str) -> bool:
    """Texts with glued or translated sentences go on in lower case: "systems. furthermore,the U.S. provides"."""
    if closers or _DOTTED.fullmatch(word) or (word.isdigit() and len(word) < 3):
        return False
    return word not in TITLES | POINTERS | MONTHS | NEVER_LAST | SOMETIMES_LAST | {"etc", ""}


def _ends_after_word(word: str, bare: str) -> bool:
    if word in TITLES or word in NEVER_LAST:
        return False
    if word in POINTERS:
        return not _NUMBER.match(bare)
    if word in MONTHS:
        return bare[0].isupper()
    if word in SOMETIMES_LAST or _DOTTED.fullmatch(word):
        return bool(_STARTER.match(bare))
    return True
