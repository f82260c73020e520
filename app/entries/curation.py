"""A curation: entries with the place in the files that they came from, so that a mistake can be found and mended."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.entries.actors import NewActor
from app.entries.claims import NewClaim
from app.entries.curation_yaml import Lines, line_of
from app.entries.links import NewLink
from app.entries.programmes import NewProgramme
from app.entries.propositions import NewProposition
from app.entries.sources import NewSource
from app.entries.text import Entry, references
from app.entries.topics import NewTopic
from app.errors import AscribeError, Complaint

# The sections a curation file may have, in the order in which they are loaded.
SECTIONS: dict[str, type[Entry]] = {
    "topics": NewTopic,
    "propositions": NewProposition,
    "actors": NewActor,
    "sources": NewSource,
    "programmes": NewProgramme,
    "claims": NewClaim,
    "links": NewLink,
}


class BadCuration(AscribeError):
    """The curation has mistakes. Each line of the message is `file:line: what is wrong; how to mend it`."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Curated:
    """An entry and the place in the files it came from."""

    entry: Entry
    file: str
    lines: Lines

    @property
    def key(self) -> str:
        return str(self.entry.key)  # type: ignore[attr-defined]

    def mistake(self, complaint: Complaint) -> str:
        """The complaint as `file:line: noun key: field: what is wrong; how to mend it`."""
        return f"{self.file}:{line_of(self.lines, complaint.path)}: {self.entry.noun} {self.key}: {complaint}"


@dataclass
class Curation:
    """Everything that a curation folder says, section by section, and what could not be read."""

    entries: dict[str, list[Curated]] = field(default_factory=lambda: {section: [] for section in SECTIONS})
    mistakes: list[str] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)  # noun and key of the entries that have mistakes

    def __iter__(self) -> Iterator[Curated]:
        return (curated for section in self.entries.values() for curated in section)


def in_order_of_writing(curation: Curation) -> list[Curated]:
    """Sources first: everything else quotes them."""
    return sorted(curation, key=lambda curated: curated.entry.noun != "source")


def sources_named_by(entry: Entry) -> set[str]:
    """The slugs of the sources that an entry quotes."""
    return {reference.slug for reference in references(entry) if reference.noun == "source"}


def dangling(curation: Curation, known: set[tuple[str, str]]) -> list[str]:
    """Mistakes for each slug that names no record, neither in the curation nor among the known (noun, slug)."""
    known = known | curation.unread | {(curated.entry.noun, curated.key) for curated in curation}
    return [
        curated.mistake(
            Complaint(
                ".".join(map(str, reference.path)),
                f"there is no {reference.noun} “{reference.slug}”",
                "correct the slug or add the record",
                reference.path,
            )
        )
        for curated in curation
        for reference in references(curated.entry)
        if (reference.noun, reference.slug) not in known
    ]


def without_dangling(curation: Curation, known: set[tuple[str, str]]) -> Curation:
    """The entries that can be loaded whatever becomes of the others: what they name is there. Each key stands once."""
    sound = {(curated.entry.noun, curated.key): curated for curated in reversed(list(curation))}
    while lost := [
        key
        for key, curated in sound.items()
        if any((one.noun, one.slug) not in known | sound.keys() for one in references(curated.entry))
    ]:
        for key in lost:
            del sound[key]
    kept = {id(curated) for curated in sound.values()}
    return Curation(
        {name: [curated for curated in section if id(curated) in kept] for name, section in curation.entries.items()}
    )


def doubles(curation: Curation) -> list[str]:
    """Mistakes for each key that stands twice."""
    seen: dict[tuple[str, str], Curated] = {}
    mistakes = []
    for curated in curation:
        place = f"{curated.file}:{line_of(curated.lines, ())}"
        earlier = seen.setdefault((curated.entry.noun, curated.key), curated)
        first = f"{earlier.file}:{line_of(earlier.lines, ())}"
        if earlier is not curated:
            mistakes.append(
                f"{place}: {curated.entry.noun} {curated.key}: key stands already at {first}; choose another or merge"
            )
    return mistakes
