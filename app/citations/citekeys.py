"""Citation keys such as `banerjee2026defence`: readable, ASCII, the same for the same record, unique within a file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, count, product
from string import ascii_lowercase
from typing import Final

from app.citations.references import Reference

_STOP_WORDS: Final = frozenset("a an and as at by for from in is it of on or that the to with".split())
_LETTERS: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_LONGEST_NAME: Final = 20  # letters
_SPARE: Final = 8  # words of a slug that may be passed over


def key(reference: Reference) -> str:
    """First author, year, and the first telling words of the slug: one for a source, three for a claim or a quote.

    The slug gives the words because it never changes, while a title may be corrected. A claim record ends in its
    revision. Two records may have the same key; `keyed` tells them apart.
    """
    dated, kind = reference.issued or reference.updated, reference.kind
    authors = reference.authors
    name = _name(authors[0].literal, authors[0].family) if authors else ""
    start = f"{name}{dated.year:04}" if dated else name
    # Compared one by one: a set would ask each for its hash, which enumerations take their time over.
    if kind == "claim_record":
        revision = f"r{_ascii(reference.version)}" if reference.version else ""
        return f"{start}{_telling_words(reference.id, name, 3)}{revision}" or "record"
    return f"{start}{_telling_words(reference.id, name, 3 if kind == 'quote' else 1)}" or "record"


def keys(references: Iterable[Reference]) -> Iterator[str]:
    """A unique key for each, in their order."""
    for unique, _ in keyed(references):
        yield unique


def keyed(references: Iterable[Reference]) -> Iterator[tuple[str, Reference]]:
    """Each reference with its key: the second of the same key gets “a”, the third “b”, after “z” comes “aa”.

    Streams; remembers the keys given out, about 100 bytes each.
    """
    given: set[str] = set()
    endings: dict[str, Iterator[str]] = {}
    for reference in references:
        unique = stem = key(reference)
        while unique in given:
            if stem not in endings:
                endings[stem] = _endings()
            unique = stem + next(endings[stem])
        given.add(unique)
        yield unique, reference


def _endings() -> Iterator[str]:
    return ("".join(letters) for letters in chain.from_iterable(product(ascii_lowercase, repeat=n) for n in count(1)))


@lru_cache(maxsize=4096)
def _name(literal: str, family: str) -> str:
    """The family name without its particle; of a body as many whole words as fit, the first in any case."""
    if not literal:
        return _ascii(family)[:_LONGEST_NAME]
    first, *rest = [_ascii(word) for word in literal.split() if word.lower() not in _STOP_WORDS] or [""]
    for word in rest:
        if len(first) + len(word) > _LONGEST_NAME:
            break
        first += word
    return first[:_LONGEST_NAME]


def _telling_words(slug: str, name: str, wanted: int) -> str:
    """The first of the slug that are no stop words, numbers or parts of the name; failing that, the first."""
    words = slug.split("-", wanted + _SPARE)[: wanted + _SPARE]
    telling = _telling(words, name, wanted)
    if telling.isascii() and telling.isalnum() and telling.islower():
        return telling
    words = list(map(_ascii, slug.replace("_", "-").split("-", wanted + _SPARE)[: wanted + _SPARE]))
    return _telling(words, name, wanted) or "".join(words[:wanted])


def _telling(words: list[str], name: str, wanted: int) -> str:
    telling = ""
    for word in words:
        if word not in _STOP_WORDS and word not in name and not word.isdigit():  # no word at all is in every name
            telling += word
            wanted -= 1
            if not wanted:
                break
    return telling


@lru_cache(maxsize=4096)
def _ascii(text: str) -> str:
    """Lower-case ASCII letters and digits; accents fall away, other scripts do too."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", "".join(_LETTERS.get(letter, letter) for letter in text.lower()))
    return re.sub("[^a-z0-9]", "", text.lower())
