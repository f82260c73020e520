"""Asking for the newest entries that match, several questions in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.search.databases import Database, database_of, quoted
from app.search.language import Wanted
from app.search.numbers import Range


@dataclass(frozen=True, slots=True)
class Asked:
    """One question for the newest entries in a range of numbers.

    The entry must match `wanted`; its record must, in any of its entries, match each of `also` and none of `never`.
    """

    within: Range
    wanted: Wanted
    limit: int
    also: tuple[Wanted, ...] = ()
    never: Wanted | None = None


def newest(session: Session, asked: Sequence[Asked]) -> list[list[tuple[int, int]]]:
    """For each question the numbers and scores of its newest entries. One statement for all."""
    database = database_of(session)
    answers: list[list[tuple[int, int]]] = [[] for _ in asked]
    parts = [f"SELECT {at} AS asked, * FROM ({newest_sql(database, one)}) AS one{at}" for at, one in enumerate(asked)]
    for at, number, score in session.connection().exec_driver_sql(" UNION ALL ".join(parts)):
        answers[at].append((number, score))
    return answers


def newest_sql(database: Database, asked: Asked) -> str:
    """The question as SQL: numbers and scores of the newest entries."""

    def records(wanted: Wanted) -> str:
        return database.records.format(query=quoted(database.query(wanted)), low=within.low, high=within.high)

    within = asked.within
    more = "".join(f" AND {database.record} IN ({records(wanted)})" for wanted in asked.also)
    if asked.never:
        more += f" AND {database.record} NOT IN ({records(asked.never)})"
    return database.newest.format(
        query=quoted(database.query(asked.wanted)),
        low=within.low,
        high=within.high,
        more=more,
        limit=asked.limit,
        score=database.score(asked.wanted),
    )
