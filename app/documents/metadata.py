"""What a text itself states about its bibliographic record, each fact with its place."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from app.documents.blocks import NUMBERED, Block, Stated
from app.documents.dates import dates_in
from app.documents.furniture import is_byline
from app.documents.names import is_name, names_in
from app.documents.publishers import stated_publishers, stated_series
from app.vocabulary import BlockKind, SourceKind

_UPDATED = re.compile(r"updated|modified|revised", re.IGNORECASE)
_STAMP = re.compile(r"(?:updated|modified|revised|published|posted)\b", re.IGNORECASE)
_EDITORS = re.compile(r"\beditors?:\s*([^·|;\n]+)", re.IGNORECASE)
_AUTHORS = re.compile(r"\bauthors?:\s*([^·|;\n]+)", re.IGNORECASE)
_SERIES_NUMBER = re.compile(r"\bN(?:o|r)\.?\s?(\d{1,4})\b")
_KIND = re.compile(r"(policy brief|analysis|report|speech|news|digest)(?=$|\s*[·|:,]|\s+\d)", re.IGNORECASE)
_KINDS = {"policy brief": SourceKind.BRIEF, "news": SourceKind.NEWS}


def metadata_of(text: str, blocks: Sequence[Block]) -> tuple[Stated, ...]:
    """The stated facts; nothing is inferred, so fields may be missing.

    They are read from the title and from boilerplate, never from running text.
    """
    furniture = [block for block in blocks if block.kind is BlockKind.BOILERPLATE]
    front = [
        block
        for block in takewhile(lambda block: block.kind not in NUMBERED, blocks)
        if block.kind is BlockKind.BOILERPLATE
    ]
    return (
        *_title(text, blocks),
        *_once(_authors(text, furniture)),
        *_once(_people(text, furniture, _EDITORS, "editors")),
        *islice(stated_publishers(text, furniture), 1),
        *_dates(text, furniture, front),
        *islice(stated_series(text, furniture, front), 1),
        *islice(_series_number(text, front), 1),
        *islice(_kind(text, front), 1),
    )


def _title(text: str, blocks: Sequence[Block]) -> Iterator[Stated]:
    for block in blocks:
        if block.level == 1:
            yield Stated("title", " ".join(text[block.start : block.stop].split()), block.start, block.stop)


def _once(stated: Iterator[Stated]) -> list[Stated]:
    """Each value at its first place."""
    first: dict[str, Stated] = {}
    for one in stated:
        first.setdefault(one.value, one)
    return list(first.values())


def _authors(text: str, furniture: Sequence[Block]) -> Iterator[Stated]:
    """From “By …”, “Author: …”, and author boxes, which print the name twice."""
    for block in furniture:
        if is_byline(text[block.start : block.stop]):
            yield from _named(text, "authors", block.start + len("By "), block.stop)
    yield from _people(text, furniture, _AUTHORS, "authors")
    for one, other in pairwise(furniture):
        words = text[one.start : one.stop]
        if is_name(words) and words == text[other.start : other.stop]:
            yield Stated("authors", words, one.start, one.stop)


def _people(text: str, furniture: Sequence[Block], cue: re.Pattern[str], field: str) -> Iterator[Stated]:
    for block in furniture:
        for match in cue.finditer(text, block.start, block.stop):
            yield from _named(text, field, match.start(1), match.end(1))


def _named(text: str, field: str, start: int, stop: int) -> Iterator[Stated]:
    for name in names_in(text[start:stop].strip()):
        start = text.index(name, start)
        yield Stated(field, name, start, start + len(name))


def _dates(text: str, furniture: Sequence[Block], front: Sequence[Block]) -> Iterator[Stated]:
    """A date is what the cue before it on its line says; without a cue, the publication's, in front matter only."""
    stated: dict[str, Stated] = {}
    for block in furniture:
        words = text[block.start : block.stop]
        for found in dates_in(words) if len(words) <= 200 else ():
            cues = _STAMP.findall(words, 0, found.start)
            if cues or block in front:
                field = "updated" if cues and _UPDATED.match(cues[-1]) else "published"
                place = block.start + found.start, block.start + found.stop
                stated.setdefault(field, Stated(field, str(found.date), *place))
    yield from stated.values()


def _series_number(text: str, front: Sequence[Block]) -> Iterator[Stated]:
    for match in chain.from_iterable(_SERIES_NUMBER.finditer(text, block.start, block.stop) for block in front):
        yield Stated("series_number", match[1], match.start(1), match.end(1))


def _kind(text: str, front: Sequence[Block]) -> Iterator[Stated]:
    for block in front:
        if match := _KIND.match(text, block.start, block.stop):
            words = match[1].lower()
            yield Stated("kind", _KINDS.get(words, words), *match.span(1))
