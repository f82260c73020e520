"""Finding what an entry names: records by slug, source texts, quotes by their place."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from app.documents import Block, Document, prefix_of, suffix_of
from app.entries import NewQuote
from app.entries.naming import with_names
from app.entries.text import AnEntry
from app.errors import Complaint, Refused
from app.models import Quote, Record, Redirect, Source
from app.models.nouns import RECORDS


def known_slugs(session: Session) -> set[tuple[str, str]]:
    """The noun and slug of every record, under all slugs that it had."""
    known = {(noun, slug) for noun, model in RECORDS.items() for slug in session.scalars(select(model.slug))}
    return known | {(noun, slug) for noun, slug in session.execute(select(Redirect.noun, Redirect.slug))}


def was_merged(session: Session, noun: str, slug: str) -> bool:
    """Whether the slug leads to a record that took up the one whose slug it was."""
    led = select(Redirect.merged_id).where(Redirect.noun == noun, Redirect.slug == slug)
    return session.scalar(led) is not None


class Shelf:
    """What one write, or one load of the whole curation, has looked up so far, so that nothing is asked for twice."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.resettled: set[str] = set()  # sources whose text may change, for their quotes are being placed anew
        self._records: dict[tuple[str, str], Record] = {}
        self._documents: dict[str, Document] = {}
        self._quotes: dict[tuple[int, int, int], Quote] = {}

    def forget(self) -> None:
        """Let go of all, so that a long row of writes does not hold on to everything it has touched."""
        self._records.clear()
        self._documents.clear()
        self._quotes.clear()

    def put(self, noun: str, record: Record) -> None:
        """Remember a record that is new in this session."""
        self._records[noun, record.slug] = record

    def put_document(self, slug: str, document: Document) -> None:
        """Remember the text of a source that has just been written."""
        self._documents[slug] = document

    def find(self, noun: str, slug: str) -> Any:
        """The record that has the slug or once had it, or None."""
        if (noun, slug) not in self._records:
            model: Any = RECORDS[noun]
            record = self.session.scalar(select(model).where(model.slug == slug)) or self._moved(noun, slug)
            if record is None:
                return None
            self._records[noun, slug] = record
        return self._records[noun, slug]

    def current(self, entry: AnEntry) -> AnEntry:
        """The entry with today's slugs where it names records by old ones; what does not exist is left as it is."""

        def now(noun: str, slug: str) -> str:
            record = self.find(noun, slug)
            return record.slug if record is not None else slug

        return with_names(entry, now)

    def get(self, noun: str, slug: str) -> Any:
        """The record; raises Refused where there is none."""
        record = self.find(noun, slug)
        if record is None:
            raise Refused(Complaint(noun, f"there is no {noun} “{slug}”", "correct the slug or add the record"))
        return record

    def document(self, slug: str) -> Document | None:
        """The stored text of a source with its blocks, or None."""
        if slug not in self._documents:
            options = (undefer(Source.text), selectinload(Source.blocks))
            statement = select(Source).where(Source.slug == slug).options(*options)
            source = self.session.scalar(statement.execution_options(populate_existing=True))
            if source is None:
                moved = self._moved("source", slug)
                return self.document(moved.slug) if moved else None
            blocks = tuple(
                Block(row.kind, row.start, row.stop, tuple(row.section), row.number, row.level) for row in source.blocks
            )
            self._documents[slug] = Document(source.text, blocks, metadata=(), encoding="")
        return self._documents[slug]

    def quote(self, new: NewQuote) -> Quote:
        """The stored quote at that place, made if nobody has quoted it yet. The entry must say its start."""
        source, document = self.get("source", new.source), self.document(new.source)
        assert document is not None  # noqa: S101  (`places.placed` has seen to both)
        assert new.start is not None  # noqa: S101
        start, stop = new.start, new.start + len(new.exact)
        place = (source.id, start, stop)
        if place not in self._quotes:
            where = (Quote.source_id == source.id, Quote.start == start, Quote.stop == stop)
            self._quotes[place] = self.session.scalar(select(Quote).where(*where)) or self._new_quote(*place, document)
        return self._quotes[place]

    def _moved(self, noun: str, slug: str) -> Record | None:
        model: Any = RECORDS[noun]
        old = select(model).join(Redirect, Redirect.record_id == model.id)
        record: Record | None = self.session.scalar(old.where(Redirect.noun == noun, Redirect.slug == slug))
        return record

    def _new_quote(self, source_id: int, start: int, stop: int, document: Document) -> Quote:
        quote = Quote(
            source_id=source_id,
            exact=document.text[start:stop],
            prefix=prefix_of(document.text, start),
            suffix=suffix_of(document.text, stop),
            start=start,
            stop=stop,
            locator=document.locator(start),
        )
        self.session.add(quote)
        return quote
