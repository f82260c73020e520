"""The stated facts that hang on a source, an actor or a programme."""

from app.entries import NewFact
from app.models import Fact
from app.store.shelf import Shelf


def facts_of(facts: tuple[NewFact, ...], shelf: Shelf) -> list[Fact]:
    """The rows for the facts of an entry, in its order."""
    return [
        Fact(position=position, what=fact.what, value=fact.value, quote=shelf.quote(fact.quote) if fact.quote else None)
        for position, fact in enumerate(facts)
    ]
