"""Cutting a text into pieces: a line each, or a hard-wrapped paragraph each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_MARKER = re.compile(r"(?:[•‣◦▪●○∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\N{NO-BREAK SPACE}]+(?=\S)")

# Columns at which texts are hard-wrapped; an indent may take some from a line.
_NARROWEST_WRAP, _WIDEST_WRAP = 45, 100
_SLACK = 8
_SENTENCE_ENDS = '.!?:;”"'


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without the white space around it, and the bullet or number it begins with."""

    start: int
    stop: int
    words: str
    marker: str = ""

    @property
    def own_words(self) -> str:
        """The words after the bullet or number."""
        return self.words[len(self.marker) :]


def cut(text: str) -> list[Piece]:
    """The pieces in reading order; together they hold every character that is not white space."""
    lines = list(_lines(text))
    runs = list(_runs(text, lines))
    if not _is_hard_wrapped(text, runs):
        return [_piece(text, start, stop) for start, stop in lines]
    return [_piece(text, start, stop) for run in runs for start, stop in _paragraphs(text, run)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match[0]
        if line.strip():
            yield match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())


def _piece(text: str, start: int, stop: int) -> Piece:
    marker = _MARKER.match(text, start, stop)
    return Piece(start, stop, text[start:stop], marker[0] if marker else "")


def _runs(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Lines that no blank line parts."""
    run: list[tuple[int, int]] = []
    for line in lines:
        if run and text.count("\n", run[-1][1], line[0]) > 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_hard_wrapped(text: str, runs: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether most lines that another follows end within a sentence, and only because the next word had no room."""
    widest = max((stop - start for run in runs for start, stop in run), default=0)
    pairs = [pair for run in runs for pair in pairwise(run)]
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP or not pairs:
        return False
    full = 0
    for (start, stop), (next_start, next_stop) in pairs:
        next_word = text[next_start:next_stop].split(maxsplit=1)[0]
        full += text[stop - 1] not in _SENTENCE_ENDS and stop - start + len(next_word) + _SLACK > widest
    return full > len(pairs) / 2


def _paragraphs(text: str, run: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The run as one stretch, parted where a line begins with a bullet or number."""
    first = last = run[0]
    for line in run[1:]:
        if _MARKER.match(text, *line):
            yield first[0], last[1]
            first = line
        last = line
    yield first[0], last[1]
