"""An actor as submitted."""

from typing import ClassVar

from app.dates import PartialDate
from app.entries.quotes import NewFact, NewQuote
from app.entries.text import ActorSlug, Entry, Line, Prose, Slug
from app.vocabulary import ActorKind


class NewAffiliation(Entry):
    """An office that an actor holds, or a body that it belongs to, as a source states it."""

    office: Line
    organisation: ActorSlug | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    quote: NewQuote


class NewActor(Entry):
    """A person, body, state or group. The description is what a source says, or is marked as an editor's note."""

    noun: ClassVar[str] = "actor"

    key: Slug
    name: Line
    kind: ActorKind
    aliases: tuple[Line, ...] = ()
    description: Prose | None = None
    description_quote: NewQuote | None = None
    affiliations: tuple[NewAffiliation, ...] = ()
    facts: tuple[NewFact, ...] = ()
    note: Prose | None = None
