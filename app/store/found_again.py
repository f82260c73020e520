"""Where the quotes of a source stand in another text."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.documents import Anchoring, anchor, nearest
from app.entries.sources import as_read
from app.models import Quote, Source
from app.models.nouns import NOUNS
from app.store.quotes import used_quotes, uses_of
from app.store.records import key_of


@dataclass(frozen=True, slots=True)
class Use:
    """A record that rests on a quote."""

    noun: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """A quote and its place [start, stop) in another text. Of a lost one it is the place of the most alike words."""

    id: int
    exact: str
    how: Anchoring
    start: int
    stop: int
    words: str
    score: float
    note: str
    uses: tuple[Use, ...]

    @property
    def must_be_settled(self) -> bool:
        return self.how is not Anchoring.EXACT


def preview_text(session: Session, source: Source, new_text: str) -> tuple[FoundAgain, ...]:
    """Where each quote of the source stands in the new text, in the order of the old one. Nothing is written."""
    text, uses = as_read(new_text), uses_of(session, source.id)
    return tuple(
        _found(quote, text, tuple(_use(session, *one) for one in uses[quote.id]))
        for quote in used_quotes(session, source.id)
    )


def _found(quote: Quote, text: str, uses: tuple[Use, ...]) -> FoundAgain:
    place = anchor(text, quote.exact, start=quote.start, prefix=quote.prefix, suffix=quote.suffix)
    shown = nearest(text, quote.exact) if place.how is Anchoring.LOST else place
    return FoundAgain(
        id=quote.id,
        exact=quote.exact,
        how=place.how,
        start=shown.start,
        stop=shown.stop,
        words=text[shown.start : shown.stop],
        score=shown.score,
        note=place.note,
        uses=uses,
    )


def _use(session: Session, noun: str, record_id: int) -> Use:
    record = session.get_one(NOUNS[noun], record_id)
    return Use(noun, key_of(record), record.name)
