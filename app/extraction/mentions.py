"""Names found in a text in one pass: which actors and programmes it mentions, and where. Offsets are code points."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

# Characters that read the same. Each is replaced by one character, so offsets stay those of the text.
_SAME = {
    "'": "’‘ʼ＇",
    "-": "–—‐‑‒―−",
    " ": "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n\r\t\v\f\x85\u2028\u2029",
}
_INITIALS_GO_ON = re.compile(r"[^\W\d_]\.")  # the "S." after "U.S." in "U.S.S. Gerald R. Ford"


@dataclass(frozen=True, slots=True)
class Name:
    """One way a text may write an actor or a programme: its name or an alias."""

    text: str
    noun: str  # "actor" or "programme"
    slug: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an actor or a programme."""

    start: int
    stop: int
    noun: str
    slug: str


@dataclass(slots=True)
class _Spellings:
    """All names that are the same when capitals do not count."""

    exact: dict[str, list[Name]] = field(default_factory=dict)  # by their folded spelling
    loose: list[Name] = field(default_factory=list)

    def add(self, name: Name, spelling: str) -> None:
        names = self.exact.setdefault(spelling, []) if _counts_capitals(name.text) else self.loose
        names.append(name)

    def meant_by(self, written: str) -> list[Name]:
        """The names that these words can stand for; an exact spelling goes before a loose one."""
        return self.exact.get(written) or [name for name in self.loose if _initial_fits(name.text, written)]


class NameIndex:
    """Finds many names at once. Built once, then asked for any number of texts.

    Capitals count for names in capitals ("SAFE") and for single words of four letters or fewer ("Mali"). In all other
    names only a capital initial counts: "White Paper" stands in "White paper" and "WHITE PAPER", not in "white paper".
    """

    def __init__(self, names: Iterable[Name]) -> None:
        by_pattern: dict[str, _Spellings] = {}
        for name in dict.fromkeys(names):
            for spelling in _spellings(name.text):
                by_pattern.setdefault(_without_capitals(spelling), _Spellings()).add(name, spelling)
        self._spellings = list(by_pattern.values())
        # Overlapping matches, because the longest one may fail at its boundary and a shorter one then stands.
        self._automaton = AhoCorasick(by_pattern, matchkind=MatchKind.Standard)

    def mentions(self, text: str, start: int = 0, stop: int | None = None) -> list[Mention]:
        """Every mention in text[start:stop], in order, not overlapping; the leftmost wins, then the longest.

        An ambiguous name gives no mention, nor do shorter names inside it.
        """
        folded = fold(text)
        found = self._found(folded, start, len(text) if stop is None else min(stop, len(text)))
        mentions, reached = [], start
        for begin, _, end, names in found:
            if begin < reached:
                continue
            reached = end
            targets = _targets(names)
            if len(targets) == 1:
                mentions.append(Mention(begin, end, *targets.pop()))
        return mentions

    def _found(self, folded: str, start: int, stop: int) -> list[tuple[int, int, int, list[Name]]]:
        """(start, -stop, stop, names) of every name that stands there as whole words; leftmost first, then longest."""
        haystack = _without_capitals(folded[start:stop])
        found = []
        for pattern, first, last in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            begin, end = first + start, last + start
            if _is_whole(folded, begin, end):
                names = self._spellings[pattern].meant_by(folded[begin:end])
                if names:
                    found.append((begin, -end, end, names))
        return sorted(found, key=lambda one: one[:2])


def fold(text: str) -> str:
    """The text with apostrophes, dashes and white space each written one way; the same length, the same capitals."""
    for same, characters in _SAME.items():
        for character in characters:
            text = text.replace(character, same)
    return text


def _without_capitals(folded: str) -> str:
    # "İ" is the only character whose lower case is longer than itself.
    return folded.replace("İ", "I").lower()


def _spellings(name: str) -> set[str]:
    """The folded name, with accents as one character and as two, since texts have both; none if it is blank."""
    folded = " ".join(fold(name).split())
    return {unicodedata.normalize(form, folded) for form in ("NFC", "NFD")} - {""}


def _counts_capitals(name: str) -> bool:
    one_short_word = not any(character.isspace() for character in name.strip()) and sum(map(str.isalpha, name)) <= 4
    return name.isupper() or one_short_word


def _initial_fits(name: str, written: str) -> bool:
    return not name.lstrip()[0].isupper() or written[0].isupper()


def _targets(names: list[Name]) -> set[tuple[str, str]]:
    return {(name.noun, name.slug) for name in names}


def _is_whole(text: str, start: int, stop: int) -> bool:
    """Whether text[start:stop] is cut off at neither end: "NATO" in "NATO’s" and "NATO-led", not in "NATOs"."""
    if start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        return False
    if stop == len(text):
        return True
    if text[stop - 1] == ".":
        return not _INITIALS_GO_ON.match(text, stop)
    return not (_in_word(text[stop]) and _in_word(text[stop - 1]))


def _in_word(character: str) -> bool:
    # A combining accent belongs to the letter before it, though it is no letter itself.
    return character.isalnum() or character == "_" or unicodedata.combining(character) > 0
