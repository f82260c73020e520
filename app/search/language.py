"""What a reader means by the words in a search box. Any text at all has a meaning; no text is an error.

defence loans       both words, in any order; the last one may be the beginning of a word
"joint procurement" exactly these words, one after the other
SAFE OR EDIP        either
-tanks              not this word
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.search.spelling import MEANINGS, Words, spellings_of
from app.search.words import words

MOST_CHARACTERS = 1_000  # of what is typed; a query that has been widened by names is longer
MOST_WORDS = 32
LONGEST_NAME = 8  # words
SHORTEST_BEGINNING = 3  # letters; what two letters begin is half of the base
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_TERM = re.compile(r'-?"[^"]*"?|[^\s"]+')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; of a `beginning` the last may go on."""

    words: Words
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: one phrase of each group, and none of `without`.

    `cut`: not all of what was typed counts. `in_heading`: only names, titles and statements are looked at.
    """

    groups: tuple[tuple[Phrase, ...], ...]
    without: tuple[Phrase, ...] = ()
    cut: bool = False
    in_heading: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of what was typed: a word, or several in quotation marks."""

    text: str
    words: Words
    quoted: bool
    excluded: bool


def shortened(q: str) -> str:
    """The first characters of what was typed, as many as count."""
    return q[:MOST_CHARACTERS]


@lru_cache(256)
def understood(q: str, shortest: int = SHORTEST_BEGINNING) -> Wanted:
    """What the query means, with the spellings and names that mean the same everywhere.

    The last word may be the beginning of a longer one if it has `shortest` letters and nothing follows it.
    """
    terms, cut = _counting(terms_of(q))
    positive = [term for term in terms if not term.excluded]
    same = _same_meanings(positive)
    meant: list[list[Phrase]] = []
    either = False
    for index, term in enumerate(positive):
        if _is_or(positive, index):
            either = True
            continue
        last = index == len(positive) - 1
        group = [*_phrases(term, beginning=last and _goes_on(q, term, shortest)), *same.get(index, ())]
        if either:
            meant[-1].extend(group)
        else:
            meant.append(group)
        either = False
    groups = tuple(tuple(dict.fromkeys(group)) for group in meant)
    return Wanted(groups, tuple(Phrase(term.words) for term in terms if term.excluded), cut)


def terms_of(q: str) -> list[Term]:
    """The pieces that hold words."""
    found = []
    for match in _TERM.finditer(q.translate(_QUOTES)):
        text = match[0]
        if inside := words(text):
            found.append(Term(text, tuple(inside), '"' in text, text.startswith("-")))
    return found


def spans(terms: list[Term]) -> Iterator[tuple[range, Words]]:
    """Every run of neighbouring words that may be a name: which terms it covers, and the words.

    What is quoted or excluded is meant as it is written.
    """
    for first in range(len(terms)):
        covered: Words = ()
        for last in range(first, len(terms)):
            if terms[last].quoted or terms[last].excluded:
                break
            covered += terms[last].words
            if len(covered) > LONGEST_NAME:
                break
            yield range(first, last + 1), covered


def _counting(terms: list[Term]) -> tuple[list[Term], bool]:
    """The terms up to the last word that counts. Alternatives (OR) come with the term that they belong to."""
    kept: list[Term] = []
    count = 0
    for index, term in enumerate(terms):
        is_alternative = _is_or(terms, index) or _is_or(terms, index - 1) or _is_or(terms, index + 1)
        count += 0 if is_alternative and len(kept) < MOST_WORDS * 20 else len(term.words)
        if count > MOST_WORDS:
            return kept, True
        kept.append(term)
    return kept, False


def _is_or(terms: list[Term], index: int) -> bool:
    """Whether the term is the operator: in capitals, between two terms, the first of which is no OR itself."""
    return 0 < index < len(terms) - 1 and terms[index].text == "OR" != terms[index - 1].text


def beginning_of(q: str) -> Words | None:
    """The ways to spell the last word, if it may be the beginning of longer ones: each is such a beginning."""
    terms = terms_of(q)
    if not terms or terms[-1].excluded or not _goes_on(q, terms[-1], SHORTEST_BEGINNING):
        return None
    spelt = spellings_of(terms[-1].words)
    return tuple(words[0] for words in spelt) if all(len(words) == 1 for words in spelt) else None


def _goes_on(q: str, term: Term, shortest: int) -> bool:
    # A word in capitals is a name, and whole: SAFE does not begin "safeguard".
    return not term.quoted and not term.text.isupper() and q[-1:].isalnum() and len(term.words[-1]) >= shortest


def _phrases(term: Term, *, beginning: bool) -> list[Phrase]:
    if term.quoted:
        return [Phrase(term.words)]
    whole = [Phrase(phrase) for phrase in spellings_of(term.words)]
    # What holds the whole word fits better than what holds a longer one, so both are asked for.
    return [*whole, *(Phrase(one.words, beginning=True) for one in whole)] if beginning else whole


def _same_meanings(terms: list[Term]) -> dict[int, list[Phrase]]:
    """For the terms that are part of a name, what means the same as the name."""
    found: dict[int, list[Phrase]] = {}
    for covered, name in spans(terms):
        for index in covered if name in MEANINGS else ():
            found.setdefault(index, []).extend(Phrase(other) for other in MEANINGS[name])
    return found
