"""A quote as submitted, and a stated fact that rests on one."""

from collections.abc import Iterator

from pydantic import Field

from app.entries.text import Entry, Line, Prose, SourceSlug, Verbatim


class NewQuote(Entry):
    """A verbatim stretch of a source's text. Prefix and suffix decide where the words stand more than once.

    `start` is in code points from the start of the stored text; the store finds it when it is left out.
    Source: W3C Web Annotation Data Model, TextQuoteSelector and TextPositionSelector.
    """

    source: SourceSlug
    exact: Verbatim
    prefix: str = Field("", max_length=500)
    suffix: str = Field("", max_length=500)
    start: int | None = Field(None, ge=0)


class NewFact(Entry):
    """Something that a source states about a record. Without a quote it is shown as an editor's note."""

    what: Line
    value: Prose
    quote: NewQuote | None = None


def occurrences(text: str, words: str) -> Iterator[int]:
    """Every place where the words stand, in code points."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def fitting(text: str, quote: NewQuote) -> list[int]:
    """Every place where the words stand between the prefix and the suffix."""
    return [start for start in occurrences(text, quote.exact) if _fits(text, start, quote)]


def _fits(text: str, start: int, quote: NewQuote) -> bool:
    before, after = text[:start].rstrip(), text[start + len(quote.exact) :].lstrip()
    return before.endswith(quote.prefix.strip()) and after.startswith(quote.suffix.strip())
