"""Words of the text repeated for show."""

import re
from collections.abc import Sequence

from app.documents.pieces import Piece

_QUOTED = re.compile(r"[“\"„«]\s*(…|\.\.\.)?\s*(.+?)\s*(?:…|\.\.\.)?\s*[”\"“»]")
_LONGEST = 500  # code points
# A text with more quoted lines than this is a conversation; its lines are not looked up.
_MOST = 100
_SPACE = re.compile(r"\s+")


def pull_quotes(text: str, pieces: Sequence[Piece]) -> set[int]:
    """The indices of pieces that are wholly in quotation marks and whose words stand elsewhere in the text too.

    A fragment that begins with an ellipsis needs no second place: the editor has cut it from a sentence.
    """
    quoted = [(at, match) for at, piece in enumerate(pieces) if (match := _wholly_quoted(piece.words))]
    if not quoted or len(quoted) > _MOST:
        return set()
    body = _folded(text)
    return {at for at, match in quoted if match[1] or body.count(_folded(match[2]).rstrip(".!?,")) > 1}


def _wholly_quoted(words: str) -> re.Match[str] | None:
    return _QUOTED.fullmatch(words) if len(words) <= _LONGEST and words[0] in '“"„«' else None


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words).casefold()
