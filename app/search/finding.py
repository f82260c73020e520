"""Searching everything at once: for each noun how many records match, and the best of them with the words in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.search.asking import Asked, newest
from app.search.hits import READERS, Hit
from app.search.language import Wanted, understood
from app.search.names import expanded
from app.search.numbers import SECTIONS, record_of, section

MOST = 1_000  # counted exactly; what goes beyond is said as "1,000+"
RANKED = 2_000  # how many of the newest matches are put in order of relevance
RANKED_PARTS = 1_500  # the same for parts of sources, of which one source may have many
NAMES = ("actor", "programme", "proposition", "topic")


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one noun, the best first. `more`: the true total lies above `total`."""

    noun: str
    total: int
    more: bool
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `newest_only`: so much matches that only the newest were put in order."""

    wanted: Wanted
    groups: Sequence[Group] = ()
    newest_only: bool = False

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def find(session: Session, q: str, shown: int = 8, nouns: Sequence[str] = tuple(SECTIONS)) -> Found:
    """The records of those nouns that hold what the query asks for, widened by the names that the base knows.

    Of a source all its text counts. The number of statements does not depend on how much is found.
    """
    wanted = understood(expanded(session, q))
    if not wanted.groups:
        return Found(wanted)
    asked = [_asked(some, wanted) for some in _together(nouns)]
    rows = [row for answer in newest(session, asked) for row in answer]
    groups = [_group(session, noun, _of(noun, rows), wanted, shown) for noun in nouns]
    newest_only = any(len(_of(noun, rows)) > _limit(noun) for noun in nouns)
    return Found(wanted, [group for group in groups if group.total], newest_only)


def _together(nouns: Sequence[str]) -> list[tuple[str, ...]]:
    """What can be looked for at once. Names are few, so all of them are; their sections lie side by side."""
    alone: list[tuple[str, ...]] = [(noun,) for noun in nouns if noun not in NAMES]
    if set(NAMES) <= set(nouns):
        return [NAMES, *alone]
    return [(noun,) for noun in nouns]


def _of(noun: str, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    within = section(SECTIONS[noun])
    return [row for row in rows if within.low <= row[0] < within.high]


def _asked(nouns: Sequence[str], wanted: Wanted) -> Asked:
    sections = [SECTIONS[noun] for noun in nouns]
    within, limit = section(min(sections), max(sections)), sum(map(_limit, nouns)) + 1
    if nouns != ("source",):
        return Asked(within, wanted, limit)
    # The words may stand in different parts of a source: each group is looked for by itself.
    anywhere = Wanted((tuple(phrase for group in wanted.groups for phrase in group),))
    each = tuple(Wanted((group,)) for group in wanted.groups) if len(wanted.groups) > 1 else ()
    return Asked(within, anywhere, limit, each, Wanted((wanted.without,)) if wanted.without else None)


def _limit(noun: str) -> int:
    return RANKED_PARTS if noun == "source" else RANKED


def _group(session: Session, noun: str, rows: Sequence[tuple[int, int]], wanted: Wanted, shown: int) -> Group:
    best: dict[int, tuple[int, int]] = {}  # of each record the best entry: its score, its number
    for number, score in rows:
        record = record_of(number)
        best[record] = max(best.get(record, (-1, 0)), (score, number))
    order = sorted(best.values(), reverse=True)[:shown]
    hits = READERS[noun](session, [number for _, number in order], wanted)
    return Group(noun, min(len(best), MOST), len(best) > MOST or len(rows) > _limit(noun), hits)
