"""Giving the quotes of an entry other words or places, as when the text of a source is replaced."""

from collections.abc import Callable, Iterable
from typing import Any

from app.entries.actors import NewActor
from app.entries.claims import NewClaim
from app.entries.programmes import NewProgramme
from app.entries.quotes import NewQuote
from app.entries.sources import NewSource

Requote = Callable[[NewQuote], NewQuote | None]


def requoted(entry: Any, requote: Requote) -> Any:
    """The entry with each quote as `requote` gives it. None drops it; an office, which cannot be without, goes too."""
    match entry:
        case NewClaim():
            quotes = (requote(quote) for quote in entry.quotes)
            return entry.model_copy(update={"quotes": tuple(dict.fromkeys(quote for quote in quotes if quote))})
        case NewActor():
            offices = tuple(one for one in entry.affiliations if requote(one.quote))
            return entry.model_copy(update={"affiliations": _each(offices, requote)} | _described(entry, requote))
        case NewProgramme():
            return entry.model_copy(update={"related": _each(entry.related, requote)} | _described(entry, requote))
        case NewSource():
            return entry.model_copy(update={"facts": _each(entry.facts, requote)})
        case _:
            return entry


def _described(entry: Any, requote: Requote) -> dict[str, Any]:
    quote = entry.description_quote
    return {"description_quote": quote and requote(quote), "facts": _each(entry.facts, requote)}


def _each(things: Iterable[Any], requote: Requote) -> tuple[Any, ...]:
    return tuple(
        thing if thing.quote is None else thing.model_copy(update={"quote": requote(thing.quote)}) for thing in things
    )
