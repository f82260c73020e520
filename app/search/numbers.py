"""The numbers of entries. They sort by section and then by date, so that both databases give the newest first by
walking the numbers downward, and the record can be read off the number.

    3 bits section · 22 bits date · 24 bits record · 14 bits part
"""

from dataclasses import dataclass
from functools import lru_cache

from app.dates import PartialDate

PART_BITS, RECORD_BITS, DATE_BITS = 14, 24, 22
MOST_PARTS = 1 << PART_BITS
RECORD_MASK = (1 << RECORD_BITS) - 1
_SECTION_BITS = PART_BITS + RECORD_BITS + DATE_BITS

# Claims that are not public stand apart: searches leave them out by range, lists that ask for them take both.
UNPUBLISHED, CLAIM, SOURCE, ACTOR, PROGRAMME, PROPOSITION, TOPIC = range(7)
SECTIONS = {
    "claim": CLAIM,
    "actor": ACTOR,
    "programme": PROGRAMME,
    "proposition": PROPOSITION,
    "topic": TOPIC,
    "source": SOURCE,
}


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers [low, high)."""

    low: int
    high: int


def section(first: int, last: int | None = None) -> Range:
    """The numbers of all entries of a section, or from one to another."""
    return Range(first << _SECTION_BITS, (first if last is None else last) + 1 << _SECTION_BITS)


ALL_CLAIMS = section(UNPUBLISHED, CLAIM)


def entry_number(section: int, dated: str, record_id: int, part: int = 0) -> int:
    """The number of an entry. `dated` is an ISO date, perhaps partial or empty; a vaguer one sorts as earlier."""
    if record_id > RECORD_MASK or part >= MOST_PARTS:
        raise OverflowError(f"searching has no number for record {record_id}, part {part}")
    number = section << DATE_BITS | _date_number(dated)
    return (number << RECORD_BITS | record_id) << PART_BITS | part


def is_dated(number: int, dated: str) -> bool:
    """Whether the number of an entry says this date."""
    return number >> RECORD_BITS + PART_BITS & (1 << DATE_BITS) - 1 == _date_number(dated)


def record_of(number: int) -> int:
    return number >> PART_BITS & RECORD_MASK


@lru_cache(65_536)
def _date_number(dated: str) -> int:
    if not dated:
        return 0
    date = PartialDate.parse(dated)
    return (date.year * 13 + (date.month or 0)) * 32 + (date.day or 0)
