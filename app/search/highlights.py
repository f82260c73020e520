"""The words that were looked for, marked in a text, and the stretch of a long text that shows them best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.search.language import Phrase, Wanted
from app.search.words import Placed, placed_words

SNIPPET = 220  # characters of a long text that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked if it is what was looked for."""

    text: str
    marked: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands, [start, stop) in code points, and which of the wanted groups it answers."""

    start: int
    stop: int
    group: int


def matches(text: str, wanted: Wanted) -> list[Match]:
    """Every place of every phrase, in the order of the text."""
    placed = placed_words(text)
    by_word: dict[str, list[int]] = {}
    for at, one in enumerate(placed):
        by_word.setdefault(one.word, []).append(at)
    found = [
        Match(placed[at].start, placed[at + len(phrase.words) - 1].stop, number)
        for number, group in enumerate(wanted.groups)
        for phrase in group
        for at in _places(phrase, placed, by_word)
    ]
    return sorted(found, key=lambda one: (one.start, -one.stop))


def marked(text: str, wanted: Wanted) -> Pieces:
    """The whole text with what was looked for marked."""
    return _pieces(text, matches(text, wanted), 0, len(text))


def snippet(text: str, found: Sequence[Match]) -> Pieces:
    """The stretch that answers most of the groups, marked, with an ellipsis where the text goes on."""
    start, stop = best_stretch(text, found)
    pieces = _pieces(text, found, start, stop)
    before, after = (Piece("… "),) if start > 0 else (), (Piece(" …"),) if stop < len(text) else ()
    return (*before, *pieces, *after)


def best_stretch(text: str, found: Sequence[Match]) -> tuple[int, int]:
    """[start, stop) of about 220 characters, cut between words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    start, _ = max(((one.start, _answered(found, one)) for one in found), key=lambda pair: pair[1], default=(0, 0))
    begin = max(0, start - SNIPPET // 3)
    if begin > 0:
        begin = _after_space(text, begin, start)
    end = min(len(text), begin + SNIPPET)
    if end < len(text):
        space = text.rfind(" ", begin + 1, end)
        end = space if space > start else end
    return begin, end


def _after_space(text: str, begin: int, start: int) -> int:
    for at in range(begin, start):
        if text[at].isspace():
            return at + 1
    return begin


def _answered(found: Sequence[Match], first: Match) -> tuple[int, int]:
    """How many groups a stretch that begins with the match answers, and how often."""
    inside = [one for one in found if first.start <= one.start and one.stop <= first.start + SNIPPET * 2 // 3]
    return len({one.group for one in inside}), len(inside)


def _places(phrase: Phrase, placed: Sequence[Placed], by_word: dict[str, list[int]]) -> Iterator[int]:
    first, *rest = phrase.words
    if not rest and phrase.beginning:
        starts = [at for word, places in by_word.items() if word.startswith(first) for at in places]
    else:
        starts = by_word.get(first, [])
    yield from (at for at in starts if _goes_on(placed[at + 1 : at + len(phrase.words)], rest, phrase.beginning))


def _goes_on(placed: Sequence[Placed], rest: Sequence[str], beginning: bool) -> bool:
    """Whether the words that follow the first one of a phrase are the rest of it."""
    if len(placed) != len(rest):
        return False
    last = len(rest) - 1
    return all(
        _is(one.word, word, beginning and at == last) for at, (one, word) in enumerate(zip(placed, rest, strict=True))
    )


def _is(word: str, wanted: str, beginning: bool) -> bool:
    return word.startswith(wanted) if beginning else word == wanted


def _pieces(text: str, found: Sequence[Match], start: int, stop: int) -> Pieces:
    pieces: list[Piece] = []
    at = start
    for one in found:
        begin, end = max(one.start, at), min(one.stop, stop)
        if begin < end:
            pieces += [Piece(text[at:begin]), Piece(text[begin:end], marked=True)]
            at = end
    pieces.append(Piece(text[at:stop]))
    return tuple(piece for piece in pieces if piece.text)
