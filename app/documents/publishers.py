"""Who publishes a work and in which series, where page titles, “About …” sections and disclaimers say so."""

import re
from collections.abc import Iterator, Sequence

from app.documents.blocks import Block, Stated

# “About us” and “About this brief” name nobody.
_ABOUT = re.compile(r"about (?!the authors?\b|us\b|this\b|our\b)(?:the )?(\S.{1,80})", re.IGNORECASE)
_PAGE_TITLE = re.compile(r"(?P<page>.+?) \| (?P<site>[^|]+?)(?: \| [^|]+)*")
_LONGEST_PAGE_TITLE = 300  # code points
_SERIES = re.compile(r"\bSeries \d+\b")
_THIS_SITE = re.compile(r"published (?:on|by) this (?:web)?site", re.IGNORECASE)
_PROPER_NAME = re.compile(r"[A-Z][\w&’-]+(?: (?:of |for |the |on |and )*[A-Z][\w&’-]+)+")


def stated_publishers(text: str, furniture: Sequence[Block]) -> Iterator[Stated]:
    """Candidates, the best first: the site in a page's title, “About X”, the body that a site's disclaimer names."""
    for page in _page_titles(text, furniture):
        yield Stated("publisher", page["site"], *page.span("site"))
    for block in furniture:
        if match := _ABOUT.fullmatch(text, block.start, block.stop):
            yield Stated("publisher", match[1], *match.span(1))
    for block in furniture:
        if site := _THIS_SITE.search(text, block.start, block.stop):
            yield from _proper_name(text, site.end(), block.stop)


def _page_titles(text: str, furniture: Sequence[Block]) -> Iterator[re.Match[str]]:
    for block in furniture:
        short = block.stop - block.start <= _LONGEST_PAGE_TITLE
        if short and (match := _PAGE_TITLE.fullmatch(text, block.start, block.stop)):
            yield match


def _proper_name(text: str, start: int, stop: int) -> Iterator[Stated]:
    if match := _PROPER_NAME.search(text, start, stop):
        yield Stated("publisher", match[0], *match.span())


def stated_series(text: str, furniture: Sequence[Block], front: Sequence[Block]) -> Iterator[Stated]:
    """“Series 1” in the front matter; or a line of it that the page's title ends with: “… - Defence Brief | …”."""
    for block in front:
        if match := _SERIES.search(text, block.start, block.stop):
            yield Stated("series", match[0], *match.span())
    pages = [match["page"] for match in _page_titles(text, furniture)]
    for block in front:
        words = text[block.start : block.stop]
        if any(page.endswith((f" - {words}", f" – {words}")) for page in pages):
            yield Stated("series", words, block.start, block.stop)
