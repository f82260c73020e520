"""What BibTeX and BibLaTeX share: escaping, names, braces that keep capitals, and the look of an entry."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from app.citations.references import Name
from app.citations.words import one_line

# Stand for the braces of our own markup while a text is escaped; one_line lets neither through.
_OPEN, _CLOSE = "\x01", "\x02"
# Each in the form that most readers know. A hyphen, quotation mark or grave accent after its like would join it to a
# dash or to quotation marks.
_ESCAPES: Final = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "{": r"\{",
    "}": r"\}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "-": "{}-",
    "'": "{}'",
    "`": "{}`",
}
_SPECIAL: Final = re.compile(r"[&%#_$\\{}~^]|(?<=-)-|(?<=')'|(?<=[`!?])`")
# Escaped by a backslash alone; and what needs the whole pattern.
_PLAIN: Final = "&%#_$"
_RARE, _DOUBLED = "\\{}~^`-'", "-'"
# Latin, Greek, Cyrillic, Armenian: the scripts with capitals that styles change.
_CAPITALS: Final = "".join(letter for letter in map(chr, range(0x590)) if letter.isupper())
# A word with a capital after its first letter. Leading punctuation stays outside, because an opening brace before a
# backslash would mean something else to BibTeX. Nothing backtracks.
_WITH_CAPITALS: Final = re.compile(
    r"(?<![^\s\-–—/])([&%#_$\\{}~^<>|\"'`“”‘’„«»()\[\].,;:!?¡¿…*+=@]*+)"
    rf"([^\s\-–—/][^\s\-–—/{_CAPITALS}]*+[{_CAPITALS}][^\s\-–—/]*+)"
)
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)


def text(value: str) -> str:
    """The value as LaTeX prints it; UTF-8 stays."""
    return _escaped(one_line(value)) if value else ""


def title(value: str) -> str:
    """The value with braces around every word that has a capital inside, so that no style turns NATO into nato."""
    line = one_line(value)
    if "{" in line or "}" in line:  # those are looked at in the line as a whole
        return _title(line)
    return " ".join(map(_word_of_title, line.split(" ")))


def _title(line: str) -> str:
    marked = _WITH_CAPITALS.sub(rf"\1{_OPEN}\2{_CLOSE}", line)
    return _escaped(marked).replace(_OPEN, "{").replace(_CLOSE, "}")


# The titles of a list share most of their words.
_word_of_title = lru_cache(maxsize=8192)(_title)


def names(people: Iterable[Name]) -> str:
    """Joined by “and”: bodies in braces of their own, persons as “von der Leyen, Jr., Ursula”."""
    return " and ".join([name for name in [_name(*person.parts) for person in people] if name])


@lru_cache(maxsize=4096)
def keywords(words: tuple[str, ...]) -> str:
    """The field of keywords; records of a list often share all of theirs."""
    return field("keywords", ", ".join([_kept_together(word) if "," in word else text(word) for word in words]))


def field(name: str, value: str) -> str:
    """The line of a field; none without a value."""
    return f"  {name} = {{{value}}},\n" if value else ""


@lru_cache(maxsize=4096)
def recurring(name: str, value: str) -> str:
    """The field of what comes again and again in a list: a publisher, a series, a language. `value` is a text."""
    return field(name, text(value))


def people(role: str, persons: Collection[Name]) -> str:
    return field(role, names(persons)) if persons else ""


def _escaped(line: str) -> str:
    """Most texts hold a few of the plain ones at most. Looking for one sign takes a tenth of looking for two."""
    for rare in _RARE:
        if rare in line and (rare not in _DOUBLED or rare + rare in line):
            return _SPECIAL.sub(_paired if _braces_pair_up(line) else _unpaired, line)
    for special in _PLAIN:
        if special in line:
            line = line.replace(special, f"\\{special}")
    return line


def _paired(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def _unpaired(match: re.Match[str]) -> str:
    """BibTeX counts braces even after a backslash, so those that are not in pairs need words."""
    return {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}.get(match[0]) or _ESCAPES[match[0]]


def _braces_pair_up(line: str) -> bool:
    if "{" not in line and "}" not in line:
        return True
    depth = 0
    for letter in line:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


def _kept_together(words: str) -> str:
    return f"{{{text(words)}}}"


@lru_cache(maxsize=4096)
def _name(literal: str, particle: str, family: str, given: str, suffix: str) -> str:
    """A comma inside a part would be counted, braces or not: such a name is kept together as it reads."""
    if literal:
        return _kept_together(literal)
    if "," in particle + family + given + suffix:
        return _kept_together(" ".join(part for part in (given, particle, family, suffix) if part))
    whole = " ".join(part for part in (_part(particle), _family(family, given)) if part)
    if suffix:
        return f"{whole}, {_part(suffix)}, {_part(given) or '{}'}"
    return f"{whole}, {_part(given)}" if given else whole


def _family(family: str, given: str) -> str:
    """In braces when BibTeX would take a small word in it for a particle, or its first word for a given name."""
    words = one_line(family).split()
    if len(words) > 1 and (not given or any(word[0].islower() for word in words)):
        return _kept_together(family)
    return _part(family)


def _part(words: str) -> str:
    """A part of a name; one with an “and” of its own stays together in braces."""
    return _kept_together(words) if _AND.search(words) else text(words)
