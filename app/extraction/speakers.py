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


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor who may be the claimant, the words of the source that show it, and how their words reach the page."""

    slug: str
    cue: str
    mode: Mode


def speakers(text: str, quote: Span, within: Span, mentions: Iterable[Mention]) -> list[Speaker]:
    """Those named near words of saying in the quote's own sentences or the one before, the nearest to them first.

    `within` is the quote's block. Each actor stands once.
    """
    around = [span for span in sentences(text, within.start, within.stop) if span.start < quote.stop]
    touched = [span for span in around if span.stop > quote.start]
    near = around[max(0, len(around) - len(touched) - 1) :]
    named = [one for one in mentions if one.noun == "actor"]
    found: list[tuple[int, Speaker]] = []
    for span in near:
        for cue in _SAYING.finditer(text, span.start, span.stop):
            here = [one for one in named if span.start <= one.start and one.stop <= span.stop]
            farther = 0 if span in touched else FARTHEST
            found += [
                (gap + farther, Speaker(one.slug, cue[0], _mode(text, quote)))
                for one in here
                if (gap := _gap(one, cue)) <= FARTHEST
            ]
    nearest: dict[str, Speaker] = {}
    for _, speaker in sorted(found, key=lambda pair: pair[0]):
        nearest.setdefault(speaker.slug, speaker)
    return list(nearest.values())


def _gap(name: Mention, cue: re.Match[str]) -> int:
    return max(cue.start() - name.stop, name.start - cue.end(), 0)


def _mode(text: str, quote: Span) -> Mode:
    """Direct if quotation marks open the quote or stand right before it."""
    marked = text[quote.start] in _OPEN or text[max(0, quote.start - 1) : quote.start] in set(_OPEN)
    return Mode.DIRECT if marked else Mode.PARAPHRASE
