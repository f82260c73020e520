"""The stretch of a text most like some words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

_WORD = re.compile(r"\S+")
_PUNCTUATION = ".,;:!?'\"()[]"
# A longer quote is looked for by its beginning and its end: aligning grows with the length of both.
_LONGEST_ALIGNED = 400
_END = 200
# Nobody quotes more than some pages; comparing a whole book with another takes minutes.
_LONGEST = 20_000
_REACH = 40  # code points around a boundary in which a word edge may fit better


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, stop) of the text, and its likeness to the words, 0–100."""

    start: int
    stop: int
    score: float


def most_alike(text: str, words: str) -> Stretch | None:
    """The stretch with the best likeness, from word edge to word edge; None if not a character agrees.

    Words of more than 20,000 code points are not looked for.
    """
    found = _aligned(text, words)
    if found is None:
        return None
    start, stop = _tidied(text, words, *found)
    return Stretch(start, stop, fuzz.ratio(text[start:stop], words)) if start < stop else None


def _aligned(text: str, words: str) -> tuple[int, int] | None:
    if not text.strip() or not words or len(words) > _LONGEST:
        return None
    if len(words) >= len(text):
        # Aligning would look for the text in the words instead.
        return 0, len(text)
    if len(words) <= _LONGEST_ALIGNED:
        found = fuzz.partial_ratio_alignment(words, text)
        return (found.dest_start, found.dest_end) if found and found.score else None
    return _by_its_ends(text, words)


def _by_its_ends(text: str, words: str) -> tuple[int, int] | None:
    """A long quote's place: from its beginning to its end if they are about as far apart as they should be."""
    first = fuzz.partial_ratio_alignment(words[:_END], text)
    last = fuzz.partial_ratio_alignment(words[-_END:], text)
    if not first or not last or not max(first.score, last.score):
        return None
    start, stop = first.dest_start, last.dest_end
    if 0.5 * len(words) <= stop - start <= 2 * len(words):
        return start, stop
    if first.score >= last.score:
        return start, min(start + len(words), len(text))
    return max(stop - len(words), 0), stop


def _tidied(text: str, words: str, start: int, stop: int) -> tuple[int, int]:
    """The boundaries moved to the word edges that make the stretch most like the words; the wider one if equal."""
    edges = list(_edges(text, max(0, start - _REACH), min(len(text), stop + _REACH)))
    starts = [begin for begin, _ in edges if abs(begin - start) <= _REACH and begin < stop] or [start]
    head = words[:_LONGEST_ALIGNED]
    start = max(starts, key=lambda begin: (fuzz.ratio(text[begin : min(stop, begin + _LONGEST_ALIGNED)], head), -begin))
    stops = [end for _, end in edges if abs(end - stop) <= _REACH and end > start] or [stop]
    tail = words[-_LONGEST_ALIGNED:]
    return start, max(stops, key=lambda end: (fuzz.ratio(text[max(start, end - _LONGEST_ALIGNED) : end], tail), end))


def _edges(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where words begin and end, with the punctuation that they touch and without; not those that low or high cuts."""
    for match in _WORD.finditer(text, low, high):
        begin, end = match.span()
        if (begin == 0 or text[begin - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield begin, end
            inner = match[0].strip(_PUNCTUATION)
            if inner:
                begin = text.index(inner, begin)
                yield begin, begin + len(inner)
