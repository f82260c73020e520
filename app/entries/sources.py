"""A source as submitted: its record and its text."""

from typing import ClassVar

from pydantic import Field, field_validator, model_validator

from app.dates import PartialDate
from app.entries.quotes import NewFact
from app.entries.text import ActorSlug, Entry, Line, Prose, ShortLine, Slug
from app.vocabulary import BlockKind, ContributorRole, SourceKind


def as_read(text: str) -> str:
    """The text as a document of it would have it: without byte order marks, its lines ended by \\n."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class NewContributor(Entry):
    """An actor who wrote or edited the source."""

    actor: ActorSlug
    role: ContributorRole = ContributorRole.AUTHOR


class NewSource(Entry):
    """A work that was read. Every field but the key, the kind and the text may be unknown: then it is not stated.

    `supplied_title` is ours, for a text that states no title; pages show it in square brackets.
    `corrections` mend what the reader took a block for: the first words of a block and its right kind.
    """

    noun: ClassVar[str] = "source"

    key: Slug
    kind: SourceKind
    short: ShortLine = Field(description="the short form in running text, such as “Banerjee 2026”")
    title: Line | None = None
    supplied_title: Line | None = None
    contributors: tuple[NewContributor, ...] = ()
    publisher: ActorSlug | None = None
    container: Line | None = None
    series: Line | None = None
    series_number: Line | None = None
    published: PartialDate | None = None
    updated: PartialDate | None = None
    url: Line | None = Field(None, pattern=r"^https?://")
    language: str = Field("en", max_length=35, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    facts: tuple[NewFact, ...] = ()
    note: Prose | None = None
    text: str = Field(min_length=1, max_length=20_000_000)
    media_type: str = Field("text/plain", max_length=100, pattern=r"^[^;]+$")  # the text is decoded: no charset
    corrections: dict[str, BlockKind] = Field(default_factory=dict)

    @field_validator("text")
    @classmethod
    def is_text_as_documents_are_read(cls, text: str) -> str:
        if "\0" in text:
            raise ValueError("has NUL characters; save it as UTF-8 text")
        return as_read(text)

    @model_validator(mode="after")
    def names_nobody_twice(self) -> "NewSource":
        people = [(person.actor, person.role) for person in self.contributors]
        people += [(self.publisher, ContributorRole.PUBLISHER)] if self.publisher else []
        if twice := next((one for one in people if people.count(one) > 1), None):
            raise ValueError(f"names {twice[0]} twice as {twice[1].label}; take one out")
        return self

    @model_validator(mode="after")
    def has_something_to_be_called(self) -> "NewSource":
        if not self.title and not self.supplied_title:
            raise ValueError("has no title; give the title that it states, or a supplied_title of ours")
        return self
