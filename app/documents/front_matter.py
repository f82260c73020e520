"""The lines above the first running text: site, series, topic, the title, perhaps the title again."""

from collections.abc import Mapping, Sequence

from app.documents.dates import is_dated
from app.documents.furniture import is_furniture
from app.documents.headings import is_section_name, is_title_case
from app.documents.pieces import Piece
from app.vocabulary import BlockKind

_MOST_LINES = 15
_LONGEST_LINE = 250  # code points
_WORDS_OF_A_TITLE = 4


def front_matter(pieces: Sequence[Piece]) -> Mapping[int, BlockKind]:
    """The kinds of the front lines, by index. What stands above the title, or repeats it, is boilerplate.

    Lines below the title are left to the rules for all text, save datelines. Without running text below, or without a
    line that may be a title, nothing is front matter.
    """
    front = _front(pieces)
    candidates = [at for at in front if _may_be_title(pieces[at].words)]
    if not candidates or len(front) == len(pieces):
        return {}
    title = max(candidates, key=lambda at: _likeness(pieces, front, at))
    printed = [at for at in front if pieces[at].words == pieces[title].words]
    kinds = {at: BlockKind.BOILERPLATE for at in front if at < printed[-1] or is_dated(pieces[at].words)}
    return kinds | dict.fromkeys(printed, BlockKind.BOILERPLATE) | {printed[0]: BlockKind.HEADING}


def _front(pieces: Sequence[Piece]) -> range:
    """The leading lines before the first sentence, list item or well-known section; empty if there are too many."""
    for at, piece in enumerate(pieces[: _MOST_LINES + 1]):
        if _is_running_text(piece) or is_section_name(piece.words):
            return range(at)
    return range(0) if len(pieces) > _MOST_LINES else range(len(pieces))


def _is_running_text(piece: Piece) -> bool:
    if piece.marker or len(piece.words) > _LONGEST_LINE:
        return True
    return piece.words[-1] in '.!:;”"' and not is_furniture(piece.words)


def _may_be_title(words: str) -> bool:
    return not is_furniture(words) and not is_dated(words)


def _likeness(pieces: Sequence[Piece], front: range, at: int) -> tuple[bool, bool, int, int]:
    """Titles are in title case and have some words; of several, one printed twice, then the longest, then the first."""
    words = pieces[at].words
    count = len(words.split())
    twice = sum(pieces[other].words == words for other in front) > 1
    return is_title_case(words) and count >= _WORDS_OF_A_TITLE, twice, count, -at
