"""Who is said to say it: the names that stand near words of saying, in the sentences around a quote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.extraction.mentions import Mention
from app.extraction.sentences import Span, sentences
from app.vocabulary import Mode

_SAYING: Final = re.compile(
    r"\b(?:according\s+to|(?:(?:has|have|had)\s+|also\s+|recently\s+|publicly\s+)*"
    r"(?:said|says?|told|stated|argue[sd]?|warn(?:s|ed)?|noted|emphasi[sz]e[sd]?|underlined?s?|underscored?"
    r"|acknowledge[sd]?|declare[sd]?|announce[sd]?|indicate[sd]?|call(?:s|ed)?\s+(?:for|on)|urge[sd]?|advocates?\s+for"
    r"|stress(?:es|ed)|claim(?:s|ed)|suggest(?:s|ed)|explain(?:s|ed)|added|adds|wrote|writes|insist(?:s|ed)"
    r"|maintain(?:s|ed)|pointed\s+to|signaled|signalled|demand(?:s|ed)|perceives|criticized|encouraged|denies|denied"
    r"|identifies|seeks?\s+to|voiced)(?:\s+that)?)\b",
    re.IGNORECASE,
)
FARTHEST: Final = 60  # characters between a name and the word of saying
_OPEN: Final = '“„«"'
BEHIND: Final = 5  # and from such a word to a name right behind it, with an article
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|it)\b[^.;:]{0,20}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor who may be the claimant, the words of the source that show it, and how their words reach the page."""

    slug: str
    cue: str
    mode: Mode


def speakers(text: str, quote: Span, within: Span, mentions: Iterable[Mention]) -> list[Speaker]:
    """Those named beside words of saying in the quote's own sentences or the one before, the nearest to them first.

    `within` is the stretch to look in: the quote's block and what comes before it, for “he said” is about somebody
    named earlier. Each actor stands once.
    """
    read = [span for span in sentences(text, within.start, within.stop) if span.start < quote.stop]
    own = [span for span in read if span.stop > quote.start]
    mode, named = _mode(text, quote), [one for one in mentions if one.noun == "actor"]
    found: list[tuple[int, Speaker]] = []
    last: Mention | None = None
    for at, span in enumerate(read):
        for cue in _SAYING.finditer(text, span.start, span.stop):
            here = [one for one in named if span.start <= one.start and one.stop <= span.stop]
            near = [(gap, one) for one in here if (gap := _gap(one, cue)) <= FARTHEST]
            if not near and last and _PRONOUN.search(text, span.start, cue.start()):
                near = [(FARTHEST // 2, last)]
            last = min(near, key=lambda pair: pair[0])[1] if near else last
            farther = 0 if span in own else FARTHEST
            if at >= len(read) - len(own) - 1:
                found += [(gap + farther, Speaker(one.slug, cue[0], mode)) for gap, one in near]
    nearest: dict[str, Speaker] = {}
    for _, speaker in sorted(found, key=lambda pair: pair[0]):
        nearest.setdefault(speaker.slug, speaker)
    return list(nearest.values())


def _gap(name: Mention, cue: re.Match[str]) -> int:
    """From a name to the word of saying after it; a name that follows must stand right behind: “according to …”."""
    if name.stop <= cue.start():
        return cue.start() - name.stop
    behind = name.start - cue.end()
    return behind if 0 <= behind <= BEHIND else FARTHEST + 1


def _mode(text: str, quote: Span) -> Mode:
    """Direct if quotation marks open the quote or stand right before it."""
    marked = text[quote.start] in _OPEN or text[max(0, quote.start - 1) : quote.start] in set(_OPEN)
    return Mode.DIRECT if marked else Mode.PARAPHRASE
