"""The whole base as curation files: what every record is now, in the grammar of seeds/README.md."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.entries import ENTRIES, Entry, NewQuote, NewSource
from app.entries.curation_files import file_of, plain
from app.entries.naming import with_names
from app.entries.quotes import fitting
from app.models import Claim, ClaimQuote, Quote, Redirect, Revision, Source
from app.models.nouns import NOUNS, RECORDS
from app.vocabulary import ClaimStatus

# The sections that are a file each, in the order of a hand-written folder; claims are a file a source.
WHOLE = {
    "topics": "topic",
    "propositions": "proposition",
    "actors": "actor",
    "programmes": "programme",
    "sources": "source",
    "links": "link",
}
TEXTS_KEPT = 20  # of sources, to see whether words stand in them once
Said = tuple[Entry, str]  # an entry, and what is said above it


def curation_files(session: Session) -> Iterator[tuple[str, Iterable[str]]]:
    """The path and the content of each file, in pieces. They hold what records are, not what they were before."""
    base = _Base(session)
    for section, noun in WHOLE.items():
        pieces = file_of(section, ((base.plain(entry), note) for entry, note in base.entries(noun)))
        yield from _unless_empty(f"{section}.yaml", pieces)
    rows = session.execute(select(Source.id, Source.slug).order_by(Source.id)).all()
    for number, slug in rows:
        yield f"documents/{slug}.txt", (base.text(slug),)
        said = base.entries("claim", Claim.id.in_(_quoted_first_from(number)))
        pieces = file_of("claims", ((base.plain(entry, slug), note) for entry, note in said), slug)
        yield from _unless_empty(f"claims/{slug}.yaml", pieces, lines_before=2)
    unquoted = ~select(ClaimQuote.claim_id).where(ClaimQuote.claim_id == Claim.id).exists()
    pieces = file_of("claims", ((base.plain(entry), note) for entry, note in base.entries("claim", unquoted)))
    yield from _unless_empty("claims/without-quotes.yaml", pieces)


def moved_slugs(session: Session) -> dict[tuple[str, str], str]:
    """By noun and old slug, the slug of the record that it leads to now."""
    moved = {}
    for noun, model in RECORDS.items():
        old = select(Redirect.slug, model.slug).join(model, model.id == Redirect.record_id)
        moved.update({(noun, slug): new for slug, new in session.execute(old.where(Redirect.noun == noun))})
    return moved


class _Base:
    """What is asked of the base again and again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._moved = moved_slugs(session)
        self.text = lru_cache(TEXTS_KEPT)(self._text)

    def entries(self, noun: str, *where: Any) -> Iterator[Said]:
        """What the records of a noun are, under the slugs of now; above a withdrawn claim, who withdrew it and why."""
        model = NOUNS[noun]
        newest = and_(Revision.noun == noun, Revision.record_id == model.id, Revision.number == model.revision)
        statement = select(Revision.data, Revision.author, Revision.reason).join(model, newest).where(*where)
        for data, author, reason in self._session.execute(statement.order_by(model.id).execution_options(yield_per=50)):
            entry = with_names(ENTRIES[noun].model_validate(data), self._now)
            withdrawn = data.get("status") == ClaimStatus.WITHDRAWN
            yield entry, f"Withdrawn by {author}: {reason}" if withdrawn else ""

    def plain(self, entry: Entry, source: str | None = None) -> dict[str, Any]:
        """As a file says it; the text of a source stands in a file of its own."""
        if not isinstance(entry, NewSource):
            return plain(entry, source, self._needs_place)
        data = plain(entry, entry.key, self._needs_place)
        del data["text"]
        return {"key": entry.key, "document": f"documents/{entry.key}.txt", **data}

    def _needs_place(self, quote: dict[str, Any]) -> bool:
        return len(fitting(self.text(quote["source"]), NewQuote.model_validate(quote))) != 1

    def _text(self, slug: str) -> str:
        return self._session.scalars(select(Source.text).where(Source.slug == slug)).one()

    def _now(self, noun: str, slug: str) -> str:
        return self._moved.get((noun, slug), slug)


def _quoted_first_from(source_id: int) -> Select[int]:
    first = select(ClaimQuote.claim_id).join(Quote, Quote.id == ClaimQuote.quote_id)
    return first.where(ClaimQuote.position == 0, Quote.source_id == source_id)


def _unless_empty(path: str, pieces: Iterator[str], lines_before: int = 1) -> Iterator[tuple[str, Iterable[str]]]:
    """The file, if anything comes after its head."""
    head = [next(pieces) for _ in range(lines_before)]
    if (first := next(pieces, None)) is not None:
        yield path, chain(head, [first], pieces)
