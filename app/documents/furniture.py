"""Lines that a website puts around a work: navigation, by-lines, counts, captions, legal notices."""

import re
from collections.abc import Sequence

from app.documents.dates import dates_in
from app.documents.names import is_name, is_role, names_in
from app.documents.pieces import Piece

_LONGEST_LINE = 300  # code points; a longer one is text, unless it is a legal notice
_LAST_PART = 2 / 3  # end matter begins after this share of the text

_NAVIGATION = re.compile(
    r".{1,80}\s[→»›]|(?:« |‹ |← ).{1,80}|close|menu|search|share|print|subscribe|contact(?: us)?|back to top|next"
    r"|previous|download(?: pdf)?|read more|sign up|log ?in|sign in|skip to (?:main )?content|share this.{0,40}"
    r"|cookie (?:settings|policy)|privacy policy|advertisement",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\d+(?:[.,]\d+)?\s?[kmg]i?b|(?:sources|comments|replies|likes|views)\s*\(\d+\)|\d+ min(?:utes?)? read",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:last )?(?:updated|modified|revised|published|posted)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:[\w-]+ ){0,2}(?:illustration|photo(?:graph)?|image|picture|graphic|chart|map|screenshot)"
    r"(?: (?:representing|showing|depicting)\b.*|(?: (?:by|credit|courtesy))?: ?.*| (?:by|courtesy of) .*)",
    re.IGNORECASE,
)
_PAGE_TITLE = re.compile(r".+ \| .+ \| .+|.+ \| (?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_CREDITS = re.compile(r".+ · .+ · .+")
_NOTICE = re.compile(r"disclaimer\s*:|©|\(c\) \d{4}|copyright\b.{0,60}\d{4}|all rights reserved", re.IGNORECASE)
_END_MATTER = re.compile(
    r"more (?:from|on|in) .+|related (?:articles|posts|reading|content|publications)|read next|you m\w+ also like.*"
    r"|about .+|contact|(?:our|the) team|(?:[\w-]+ )?(?:members|staff|partnerships)|disclaimer|legal notice|newsletter",
    re.IGNORECASE,
)


def is_furniture(words: str) -> bool:
    """Whether a line, by its own words alone, is no part of the work."""
    if _NOTICE.match(words):
        return True
    if len(words) > _LONGEST_LINE or words.endswith("."):
        return False
    patterns = (_NAVIGATION, _COUNT, _CAPTION, _PAGE_TITLE, _CREDITS)
    return any(pattern.fullmatch(words) for pattern in patterns) or is_byline(words) or _is_stamp(words)


def is_byline(words: str) -> bool:
    """“By Vitalii Rishko”, “by A and B”."""
    return words[:3].lower() == "by " and len(words) <= _LONGEST_LINE and bool(names_in(words[3:].strip()))


def _is_stamp(words: str) -> bool:
    return _STAMP.match(words) is not None and len(words.split()) <= 12 and bool(dates_in(words))


def end_matter(pieces: Sequence[Piece]) -> int:
    """The index from which everything is end matter (“More from …”, “About …”, staff lists); len(pieces) if none is.

    A section on “About SAFE” in the middle of a paper is text: end matter begins in the last third only.
    """
    length = pieces[-1].stop if pieces else 0
    for at, piece in enumerate(pieces):
        if piece.start >= _LAST_PART * length and len(piece.words) <= 80 and _begins_end_matter(piece.words):
            return at
    return len(pieces)


def _begins_end_matter(words: str) -> bool:
    return words[-1] not in ".!?:;," and _END_MATTER.fullmatch(words) is not None


def author_boxes(pieces: Sequence[Piece]) -> set[int]:
    """The indices of author boxes: a name (often twice, captioning the picture too), a role, a link to a profile."""
    found: set[int] = set()
    for at, piece in enumerate(pieces):
        if at in found or not is_name(piece.words):
            continue
        box = [at]
        while box[-1] + 1 < len(pieces) and _goes_on(piece.words, pieces[box[-1] + 1].words):
            box.append(box[-1] + 1)
        if len(box) > 2:
            found.update(box)
    return found


def _goes_on(name: str, words: str) -> bool:
    return words == name or is_role(words) or _NAVIGATION.fullmatch(words[:_LONGEST_LINE]) is not None
