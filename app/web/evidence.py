"""A quote set in its passage: the words around it, so that nobody need take it out of context."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from app.extraction.sentences import Span, around
from app.models import Quote


class Stretch(Protocol):
    """A block, of a stored source or of a document."""

    @property
    def start(self) -> int: ...

    @property
    def stop(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quote, and what its block says before and after it: at most a sentence more on each side."""

    quote: Quote
    before: str
    after: str


def in_passage(quote: Quote) -> Evidence:
    """The quote with its surroundings. Its source's text and blocks must be loaded."""
    return Evidence(quote, *surroundings(quote.source.text, quote.source.blocks, quote.start, quote.stop))


def surroundings(text: str, blocks: Iterable[Stretch], start: int, stop: int) -> tuple[str, str]:
    """What its block says before and after a stretch of a text: at most a sentence more on each side."""
    block = block_at(blocks, start)
    if block is None:
        return "", ""
    first, sentence, last = around(text, start, stop, Span(block.start, block.stop))
    begin = first.start if first else min(sentence.start, start)
    end = last.stop if last else max(sentence.stop, stop)
    return text[begin:start], text[stop:end]


def block_at(blocks: Iterable[Stretch], start: int) -> Stretch | None:
    return next((block for block in blocks if block.start <= start < block.stop), None)
