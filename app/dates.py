"""Dates as sources give them: a year, a month or a day, and never more than was said."""

import calendar
import re
from datetime import date
from functools import total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
class PartialDate:
    """A date known to the year, the month or the day: `2025`, `2025-12` or `2025-12-31`.

    Source: ISO 8601 and EDTF level 0. Order is that of the first day; of two with the same one, the vaguer comes first.
    """

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if day is not None and month is None:
            raise ValueError("a day needs a month")
        date(year, 1 if month is None else month, 1 if day is None else day)  # refuses what no calendar has
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2025`, `2025-12` or `2025-12-31`; raises ValueError for anything else."""
        match = _FORM.fullmatch(text.strip())
        if not match or not text.isascii():
            raise ValueError(f"“{text[:40]}” is not a date: write 2025, 2025-12 or 2025-12-31")
        try:
            return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
        except ValueError as error:
            raise ValueError(f"“{text}” is not in the calendar: {error}") from None

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def in_words(self) -> str:
        """As pages write it: `2025`, `December 2025`, `31 December 2025`."""
        if self.month is None:
            return str(self.year)
        name = calendar.month_name[self.month]
        return f"{name} {self.year}" if self.day is None else f"{self.day}\N{NO-BREAK SPACE}{name} {self.year}"

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and str(self) == str(other)

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other) if isinstance(other, PartialDate) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        from_text = core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(coerce_numbers_to_str=True)
        )
        # Not a union of the two: it would complain twice of what is wrong once.
        return core_schema.no_info_before_validator_function(
            lambda value: str(value) if isinstance(value, cls) else value,
            from_text,
            serialization=core_schema.to_string_ser_schema(),
        )
