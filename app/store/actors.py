"""Writing actors."""

from typing import Any

from app.entries import NewActor
from app.models import Actor, ActorAlias, Affiliation
from app.store.facts import facts_of
from app.store.shelf import Shelf
from app.store.tallies import count_kind
from app.store.writer import Writer


def columns(entry: NewActor, _shelf: Shelf) -> dict[str, Any]:
    return entry.model_dump(include={"name", "kind", "description", "note"})


def fill(actor: Actor, entry: NewActor, shelf: Shelf) -> None:
    """Aliases, the words behind the description, offices and facts."""
    quote = entry.description_quote
    actor.description_quote = shelf.quote(quote) if quote else None
    actor.aliases = [ActorAlias(text=text) for text in dict.fromkeys(entry.aliases)]
    actor.affiliations = [
        Affiliation(
            office=affiliation.office,
            organisation=shelf.get("actor", affiliation.organisation) if affiliation.organisation else None,
            since=affiliation.since,
            until=affiliation.until,
            quote=shelf.quote(affiliation.quote),
        )
        for affiliation in entry.affiliations
    ]
    actor.facts = facts_of(entry.facts, shelf)
    count_kind(shelf.session, actor, 1)


def leave(actor: Actor, shelf: Shelf) -> None:
    """Its claims are counted by its kind, which may change."""
    count_kind(shelf.session, actor, -1)


WRITER = Writer(Actor, columns, parts=("aliases", "affiliations", "facts"), fill=fill, leave=leave)
