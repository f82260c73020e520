"""What can be cited, told once for every format: a source, a quote in a source, or a claim record at a revision."""

from dataclasses import dataclass
from typing import Final, Literal, Self

from app.citations.words import one_line
from app.dates import PartialDate
from app.vocabulary import SourceKind

Cited = SourceKind | Literal["claim_record", "quote"]
Work = SourceKind | Literal["claim_record"]
# How the place of a quote is counted: the names that CSL gives them.
LocatorLabel = Literal["", "page", "paragraph", "section"]

_PARTICLES: Final = {"van", "von", "de", "del", "della", "di", "du"}
_SUFFIXES: Final = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body, which has only `literal`. The particle stays with the family name: “von der”."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @classmethod
    def body(cls, name: str) -> Self:
        return cls(literal=one_line(name))

    @classmethod
    def person(cls, name: str) -> Self:
        """From “Ursula von der Leyen” or “von der Leyen, Ursula”; without a sign, the last word is the family name."""
        before, comma, after = one_line(name).partition(",")
        words = before.split()
        suffix = words.pop() if len(words) > 1 and words[-1].lower() in _SUFFIXES else ""
        if comma and after.strip().lower() in _SUFFIXES:
            suffix, comma = after.strip(), ""
        if comma:
            particle, family = _split_particle(words)
            return cls(family=family, given=after.strip(), particle=particle, suffix=suffix)
        start = _start_of_family(words)
        particle, family = _split_particle(words[start:])
        return cls(family=family, given=" ".join(words[:start]), particle=particle, suffix=suffix)

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """Literal, particle, family, given, suffix."""
        return self.literal, self.particle, self.family, self.given, self.suffix

    @property
    def in_full(self) -> str:
        """In reading order: “Ursula von der Leyen”."""
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)


def _start_of_family(words: list[str]) -> int:
    """Where the family name begins, its particle included; the first word is always a given name."""
    for at, word in enumerate(words[1:-1], start=1):
        if word[0].islower() or word.lower() in _PARTICLES:
            return at
    return max(len(words) - 1, 0)


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Small words in front are the particle; a capital one (“Van den Broek”) belongs to the family name."""
    at = 0
    while at < len(words) - 1 and words[at][0].islower():
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


@dataclass(frozen=True, slots=True)
class Reference:
    """A record to cite. What the source does not state is empty or None, and stays out of every format."""

    id: str  # the slug; stable
    kind: Cited
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    publisher: str = ""
    container: str = ""  # the publication or site that it appeared in
    series: str = ""
    series_number: str = ""  # of the issue or brief
    issued: PartialDate | None = None
    updated: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    language: str = ""  # BCP 47: en, de, en-GB
    abstract: str = ""
    note: str = ""  # ours on the record; reference managers keep it as a note, bibliographies do not print it
    keywords: tuple[str, ...] = ()
    source_kind: SourceKind | None = None  # of a quote: what kind of source it stands in
    locator: str = ""  # of a quote: “12”, “Executive Summary”
    locator_label: LocatorLabel = ""  # what the locator counts; empty where the locator says so itself
    quote: str = ""  # the words
    version: str = ""  # of a claim record: the number of its revision

    @property
    def work(self) -> Work:
        """What the reference list names: a quote is cited as the source that it stands in."""
        if self.kind == "quote":
            return self.source_kind or SourceKind.WEB_PAGE
        return self.kind

    @property
    def dated(self) -> PartialDate | None:
        """When it was published; failing that, when it was updated, as style guides ask for such pages."""
        return self.issued or self.updated

    @property
    def printed_note(self) -> str:
        """What a bibliography must say beyond the fields: which revision, and that the date is one of updating."""
        if self.kind != "claim_record" and self.updated is None:
            return ""
        parts = [f"Claim record, revision {self.version}" if self.kind == "claim_record" and self.version else ""]
        if self.updated and self.updated != self.issued:
            parts.append(f"Updated {self.updated.in_words}")
        return "; ".join(part for part in parts if part)

    @property
    def annotation(self) -> str:
        """The quote with its place, and our note: kept with the record, printed by no bibliography style."""
        if not self.quote and not self.locator:
            return self.note
        place = " ".join(filter(None, (self.locator_label, self.locator)))
        words = f"“{self.quote}”" if self.quote else ""
        return " ".join(filter(None, (words, f"({place})" if place else "", self.note)))


# What a work calls itself where a format asks for its kind in words.
WORK_LABELS: Final[dict[Work, str]] = {
    SourceKind.BRIEF: "Policy brief",
    SourceKind.ANALYSIS: "Analysis",
    SourceKind.REPORT: "Report",
    SourceKind.SPEECH: "Speech",
    "claim_record": "Claim record",
}
