"""What of the base is public: which tables, which of their columns, which of their rows.

Drafts, claims in review and what was withdrawn stay behind, with the quotes that only they rest on; so do suggestions,
the history of edits, and all that is derived for searching and counting. A table that is not named here is private.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import func, or_, select, type_coerce, union
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.models import (
    Actor,
    ActorAlias,
    Affiliation,
    Base,
    Block,
    Claim,
    ClaimQuote,
    Contributor,
    Fact,
    Figure,
    Hop,
    Link,
    Programme,
    ProgrammeAlias,
    Proposition,
    Quote,
    Redirect,
    Relation,
    Source,
    Stance,
    Topic,
    claim_actors,
    claim_programmes,
    claim_topics,
)
from app.vocabulary import ClaimStatus

BATCH: Final = 2_000  # rows fetched at a time
_LINKS: Final = {
    "claim_actors": "That a claim is about an actor.",
    "claim_programmes": "That a claim is about a programme.",
    "claim_topics": "That a claim belongs to a topic.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A public table: what a row is, its columns, and the condition for its rows; every row without one."""

    name: str
    description: str
    columns: tuple[sa.Column[Any], ...]
    condition: Any = None

    @property
    def statement(self) -> Any:
        """The public rows in the order of their key, each value as the driver gives it."""
        keys = [column for column in self.columns if column.primary_key]
        statement = select(*(type_coerce(column, NullType()).label(column.name) for column in self.columns))
        return statement.where(*self._conditions).order_by(*keys)

    @property
    def count(self) -> Any:
        """How many rows that are."""
        return select(func.count()).select_from(self.columns[0].table).where(*self._conditions)

    @property
    def _conditions(self) -> list[Any]:
        return [] if self.condition is None else [self.condition]

    def rows(self, session: Session) -> Iterator[tuple[Any, ...]]:
        """The public rows as texts, numbers and None; a moment in ISO 8601, a list as JSON. Bounded memory."""
        with session.connection().execute(self.statement, execution_options={"yield_per": BATCH}) as rows:
            for row in rows:
                yield tuple(map(_plain, row))


def count_rows(session: Session) -> dict[str, int]:
    """How many public rows each table has, under its name. One statement."""
    tables = public_tables()
    row = session.execute(select(*(table.count.scalar_subquery().label(table.name) for table in tables))).one()
    return dict(zip((table.name for table in tables), row, strict=True))


@cache
def public_tables() -> tuple[Table, ...]:
    """Each after those that it refers to."""
    order = [table.name for table in Base.metadata.sorted_tables]
    return tuple(sorted(map(_table, _conditions()), key=lambda table: order.index(table.name)))


# Of a claim’s own columns in other tables, which are there for sorting only.
_COPIES = ("dated", "claimant_id")


def _table(named: tuple[Any, Any]) -> Table:
    what, condition = named
    table = getattr(what, "__table__", what)
    described = _LINKS.get(table.name) or " ".join(str(what.__doc__).split()).replace("'", "’")
    columns = tuple(column for column in table.columns if column.name not in _COPIES or table is Claim.__table__)
    return Table(table.name, described, columns, condition)


def _conditions() -> list[tuple[Any, Any]]:
    """The public tables, each with the condition for its rows."""
    public = select(Claim.id).where(Claim.status == ClaimStatus.PUBLISHED)
    whole = (Actor, ActorAlias, Affiliation, Block, Contributor, Fact, Programme, ProgrammeAlias, Proposition)
    parts = (ClaimQuote, Figure, Hop, Stance)
    links = (claim_actors, claim_programmes, claim_topics)
    return [
        *((model, None) for model in (*whole, Relation, Source, Topic)),
        *((model, model.claim_id.in_(public)) for model in parts),
        *((table, table.c.claim_id.in_(public)) for table in links),
        (Claim, Claim.status == ClaimStatus.PUBLISHED),
        (Link, Link.withdrawn_because.is_(None) & Link.from_id.in_(public) & Link.to_id.in_(public)),
        (Quote, Quote.id.in_(_rested_on(public))),
        (Redirect, or_(Redirect.noun != "claim", Redirect.record_id.in_(public))),
    ]


def _rested_on(public: Any) -> Any:
    """The quotes that something public rests on."""
    claimed = select(ClaimQuote.quote_id).where(ClaimQuote.claim_id.in_(public))
    stated = (
        Fact.quote_id,
        Affiliation.quote_id,
        Relation.quote_id,
        Actor.description_quote_id,
        Programme.description_quote_id,
    )
    return union(claimed, *(select(column).where(column.is_not(None)) for column in stated))


def _plain(value: Any) -> Any:
    """PostgreSQL's driver gives moments, lists and truth as objects; here they are what SQLite's driver gives."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds")
    if isinstance(value, dict | list):
        return json.dumps(value)
    return int(value) if isinstance(value, bool) else value
