"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 4_000  # of two stretches that are compared word by word; longer ones are shown whole
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")

How = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that is in both texts, only in the old one ("out") or only in the new one ("in")."""

    how: How
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The pieces in reading order. Those not "in" make up the old text, those not "out" the new one.

    Long texts are compared by lines first, because comparing words takes time with the square of their number.
    """
    return list(_gathered(_by_line(old, new) if "\n" in old or "\n" in new else _by_word(old, new)))


def shortened(pieces: Iterable[Piece], around: int = 120) -> list[Piece]:
    """The same pieces with what did not change cut down to so many characters beside each change."""
    found = list(pieces)
    last = len(found) - 1
    return [_cut(piece, around, first=place == 0, last=place == last) for place, piece in enumerate(found)]


def _cut(piece: Piece, around: int, *, first: bool, last: bool) -> Piece:
    if piece.how != "same" or len(piece.text) <= 2 * around + 20:
        return piece
    head, tail = ("" if first else piece.text[:around]), ("" if last else piece.text[-around:])
    return Piece("same", f"{head} … {tail}")


def _gathered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with what changed side by side: a space or comma that stayed does not part two new words."""
    out, come = "", ""
    waiting = ""  # what stayed after the last change, if it has no letters
    for piece in pieces:
        if piece.how == "same" and (not (out or come) or any(map(str.isalnum, piece.text))):
            yield from _changed(out, come)
            yield Piece("same", waiting + piece.text)
            out, come, waiting = "", "", ""
        elif piece.how == "same":
            waiting += piece.text
        else:
            out, come, waiting = out + waiting, come + waiting, ""
            out, come = (out + piece.text, come) if piece.how == "out" else (out, come + piece.text)
    yield from _changed(out, come)
    if waiting:
        yield Piece("same", waiting)


def _changed(out: str, come: str) -> Iterator[Piece]:
    if out:
        yield Piece("out", out)
    if come:
        yield Piece("in", come)


def _by_line(old: str, new: str) -> Iterator[Piece]:
    before, after = _LINES.findall(old), _LINES.findall(new)
    for how, gone, come in _steps(before, after):
        if how == "same":
            yield Piece("same", gone)
        else:
            yield from _by_word(gone, come)


def _by_word(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        before, after = [old], [new]
    for how, gone, come in _steps(before, after):
        if how == "same":
            yield Piece("same", gone)
        else:
            yield from _changed(gone, come)


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """How to come from one to the other: "same" or "other", with the old and the new words of the step.

    In a long text what stands everywhere (blank lines, “the”) does not count as a match of its own, or a text of
    10,000 blank lines would take a minute.
    """
    for tag, start, stop, new_start, new_stop in SequenceMatcher(None, before, after).get_opcodes():
        yield ("same" if tag == "equal" else "other"), "".join(before[start:stop]), "".join(after[new_start:new_stop])
