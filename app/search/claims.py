"""Which claims hold what is searched for, as conditions, tables and scores that any list of claims can use."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from app.models import Claim
from app.search.conditions import RecordFound, hits
from app.search.databases import database_of
from app.search.language import understood
from app.search.numbers import ALL_CLAIMS, CLAIM, entry_number, record_of, section


def claims_matching(q: str) -> ColumnElement[bool]:
    """The condition that a claim's statement, quotes and claimant's names hold what the query asks for.

    True of nothing if the query holds no words.
    """
    wanted = understood(q)
    return RecordFound(Claim.id, wanted, ALL_CLAIMS) if wanted.groups else false()


def published_hits(q: str) -> Any:
    """The published claims that match, as a table: `record` is the claim, and `number` sorts as its date and id do.

    None if the query holds no words.
    """
    wanted = understood(q)
    return hits(wanted, section(CLAIM)) if wanted.groups else None


def claim_number(claim_id: int, dated: str) -> int:
    """The `number` of a published claim among the hits."""
    return entry_number(CLAIM, dated, claim_id)


def claim_scores(session: Session, q: str, claims: Iterable[tuple[int, str]]) -> dict[int, int]:
    """How well these published claims, each with its date, match: whole numbers that mean nothing in themselves."""
    wanted = understood(q)
    numbers = [claim_number(claim_id, dated) for claim_id, dated in claims]
    if not wanted.groups or not numbers:
        return {}
    # In the driver's own words: thousands of parameters would take longer than what is asked.
    among, score = ", ".join(map(str, numbers)), database_of(session).score(wanted)
    rows = session.connection().exec_driver_sql(f"SELECT id, {score} FROM search_entries WHERE id IN ({among})")
    return {record_of(number): found for number, found in rows}
