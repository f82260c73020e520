"""Writing programmes."""

from typing import Any

from app.entries import NewProgramme
from app.errors import Complaint
from app.models import Programme, ProgrammeAlias, Relation
from app.store.facts import facts_of
from app.store.shelf import Shelf
from app.store.writer import Writer


def columns(entry: NewProgramme, _shelf: Shelf) -> dict[str, Any]:
    return entry.model_dump(include={"name", "kind", "status", "description", "note"})


def rules(entry: NewProgramme, _shelf: Shelf) -> list[Complaint]:
    return [
        Complaint("related", "relates the programme to itself", "name another", ("related", index, "programme"))
        for index, relation in enumerate(entry.related)
        if relation.programme == entry.key
    ]


def fill(programme: Programme, entry: NewProgramme, shelf: Shelf) -> None:
    """Aliases, the words behind the description, relations and facts."""
    quote = entry.description_quote
    programme.description_quote = shelf.quote(quote) if quote else None
    programme.aliases = [ProgrammeAlias(text=text) for text in dict.fromkeys(entry.aliases)]
    programme.related = [
        Relation(
            kind=relation.kind,
            other=shelf.get("programme", relation.programme),
            quote=shelf.quote(relation.quote) if relation.quote else None,
        )
        for relation in entry.related
    ]
    programme.facts = facts_of(entry.facts, shelf)


WRITER = Writer(Programme, columns, parts=("aliases", "related", "facts"), rules=rules, fill=fill)
