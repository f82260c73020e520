"""What generated entries are made of: phrases and names from the documents of the curation."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_PHRASE = re.compile(r"(?<![\w’'.&-])[a-z][^\n.,;:!?()“”\"•]{24,90}(?=[.,;:\n])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zé]{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases of five words or more without punctuation, and capitalised words that are never written small."""

    phrases: tuple[str, ...]
    names: tuple[str, ...]


@cache
def words() -> Words:
    """From all documents, in their order, each once."""
    text = "\n".join(path.read_text() for path in sorted((SEEDS / "documents").glob("*.txt")))
    phrases = (" ".join(match.group().split()) for match in _PHRASE.finditer(text))
    names = (name for name in _NAME.findall(text) if not re.search(rf"\b{name.lower()}\b", text))
    return Words(
        tuple(dict.fromkeys(phrase for phrase in phrases if phrase.count(" ") >= 4)), tuple(dict.fromkeys(names))
    )


def slug(text: str) -> str:
    """The text as the readable part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
