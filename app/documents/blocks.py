"""The small values a document is made of: its blocks, and what it states about itself."""

from dataclasses import dataclass

from app.vocabulary import BlockKind

# What the ¶ numbers of a locator count.
NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text in reading order, [start, stop) in code points; a list item keeps its bullet or number."""

    kind: BlockKind
    start: int
    stop: int
    section: tuple[str, ...] = ()  # the headings above it, outermost first; never the document's own title
    number: int | None = None  # its ¶: paragraphs and list items, counted through the whole document from 1
    level: int | None = None  # headings only: 1 is the document's title, 2 a section, 3 a section within it …


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact of the bibliographic record, with the place [start, stop) where the text states it.

    Fields: title, authors, editors, publisher, published, updated, series, series_number, kind. Several authors or
    editors are several values. Dates are written as `str(PartialDate)`, kinds as the value of a SourceKind.
    """

    field: str
    value: str
    start: int
    stop: int
