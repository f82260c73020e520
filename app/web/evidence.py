"""A quote set in its passage: the words around it, so that nobody need take it out of context."""

from dataclasses import dataclass

from app.extraction.sentences import Span, around
from app.models import Block, Quote, Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quote, and what its block says before and after it: at most a sentence more on each side."""

    quote: Quote
    before: str
    after: str


def in_passage(quote: Quote) -> Evidence:
    """The quote with its surroundings. Its source's text and blocks must be loaded."""
    source = quote.source
    block = _block_of(source, quote)
    if block is None:
        return Evidence(quote, "", "")
    first, _, last = around(source.text, quote.start, quote.stop, Span(block.start, block.stop))
    sentence = around(source.text, quote.start, quote.stop, Span(block.start, block.stop))[1]
    start = first.start if first else min(sentence.start, quote.start)
    stop = last.stop if last else max(sentence.stop, quote.stop)
    return Evidence(quote, source.text[start : quote.start], source.text[quote.stop : stop])


def _block_of(source: Source, quote: Quote) -> Block | None:
    return next((block for block in source.blocks if block.start <= quote.start < block.stop), None)
