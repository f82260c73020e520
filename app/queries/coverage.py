"""How much of each document some quote covers: what is left out must be left out on purpose."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload, undefer

from app.extraction.sentences import Span, sentences
from app.models import ClaimQuote, Quote, Source
from app.vocabulary import BlockKind

# A heading says what follows, it asserts nothing; boilerplate is not part of the work.
NOT_COUNTED = {BlockKind.HEADING, BlockKind.BOILERPLATE}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source, how many sentences it has, and those of which claims quote less than half."""

    source: Source
    sentences: int
    left_out: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of sentences covered, from 0 to 1; 1 for a source without any."""
        return 1 - len(self.left_out) / self.sentences if self.sentences else 1.0


def list_coverage(session: Session) -> list[Coverage]:
    """Every source, in the order of entry. Quotes count only where a claim rests on them."""
    statement = select(Source).options(
        undefer(Source.text),
        selectinload(Source.blocks),
        selectinload(Source.quotes.and_(select(ClaimQuote).where(ClaimQuote.quote_id == Quote.id).exists())),
        raiseload("*"),
    )
    return [_coverage(source) for source in session.scalars(statement.order_by(Source.id))]


def _coverage(source: Source) -> Coverage:
    quoted = {place for quote in source.quotes for place in range(quote.start, quote.stop)}
    found = [
        sentence
        for block in source.blocks
        if block.kind not in NOT_COUNTED
        for sentence in sentences(source.text, block.start, block.stop)
    ]
    left_out = tuple(source.text[one.start : one.stop] for one in found if not _covered(one, source.text, quoted))
    return Coverage(source, len(found), left_out)


def _covered(sentence: Span, text: str, quoted: Collection[int]) -> bool:
    letters = [place for place in range(sentence.start, sentence.stop) if not text[place].isspace()]
    return 2 * sum(place in quoted for place in letters) >= len(letters)
