"""The words of a text as both databases index them: without accents, capitals, dots in initials, punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Accents and vowel signs that stand by themselves after decomposition, and what is invisible: they vanish.
_VANISHING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+"
)
# The dots in "U.S." and "U.S.-led": each between two letters that stand alone.
# What follows is looked at first: after most dots stands a space.
_DOT_IN_INITIALS = re.compile(r"\.(?=[^\W\d_](?![^\W_]))(?<=\b[^\W\d_]\.)")
# A run of letters and digits.
_WORD = re.compile(r"[^\W_]+")
# What keeps most English texts from being plain ASCII, which is ten times as quick to take apart.
_SIGNS = "’‘“”–—…•€\N{NO-BREAK SPACE}"
_ONLY_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("\n"): "\n"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and where it stands: [start, stop) in code points of the text that it was read from."""

    word: str
    start: int
    stop: int


def words(text: str) -> list[str]:
    """The words in their order."""
    return folded([text])[0].split()


def folded(texts: Iterable[str]) -> list[str]:
    """The words of each text with white space between them. Quick for many texts at once."""
    lines = [_without_signs(text) for text in texts]
    plain = [at for at, line in enumerate(lines) if line.isascii()]
    together = _joined("\n".join(lines[at] for at in plain).lower()).translate(_ONLY_WORDS)
    for at, line in zip(plain, together.split("\n"), strict=False):
        lines[at] = line
    for at in set(range(len(lines))).difference(plain):
        lines[at] = " ".join(_WORD.findall(_joined(_plain(lines[at]))))
    return lines


def placed_words(text: str) -> list[Placed]:
    """The same words, each with its place. Slow: for the few texts that a page shows."""
    plain, origins = _with_origins(text)
    found = []
    for match in _WORD.finditer(plain):
        stop = origins[match.end() - 1] + 1
        while stop < len(text) and not _plain_character(text[stop]):
            stop += 1  # an accent that stands by itself belongs to the letter before it
        found.append(Placed(match[0], origins[match.start()], stop))
    return found


def _without_signs(text: str) -> str:
    """On one line, and in ASCII if only signs and white space keep it from that."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return text.replace("\n", " ")


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _VANISHING.sub("", decomposed)


def _joined(plain: str) -> str:
    return _DOT_IN_INITIALS.sub("", plain)


@lru_cache(4096)
def _plain_character(character: str) -> str:
    return _plain(character)


def _with_origins(text: str) -> tuple[str, list[int]]:
    """The plain text with initials joined, and for each character of it where it comes from."""
    pieces = [(piece, at) for at, character in enumerate(text) for piece in _plain_character(character)]
    plain = "".join(piece for piece, _ in pieces)
    dropped = {match.start() for match in _DOT_IN_INITIALS.finditer(plain)}
    kept = [at for at in range(len(plain)) if at not in dropped]
    return "".join(plain[at] for at in kept), [pieces[at][1] for at in kept]
