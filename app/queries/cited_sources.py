"""Which sources, and which quotes in them, a list of claims rests on: a few sources at a time, by their short form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.db import among
from app.models import Claim, ClaimQuote, Quote, Source
from app.queries.filters import ClaimFilter, matching
from app.queries.ordering import listed, newest_fitting

FIRST, BATCH = 20, 500  # sources; the first are few, so that a reader need not wait for them
_QUOTE: Final = (Quote.source_id, Quote.start, Quote.stop, Quote.exact, Quote.locator)


def each_batch_of_sources(session: Session, *conditions: ColumnElement[bool]) -> Iterator[list[int]]:
    """The numbers of the sources that meet the conditions. Only numbers are sorted, which takes milliseconds."""
    statement = select(Source.id).where(*conditions).order_by(func.lower(Source.short), Source.id)
    numbers = session.connection().execute(statement).scalars().all()
    start, size = 0, FIRST
    while some := numbers[start : start + size]:
        yield list(some)
        start, size = start + size, BATCH


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the claims that pass a filter rest on.

    Of a long list each source is asked whether any claim of the list rests on it, when its turn comes: the first are
    known at once. Of a short one, and of one found by words, the claims are asked for their sources.
    """

    session: Session
    where: ClaimFilter

    def each_batch(self) -> Iterator[list[int]]:
        if not self._is_long():
            quoted = select(Quote.source_id).join(ClaimQuote, ClaimQuote.quote_id == Quote.id).where(self._among())
            yield from each_batch_of_sources(self.session, Source.id.in_(quoted))
            return
        for some in each_batch_of_sources(self.session):
            cited = self._run(select(Quote.source_id).distinct(), some, self._each())
            there = {number for (number,) in cited}
            yield [number for number in some if number in there]

    def each_batch_of_quotes(self) -> Iterator[list[Any]]:
        """Rows of quotes, each once, in the order of their sources and as they stand in them."""
        long = self._is_long()
        for some in each_batch_of_sources(self.session) if long else self.each_batch():
            rests = self._each() if long else self._among()
            quotes: dict[int, list[Any]] = {}
            for row in self._run(select(*_QUOTE).distinct(), some, rests):
                quotes.setdefault(row.source_id, []).append(row)
            yield [
                row for number in some for row in sorted(quotes.get(number, ()), key=lambda row: (row.start, row.stop))
            ]

    def _run(self, statement: Any, sources: Sequence[int], rests: ColumnElement[bool]) -> Any:
        statement = statement.join(ClaimQuote, ClaimQuote.quote_id == Quote.id).where(among(Quote.source_id), rests)
        return self.session.connection().execute(statement, {"ids": listed(sources)})

    def _is_long(self) -> bool:
        return not self.where.q.strip() and newest_fitting(self.session, self.where).more

    def _among(self) -> ColumnElement[bool]:
        return ClaimQuote.claim_id.in_(matching(self.where, Claim.id))

    def _each(self) -> ColumnElement[bool]:
        passes = matching(self.where, Claim.id).where(Claim.id == ClaimQuote.claim_id)
        return passes.correlate(ClaimQuote).exists()  # type: ignore[no-any-return]
