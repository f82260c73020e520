"""A quote as submitted, and a stated fact that rests on one."""

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
