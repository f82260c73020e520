"""What an import would do, or has done, entry by entry."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

_MISTAKE = re.compile(r"(.*?):(\d+): (.*)", re.DOTALL)


class Outcome(StrEnum):
    """What becomes of an entry of an import."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent. A text is taken as the document of a source that names it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one entry: the fields that change, the revision that it is made from, or why it is refused.

    What cannot be read at all has no noun and no key.
    """

    file: str
    line: int
    what: Outcome
    noun: str = ""
    key: str = ""
    fields: tuple[str, ...] = ()
    made_from: int | None = None
    why: str = ""

    def __str__(self) -> str:
        named = f"{self.noun} {self.key}: " if self.noun else ""
        return f"{self.file}:{self.line}: {named}{self.why or ', '.join((self.what, *self.fields))}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, entry by entry in the order of the files; or what it has done."""

    files: tuple[File, ...]
    rows: tuple[Planned, ...]

    def of(self, what: Outcome) -> tuple[Planned, ...]:
        return tuple(row for row in self.rows if row.what is what)

    @property
    def writes(self) -> bool:
        return bool(self.of(Outcome.ADDED) or self.of(Outcome.CHANGED))

    @property
    def state(self) -> str:
        """Two plans with the same state do the same: to see whether the base has changed since somebody looked."""
        return hashlib.sha256("\n".join(map(repr, self.rows)).encode()).hexdigest()


def as_planned(mistake: str) -> Planned:
    """A mistake of a reader of files as a row: `file:line: noun key: …` or `file:line: …`."""
    match = _MISTAKE.fullmatch(mistake)
    if match is None:
        return Planned("", 1, Outcome.REFUSED, why=mistake)
    file, line, rest = match.groups()
    named = re.match(r"(actor|claim|link|programme|proposition|source|topic) (.*?): ", rest)
    noun, key = named.groups() if named else ("", "")
    return Planned(file, int(line), Outcome.REFUSED, noun, key, why=rest[named.end() :] if named else rest)
