"""The rows of records, read for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Fact, Quote
from app.models.nouns import NOUNS

Data = dict[str, Any]
# The fields of a noun that are columns of its own row.
_OWN = {
    "topic": ("name", "definition"),
    "proposition": ("sentence", "scope"),
    "actor": ("name", "kind", "description", "note"),
    "programme": ("name", "kind", "status", "description", "note"),
    "source": (
        *("kind", "short", "title", "supplied_title", "container", "series", "series_number", "published", "updated"),
        *("url", "language", "note", "text", "media_type"),
    ),
    "claim": ("statement", "kind", "certainty", "hedges", "said", "note", "status"),
    "link": ("kind", "reason", "withdrawn_because"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some records of one noun, and of what hangs on them."""

    session: Session
    ids: Sequence[int]
    slugs: dict[str, dict[int, str]]

    def own(self, noun: str, *more: Any) -> dict[int, Any]:
        """By id, the row of each record with its own fields by name and more columns at the end."""
        model = NOUNS[noun]
        columns = [getattr(model, field).label(field) for field in _OWN[noun]]
        key = [] if noun == "link" else [model.slug.label("key")]
        statement = select(model.id, *key, *columns, *more).where(model.id.in_(self.ids))
        return {row["id"]: dict(row) for row in self.session.execute(statement.order_by(model.id)).mappings()}

    def hanging(self, owner: Any, order: Any, *columns: Any, join: Any = None) -> dict[int, list[Any]]:
        """By id of the record, the rows that hang on it in their order."""
        statement = select(owner, *columns).where(owner.in_(self.ids)).order_by(owner, order)
        statement = statement.outerjoin(*join) if join else statement
        found: dict[int, list[Any]] = defaultdict(list)
        for row in self.session.execute(statement):
            found[row[0]].append(row[1:])
        return found

    def slug(self, noun: str, number: int | None) -> str | None:
        """The slug of a record that is named; of one that is not there, what names nothing."""
        return None if number is None else self.slugs[noun].get(number, "?")

    def quotes(self, numbers: set[int]) -> dict[int | None, Data]:
        statement = select(Quote.id, Quote.source_id, Quote.exact, Quote.start).where(Quote.id.in_(numbers))
        return {
            number: {"source": self.slug("source", source), "exact": exact, "start": start}
            for number, source, exact, start in self.session.execute(statement)
        }

    def facts(self, owner: Any) -> dict[int, list[Data]]:
        rows = self.hanging(owner, Fact.position, Fact.what, Fact.value, Fact.quote_id)
        quotes = self.quotes({quote for some in rows.values() for *_, quote in some if quote})
        return {
            record: [{"what": what, "value": value, "quote": quotes.get(quote)} for what, value, quote in some]
            for record, some in rows.items()
        }
