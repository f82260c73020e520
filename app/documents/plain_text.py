"""Plain text has no markup: what each piece is has to be told from its words and its neighbours."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.documents.blocks import Block
from app.documents.front_matter import front_matter
from app.documents.furniture import author_boxes, end_matter, is_furniture
from app.documents.headings import is_section_name, is_title_case, looks_like_heading
from app.documents.outline import outlined
from app.documents.pieces import Piece, cut
from app.documents.pull_quotes import pull_quotes
from app.vocabulary import BlockKind

# More lines in a row that look like headings are a list of names or a table.
_MOST_HEADINGS_IN_A_ROW = 3


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, with sections and ¶ numbers."""
    pieces = cut(text)
    kinds = _kinds(text, pieces)
    return outlined(text, [Block(kind, piece.start, piece.stop) for kind, piece in zip(kinds, pieces, strict=True)])


def _kinds(text: str, pieces: Sequence[Piece]) -> list[BlockKind]:
    """The kind of each piece. What only its place can tell goes before what its words tell."""
    known = {
        **{at: BlockKind.BOILERPLATE for at, piece in enumerate(pieces) if is_furniture(piece.words)},
        **dict.fromkeys(pull_quotes(text, pieces), BlockKind.PULL_QUOTE),
        **dict.fromkeys(_repeated_lines(pieces), BlockKind.BOILERPLATE),
        **dict.fromkeys(author_boxes(pieces), BlockKind.BOILERPLATE),
        **front_matter(pieces),
        **dict.fromkeys(range(end_matter(pieces), len(pieces)), BlockKind.BOILERPLATE),
    }
    for at in _headings(pieces, known):
        known[at] = BlockKind.HEADING
    return [known.get(at) or _plain_kind(piece) for at, piece in enumerate(pieces)]


def _plain_kind(piece: Piece) -> BlockKind:
    return BlockKind.LIST_ITEM if piece.marker else BlockKind.PARAGRAPH


def _repeated_lines(pieces: Sequence[Piece]) -> list[int]:
    """A heading printed twice: the second is boilerplate."""
    pairs = enumerate(pairwise(pieces), start=1)
    return [at for at, (one, other) in pairs if one.words == other.words and looks_like_heading(one.words)]


def _headings(pieces: Sequence[Piece], known: Mapping[int, BlockKind]) -> list[int]:
    """Lines that look like headings and have something below them, a few in a row at most."""
    found: list[int] = []
    row: list[int] = []
    for at in range(len(pieces)):
        if at in known and known[at] is BlockKind.BOILERPLATE:
            continue
        if at not in known and _may_be_heading(pieces, at):
            row.append(at)
            continue
        if len(row) <= _MOST_HEADINGS_IN_A_ROW:
            found += row
        row = []
    return found


def _may_be_heading(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if piece.marker:
        return _is_numbered_heading(pieces, at)
    return is_section_name(piece.words) or looks_like_heading(piece.words)


def _is_numbered_heading(pieces: Sequence[Piece], at: int) -> bool:
    """“2. Funding the Change” with text around it, not one of a list of numbered lines."""
    piece, around = pieces[at], (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])
    if not piece.marker[0].isdigit() or any(other.marker for other in around):
        return False
    return looks_like_heading(piece.own_words) and is_title_case(piece.own_words)
