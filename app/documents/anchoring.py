"""Finding a quote again in a text that may have changed.

Source: W3C Web Annotation Data Model, TextQuoteSelector (exact, prefix, suffix) and TextPositionSelector (start, end).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from app.documents.folding import Folded, fold
from app.documents.likeness import most_alike

CONTEXT = 32  # code points of prefix and suffix: what Hypothesis and the W3C examples keep
# Of a quote as common as “the”, no more places than these are compared.
_MOST_PLACES = 5_000


class Anchoring(StrEnum):
    """How a quote was found."""

    EXACT = "exact"  # word for word, at the given place (or, if none was given, anywhere)
    MOVED = "moved"  # word for word, elsewhere
    NORMALISED = "normalised"  # the same words with other white space, quotation marks or dashes
    FUZZY = "fuzzy"  # words much like them
    LOST = "lost"  # not found


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands, [start, stop) in code points of the text; score 100 is the same words, 0 nothing alike."""

    how: Anchoring
    start: int
    stop: int
    score: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Selector:
    exact: str
    start: int | None
    prefix: str
    suffix: str


def anchor(
    text: str, exact: str, *, start: int | None = None, prefix: str = "", suffix: str = "", floor: float = 85
) -> Anchor:
    """The quote's place: exactly where it was; else its words elsewhere; else folded; else the most alike; else lost.

    Several places are told apart by prefix and suffix, then by nearness to `start`; if still undecided it is the
    first, and the note says how many. Words that score under `floor` (0–100) are lost; `nearest` gives them.
    """
    if not exact.strip():
        return Anchor(Anchoring.LOST, 0, 0, 0.0, "there are no words to look for")
    if start is not None and start >= 0 and text.startswith(exact, start):
        return Anchor(Anchoring.EXACT, start, start + len(exact), 100.0)
    selector = _Selector(exact, start, prefix, suffix)
    found = _word_for_word(text, selector) or _folded(text, selector) or nearest(text, exact)
    if found.how is Anchoring.FUZZY and found.score < floor:
        return Anchor(Anchoring.LOST, 0, 0, found.score, f"the most alike words score {found.score:.0f} of 100")
    return found


def nearest(text: str, exact: str) -> Anchor:
    """The words most like these, however unlike: fuzzy with their score, or lost if the text has nothing alike.

    The score is the normalised indel similarity of the folded words (rapidfuzz `ratio`).
    """
    folded, wanted = fold(text), fold(exact).text.strip()
    found = most_alike(folded.text, wanted)
    if found is None:
        return Anchor(Anchoring.LOST, 0, 0, 0.0, "the text has nothing like these words")
    return Anchor(Anchoring.FUZZY, *folded.original(found.start, found.stop), found.score)


def places(text: str, exact: str) -> list[tuple[int, int]]:
    """Every place [start, stop) where these words stand: word for word, or if there is none, folded."""
    wanted = exact.strip()
    if not wanted:
        return []
    if starts := _places(text, wanted):
        return [(start, start + len(wanted)) for start in starts]
    folded, words = fold(text), fold(wanted).text.strip()
    return [folded.original(start, start + len(words)) for start in _places(folded.text, words)] if words else []


def prefix_of(text: str, start: int, length: int = CONTEXT) -> str:
    """The `length` characters before an offset, for a selector; fewer at the beginning of the text."""
    return text[max(0, start - length) : max(0, start)]


def suffix_of(text: str, stop: int, length: int = CONTEXT) -> str:
    """The `length` characters from an offset on, for a selector; fewer at the end of the text."""
    return text[max(0, stop) : max(0, stop) + length]


def _word_for_word(text: str, selector: _Selector) -> Anchor | None:
    places = _places(text, selector.exact)
    if not places:
        return None
    start, note = _chosen(text, places, selector)
    how = Anchoring.EXACT if selector.start is None else Anchoring.MOVED
    return Anchor(how, start, start + len(selector.exact), 100.0, note)


def _folded(text: str, selector: _Selector) -> Anchor | None:
    folded = fold(text)
    wanted = _in_folded(selector, folded)
    places = _places(folded.text, wanted.exact) if wanted.exact else []
    if not places:
        return None
    start, note = _chosen(folded.text, places, wanted)
    return Anchor(Anchoring.NORMALISED, *folded.original(start, start + len(wanted.exact)), 100.0, note)


def _in_folded(selector: _Selector, folded: Folded) -> _Selector:
    start = None if selector.start is None else folded.at(selector.start)
    return _Selector(fold(selector.exact).text.strip(), start, fold(selector.prefix).text, fold(selector.suffix).text)


def _places(text: str, exact: str) -> list[int]:
    places = []
    at = text.find(exact)
    while at >= 0:
        places.append(at)
        # Places that overlap count once: a long quote of one repeated letter would take for ever.
        at = text.find(exact, at + len(exact))
    return places


def _chosen(text: str, places: Sequence[int], selector: _Selector) -> tuple[int, str]:
    """One of the places, and a note if nothing told it from others."""
    near = sorted(places, key=lambda place: _distance(place, selector))[:_MOST_PLACES]
    ranks = {place: (-_context(text, place, selector), _distance(place, selector)) for place in near}
    best = min(ranks.values())
    equal = sorted(place for place in near if ranks[place] == best)
    several = f"these words stand at {len(equal)} places that nothing tells apart; this is the first"
    return equal[0], several if len(equal) > 1 else ""


def _distance(place: int, selector: _Selector) -> int:
    return 0 if selector.start is None else abs(place - selector.start)


def _context(text: str, place: int, selector: _Selector) -> float:
    """How alike the words around a place are to prefix and suffix, 0–200."""
    stop = place + len(selector.exact)
    before, after = prefix_of(text, place, len(selector.prefix)), suffix_of(text, stop, len(selector.suffix))
    score = fuzz.ratio(before, selector.prefix) if selector.prefix else 0.0
    return score + (fuzz.ratio(after, selector.suffix) if selector.suffix else 0.0)
