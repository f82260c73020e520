"""People's names as by-lines and author boxes print them."""

import re

_PARTICLES = frozenset("von van de der den del della di da dos la le bin ibn al el zu und y".split())
_PART = re.compile(r"[^\W\d_][^\W\d_’'.-]*(?:[’'.-][^\W\d_]*)*")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and\s|&)?|\sand\s|&|;)\s*")
_LONGEST = 60  # code points
_ROLE = re.compile(
    r"\b(?:analyst|fellow|director|editor|researcher|head|professor|correspondent|reporter|journalist|author|advis[eo]r"
    r"|associate|expert|chair|lecturer|writer|columnist|co-?founder|president|coordinator|officer|economist)\b",
    re.IGNORECASE,
)


def is_name(words: str) -> bool:
    """Two to five words with capitals, small particles aside: “Juan Carlos Leunissen”, “Ursula von der Leyen”."""
    parts = words.split()
    if len(words) > _LONGEST or not 2 <= len(parts) <= 5 or not (parts[0][0].isupper() and parts[-1][0].isupper()):
        return False
    return all(_PART.fullmatch(part) and (part[0].isupper() or part in _PARTICLES) for part in parts)


def names_in(words: str) -> list[str]:
    """The names of “A, B and C”; empty if any part is not a name."""
    names = [name for name in _BETWEEN_NAMES.split(words) if name]
    return names if all(is_name(name) for name in names) else []


def is_role(words: str) -> bool:
    """A line such as “Senior Fellow, European Policy Centre”: short, names an office, is no sentence."""
    return len(words) <= 140 and not words.endswith((".", "!", "?", ":")) and _ROLE.search(words) is not None
