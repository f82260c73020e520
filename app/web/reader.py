"""A source as a book page: its blocks cut into stretches, so that quotes can overlap and names can link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.extraction.mentions import Mention
from app.models import Block, Claim, Quote, Source
from app.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class Note:
    """A claim beside the words it rests on. `number` counts the source's claims in reading order, from 1."""

    number: int
    claim: Claim
    quote: Quote


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a block over which nothing changes.

    `anchors` are the fragments of the quotes that start here, `within` those of all that cover it; facts rest on
    quotes as well as claims do. `notes` are the claims that cover it, `ending` those that end with it, `mention` the
    name that it is.
    """

    text: str
    anchors: tuple[str, ...]
    within: tuple[str, ...]
    notes: tuple[Note, ...]
    ending: tuple[Note, ...]
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A block to be shown, with the notes that stand beside it."""

    block: Block
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


def passages(source: Source, mentions: Sequence[Mention]) -> list[Passage]:
    """The whole source in reading order. Offsets are code points into its text."""
    notes = number_claims(source.quotes)
    return [_passage(source, block, notes, mentions) for block in source.blocks]


def number_claims(quotes: Iterable[Quote]) -> list[Note]:
    """A note for each use of each quote by a published claim; a claim keeps its number wherever it is quoted again."""
    numbers: dict[int, int] = {}
    notes: list[Note] = []
    for quote in sorted(quotes, key=lambda quote: (quote.start, quote.stop)):
        for use in sorted(quote.uses, key=lambda use: use.claim_id):
            if use.claim.status == ClaimStatus.PUBLISHED:
                number = numbers.setdefault(use.claim_id, len(numbers) + 1)
                notes.append(Note(number, use.claim, quote))
    return notes


def _passage(source: Source, block: Block, notes: list[Note], mentions: Sequence[Mention]) -> Passage:
    quotes = [quote for quote in source.quotes if quote.start < block.stop and quote.stop > block.start]
    here = [note for note in notes if note.quote in quotes]
    names = [name for name in mentions if block.start <= name.start and name.stop <= block.stop]
    edges = {block.start, block.stop}
    for quote in quotes:
        edges |= {max(quote.start, block.start), min(quote.stop, block.stop)}
    # A name that a quote begins or ends in the middle of stays plain text.
    names = [name for name in names if not any(name.start < edge < name.stop for edge in edges)]
    edges |= {edge for name in names for edge in (name.start, name.stop)}
    cuts = sorted(edges)
    stretches = tuple(_stretch(source.text, block, span, quotes, here, names) for span in pairwise(cuts))
    beside = [note for note in here if note.quote.start >= block.start]
    return Passage(block, stretches, tuple(_once(beside)))


def _stretch(
    text: str, block: Block, span: tuple[int, int], quotes: list[Quote], notes: list[Note], mentions: list[Mention]
) -> Stretch:
    start, stop = span
    quotes = [quote for quote in quotes if quote.start <= start and quote.stop >= stop]
    covering = [note for note in notes if note.quote in quotes]
    return Stretch(
        text[start:stop],
        tuple(quote.anchor for quote in quotes if quote.start == start),
        tuple(quote.anchor for quote in quotes),
        tuple(covering),
        tuple(_once(note for note in covering if min(note.quote.stop, block.stop) == stop)),
        next((name for name in mentions if name.start == start), None),
    )


def _once(notes: Iterable[Note]) -> list[Note]:
    """Each claim once, by its number."""
    return sorted({note.number: note for note in notes}.values(), key=lambda note: note.number)
