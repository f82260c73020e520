"""Text made comparable without losing its offsets: white space, quotation marks, dashes, ligatures, loose accents."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# One character for one: offsets stay.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("–—‑‐‒―−", "-"),
    }
)
_LIGATURES = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# What becomes longer or shorter: letters with loose accents, white space but one plain space, and the signs above.
_CHANGED = re.compile(rf"[^\W\d_][\u0300-\u036f]+|\s{{2,}}|[^\S ]|[{''.join(_LIGATURES)}]|[{_INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text, and for each stretch of it where it came from."""

    text: str
    starts: tuple[int, ...]  # where stretches begin in the folded text
    origins: tuple[int, ...]  # where they begin in the original
    kept: tuple[bool, ...]  # whether the stretch has the original's length

    def original(self, start: int, stop: int) -> tuple[int, int]:
        """The offsets in the original text of a stretch that is not empty, [start, stop), of the folded text."""
        first, last = self._stretch(start), self._stretch(stop - 1)
        begin = self.origins[first] + (start - self.starts[first] if self.kept[first] else 0)
        if self.kept[last]:
            return begin, self.origins[last] + stop - self.starts[last]
        return begin, self.origins[last + 1]

    def _stretch(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def at(self, origin: int) -> int:
        """Where an offset of the original text lies in the folded one, or would."""
        stretch = max(bisect_right(self.origins, origin) - 1, 0)
        return self.starts[stretch] + (origin - self.origins[stretch] if self.kept[stretch] else 0)


def fold(text: str) -> Folded:
    """“Folded” text differs from the original in nothing a reader would call a different word; case stays."""
    parts: list[str] = []
    marks: list[tuple[int, int, bool]] = []
    length = done = 0
    for match in _CHANGED.finditer(text):
        for words, origin, kept in (
            (text[done : match.start()], done, True),
            (_instead(match[0]), match.start(), False),
        ):
            marks.append((length, origin, kept))
            parts.append(words)
            length += len(words)
        done = match.end()
    marks += [(length, done, True), (length + len(text) - done, len(text), True)]
    parts.append(text[done:])
    starts, origins, kepts = zip(*marks, strict=True)
    return Folded("".join(parts).translate(_ALIKE), starts, origins, kepts)


def _instead(words: str) -> str:
    if words.isspace():
        return " "
    if words[0] in _INVISIBLE:
        return ""
    return _LIGATURES.get(words) or unicodedata.normalize("NFC", words)
