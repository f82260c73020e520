"""The kinds of text that entries are made of, and what all entries have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


# Controls and halves of characters, the Unicode categories Cc and Cs, but for line breaks and tabs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def unprintable_in(text: str) -> str:
    """What is wrong with a text that no page can show, and PostgreSQL not keep; empty if nothing is."""
    found = _UNPRINTABLE.search(text)
    return f"holds a character that cannot be shown (U+{ord(found[0]):04X})" if found else ""


def without_unprintable(text: str) -> str:
    """The text with a space in the place of each such character, to look something up by."""
    return _UNPRINTABLE.sub(" ", text)


def _printable(text: str) -> str:
    if wrong := unprintable_in(text):
        raise ValueError(f"{wrong}; take it out")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; fill it in")
    return text


def _one_line(text: str) -> str:
    return " ".join(_printable(text).split())


# `/claims/new` is the form for a new claim, so no record can be there.
RESERVED = {"new"}


def _slug(text: str) -> str:
    if text in RESERVED:
        raise ValueError(f"cannot be “{text}”, which is the address of a form; choose another slug")
    if not SLUG.fullmatch(text):
        raise ValueError("is no slug; write lower-case letters, digits and single hyphens, such as mark-rutte")
    return text


# The readable part of an address. No dots, because a dot starts the suffix of a data format.
Slug = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_slug)]


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a slug as the name of a record of that noun, so that dangling ones are found in one place."""

    noun: str


ActorSlug = Annotated[Slug, Names("actor")]
ProgrammeSlug = Annotated[Slug, Names("programme")]
TopicSlug = Annotated[Slug, Names("topic")]
PropositionSlug = Annotated[Slug, Names("proposition")]
SourceSlug = Annotated[Slug, Names("source")]
ClaimSlug = Annotated[Slug, Names("claim")]
# One line of text: white space is folded.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_one_line)]
# A line for a narrow place.
ShortLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(_one_line)
]
# Sentences of ours.
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000), AfterValidator(_one_line)
]
# Words of a source: never changed, not even their white space.
Verbatim = Annotated[
    str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_printable), AfterValidator(_not_blank)
]


class Entry(BaseModel):
    """What all entries share: no unknown fields, and one canonical form to compare and to keep."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)
    noun: ClassVar[str] = ""

    def canonical(self) -> dict[str, Any]:
        """The entry as plain JSON values without what was left to its default: what revisions keep and compare."""
        return self.model_dump(mode="json", exclude_defaults=True)


def changed_fields(before: Entry, after: Entry) -> tuple[str, ...]:
    """The fields, as curators write them, in which two entries of one noun differ."""
    said, says = before.model_dump(by_alias=True), after.model_dump(by_alias=True)
    return tuple(field for field in said if said[field] != says[field])


AnEntry = TypeVar("AnEntry", bound=Entry)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in an entry that names another record."""

    path: tuple[str | int, ...]
    noun: str
    slug: str


def references(entry: Entry) -> Iterator[Reference]:
    """Every record that the entry names, with the place where it does."""
    for path, part in parts(entry):
        for field, info in type(part).model_fields.items():
            noun = noun_named_by((info.annotation, *info.metadata))
            value = getattr(part, field)
            if noun is None or value is None:
                continue
            if isinstance(value, tuple):
                yield from (Reference((*path, field, index), noun, slug) for index, slug in enumerate(value))
            else:
                yield Reference((*path, field), noun, value)


def parts(entry: Entry, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Entry]]:
    """The entry itself and every entry inside it, each with its path."""
    yield path, entry
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if isinstance(value, Entry):
            yield from parts(value, (*path, field))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Entry):
                    yield from parts(item, (*path, field, index))


def replaced(entry: AnEntry, path: tuple[str | int, ...], new: Any) -> AnEntry:
    """The entry with what stands at the path exchanged; entries are frozen, so each on the way down is copied."""
    field, rest = str(path[0]), path[1:]
    value = getattr(entry, field)
    if rest and isinstance(rest[0], int):
        index, deeper = rest[0], rest[1:]
        item = replaced(value[index], deeper, new) if deeper else new
        value = (*value[:index], item, *value[index + 1 :])
    else:
        value = replaced(value, rest, new) if rest else new
    return entry.model_copy(update={field: value})


def noun_named_by(annotations: tuple[Any, ...]) -> str | None:
    """The noun whose records a field of these annotations names, if any."""
    for annotation in annotations:
        if isinstance(annotation, Names):
            return annotation.noun
        if noun := noun_named_by((*get_args(annotation), *getattr(annotation, "__metadata__", ()))):
            return noun
    return None


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field of this annotation holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)
