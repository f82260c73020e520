"""A programme as submitted."""

from typing import ClassVar

from pydantic import model_validator

from app.entries.quotes import NewFact, NewQuote
from app.entries.text import Entry, Line, ProgrammeSlug, Prose, Slug
from app.vocabulary import ProgrammeKind, ProgrammeStatus, RelationKind


class NewRelation(Entry):
    """How this programme relates to another, as a source states it; without a quote an editor's note."""

    kind: RelationKind
    programme: ProgrammeSlug
    quote: NewQuote | None = None


class NewProgramme(Entry):
    """An instrument, fund, strategy, law, mandate, platform or proposal that claims are about.

    `status` is None where no document says how far it has come.
    """

    noun: ClassVar[str] = "programme"

    key: Slug
    name: Line
    kind: ProgrammeKind
    status: ProgrammeStatus | None = None
    aliases: tuple[Line, ...] = ()
    description: Prose | None = None
    description_quote: NewQuote | None = None
    facts: tuple[NewFact, ...] = ()
    related: tuple[NewRelation, ...] = ()
    note: Prose | None = None

    @model_validator(mode="after")
    def relates_once(self) -> "NewProgramme":
        relations = [(relation.kind, relation.programme) for relation in self.related]
        if twice := next((one for one in relations if relations.count(one) > 1), None):
            raise ValueError(f"is twice {twice[0].label} {twice[1]} under related; take one out")
        return self
