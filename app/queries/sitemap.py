"""Where every record is, in parts that a sitemap may hold."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.models import Claim
from app.models.nouns import RECORDS
from app.vocabulary import ClaimStatus

PART = 50_000  # the most addresses that one sitemap may hold. Source: sitemaps.org


def count_parts(session: Session) -> dict[str, int]:
    """How many parts each noun has. A part holds the records with numbers in a range, so it stays what it is."""
    last = union_all(*(select(literal(noun), func.max(model.id)) for noun, model in RECORDS.items()))
    return {noun: -(-(highest or 0) // PART) for noun, highest in session.execute(last)}


def each_address(session: Session, noun: str, part: int) -> Iterator[tuple[str, datetime]]:
    """The slug of each record of one part, from 1, and when it was last changed; of claims those published."""
    model: Any = RECORDS[noun]
    statement = select(model.slug, model.updated_at).where(model.id > (part - 1) * PART, model.id <= part * PART)
    if model is Claim:
        statement = statement.where(Claim.status == ClaimStatus.PUBLISHED)
    with session.execute(statement.order_by(model.id).execution_options(yield_per=1_000)) as rows:
        yield from ((slug, changed) for slug, changed in rows)
