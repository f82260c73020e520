"""How much of one text stands in another: runs of words that both hold, whatever stands between them."""

import re
from dataclasses import dataclass

LENGTH = 5  # words in a run; shorter ones are common to texts that merely speak of the same
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shingles:
    """The distinct runs of five words of a text, without case and punctuation; a shorter text is one run."""

    runs: frozenset[int]

    def shared_with(self, other: "Shingles") -> float:
        """The share, 0 to 1, of the shorter text's runs that the other holds too.

        Source: Broder (1997), "On the resemblance and containment of documents": containment of the smaller set.
        """
        fewer = min(len(self.runs), len(other.runs))
        return len(self.runs & other.runs) / fewer if fewer else 0.0


def shingles(text: str) -> Shingles:
    """Those of a text."""
    words = _WORD.findall(text.casefold())
    runs = zip(*(words[start:] for start in range(min(LENGTH, len(words)))), strict=False)
    return Shingles(frozenset(map(hash, runs)))
