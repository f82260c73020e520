"""Which records rest on a quote, and what becomes of quotes that nothing rests on any more."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Actor, Affiliation, ClaimQuote, Fact, Programme, Quote, Relation

# The noun of the records, the column that names a quote, the column of their id. Sources are written first.
QUOTED_BY: tuple[tuple[str, Any, Any], ...] = (
    ("source", Fact.quote_id, Fact.source_id),
    ("actor", Actor.description_quote_id, Actor.id),
    ("actor", Affiliation.quote_id, Affiliation.actor_id),
    ("actor", Fact.quote_id, Fact.actor_id),
    ("programme", Programme.description_quote_id, Programme.id),
    ("programme", Relation.quote_id, Relation.programme_id),
    ("programme", Fact.quote_id, Fact.programme_id),
    ("claim", ClaimQuote.quote_id, ClaimQuote.claim_id),
)


def uses_of(session: Session, source_id: int) -> dict[int, list[tuple[str, int]]]:
    """By quote of the source, the noun and id of each record that rests on it. Unused quotes are not there."""
    uses: dict[int, dict[tuple[str, int], None]] = {}
    for noun, names, owner in QUOTED_BY:
        rows = select(names, owner).join(Quote, Quote.id == names).where(owner.is_not(None))
        for quote, record in session.execute(rows.where(Quote.source_id == source_id).order_by(owner)):
            uses.setdefault(quote, {})[noun, record] = None
    return {quote: list(records) for quote, records in uses.items()}


def used_quotes(session: Session, source_id: int) -> Sequence[Quote]:
    """The quotes of a source that something rests on, in the order of the text."""
    used = uses_of(session, source_id)
    quotes = session.scalars(select(Quote).where(Quote.source_id == source_id).order_by(Quote.start, Quote.stop))
    return [quote for quote in quotes if quote.id in used]


def forget_lost(session: Session, source_id: int, text: str) -> None:
    """Take away the quotes that nothing rests on and the text no longer holds. Revisions keep their words."""
    session.flush()
    used = uses_of(session, source_id)
    for quote in session.scalars(select(Quote).where(Quote.source_id == source_id)).all():
        if quote.id not in used and not text.startswith(quote.exact, quote.start):
            session.expire(quote)
            session.delete(quote)
    session.flush()
