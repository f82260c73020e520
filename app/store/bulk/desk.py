"""What a bulk load knows without asking."""

from collections import OrderedDict
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import PartialDate
from app.documents import Document, prefix_of, suffix_of
from app.entries import NewQuote
from app.errors import Complaint, Refused
from app.models import Actor, Claim, Contributor, Quote, Redirect, Source
from app.models.nouns import RECORDS
from app.store.bulk.rows import Rows
from app.store.shelf import Shelf

SOURCES_KEPT = 2_000  # texts of the sources that were used last


@dataclass(slots=True)
class KnownSource:
    """A source as far as others need it, with the numbers of its quotes by their place."""

    id: int
    published: PartialDate | None
    writers: frozenset[str]  # the slugs of all who contributed
    document: Document
    quotes: dict[tuple[int, int], int] = field(default_factory=dict)


class Numbers(dict[str, int]):
    """The ids of the records of one noun, by slug. Raises Refused for a slug that it does not hold."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun

    def __missing__(self, slug: str) -> int:
        raise Refused(Complaint(self.noun, f"there is no {self.noun} “{slug}”", "correct the slug or add the record"))


class Desk(Shelf):
    """The shelf of a bulk load. It gives the numbers of records, not the records, and holds the sources used last."""

    def __init__(self, session: Session, rows: Rows) -> None:
        super().__init__(session)
        self._rows = rows
        self._sources: OrderedDict[str, KnownSource] = OrderedDict()
        self._redirects = {(noun, slug) for noun, slug in session.execute(select(Redirect.noun, Redirect.slug))}
        self.numbers = {noun: Numbers(noun) for noun in RECORDS}
        for noun in RECORDS.keys() - {"claim"}:
            model = RECORDS[noun]
            self.numbers[noun].update((slug, one) for slug, one in session.execute(select(model.slug, model.id)))

    def begin(self, noun: str, slugs: list[str]) -> None:
        """Number new records. Raises Refused for a slug that is taken; forgets the claims of the batch before."""
        ids = self.numbers[noun]
        if noun == "claim":
            ids.clear()
            self._recall_claims(slugs)
        for slug in slugs:
            if slug in ids or (noun, slug) in self._redirects:
                wrong = f"there is a {noun} “{slug}” already"
                raise Refused(Complaint("key", wrong, "choose another key", ("key",)))
            ids[slug] = self._rows.next_number(RECORDS[noun].__tablename__)

    def find(self, noun: str, slug: str) -> Any:
        """The record's number, or None."""
        if noun == "claim" and slug not in self.numbers[noun]:
            self._recall_claims([slug])
        return self.numbers[noun].get(slug)

    def source(self, slug: str) -> KnownSource:
        """The source; raises Refused where there is none."""
        if slug not in self._sources:
            self.put_source(slug, self._stored_source(slug, self.get("source", slug)))
        self._sources.move_to_end(slug)
        return self._sources[slug]

    def put_source(self, slug: str, source: KnownSource) -> None:
        """Keep a source at hand."""
        self._sources[slug] = source

    def tidy(self) -> None:
        """After a batch, when all is written: let go of the sources that were not used for longest."""
        while len(self._sources) > SOURCES_KEPT:
            self._sources.popitem(last=False)

    def document(self, slug: str) -> Document | None:
        return self.source(slug).document if self.find("source", slug) else None

    def quote_id(self, new: NewQuote | None) -> int | None:
        """The number of the quote at that place, made if nobody has quoted it yet. The entry must say its start."""
        if new is None:
            return None
        source, start = self.source(new.source), new.start
        assert start is not None  # noqa: S101  (`places.placed` has seen to it)
        stop = start + len(new.exact)
        number = source.quotes.get((start, stop))
        if number is None:
            text, locator = source.document.text, source.document.locator(start)
            before, after = prefix_of(text, start), suffix_of(text, stop)
            number = self._rows.add_numbered("quotes", source.id, new.exact, before, after, start, stop, locator)
            source.quotes[start, stop] = number
        return number

    def _recall_claims(self, slugs: list[str]) -> None:
        for start in range(0, len(slugs), 500):
            some = select(Claim.slug, Claim.id).where(Claim.slug.in_(slugs[start : start + 500]))
            self.numbers["claim"].update((slug, one) for slug, one in self.session.execute(some))

    def _stored_source(self, slug: str, number: int) -> KnownSource:
        document = super().document(slug)
        assert document is not None  # noqa: S101  (it has a number)
        self._documents.clear()
        published = self.session.scalar(select(Source.published).where(Source.id == number))
        writers = select(Actor.slug).join(Contributor, Contributor.actor_id == Actor.id)
        writers = writers.where(Contributor.source_id == number)
        quotes = select(Quote.start, Quote.stop, Quote.id).where(Quote.source_id == number)
        places = {(start, stop): quote for start, stop, quote in self.session.execute(quotes)}
        by = frozenset(self.session.scalars(writers))
        return KnownSource(number, published, by, document, places)


class Witness(Shelf):
    """What the rules of claims ask of a shelf, answered from the desk: texts, and who contributed to a source."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.session)
        self._desk = desk

    def document(self, slug: str) -> Document | None:
        return self._desk.document(slug)

    def find(self, noun: str, slug: str) -> Any:
        if noun != "source":
            return self._desk.find(noun, slug)
        writers = sorted(self._desk.source(slug).writers)
        return SimpleNamespace(contributors=[SimpleNamespace(actor=SimpleNamespace(slug=one)) for one in writers])
