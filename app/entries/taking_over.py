"""Putting two entries of one noun together when their records are merged."""

from collections.abc import Callable
from typing import Any

from app.entries.actors import NewActor
from app.entries.claims import NewClaim
from app.entries.naming import folded, with_names
from app.entries.programmes import NewProgramme

Rename = Callable[[str, str], str]


def taken_over(kept: Any, gone: Any, rename: Rename) -> Any:
    """The one that stays, with what only the other had: names, offices, facts and relations, or quotes.

    `rename` (noun, slug) gives the slugs that both are to name, that of the one that stays for the other.
    """
    gone = folded(with_names(gone.model_copy(update={"key": kept.key}), rename))
    kept = with_names(kept, rename)
    match kept:
        case NewActor():
            own = _joined(kept, gone, "affiliations", "facts") | _missing(kept, gone)
            return kept.model_copy(update=own | _names(kept, gone))
        case NewProgramme():
            pairs = {(one.kind, one.programme) for one in kept.related}
            related = (*kept.related, *(one for one in gone.related if (one.kind, one.programme) not in pairs))
            own = _joined(kept, gone, "facts") | _missing(kept, gone) | {"related": related}
            return kept.model_copy(update=own | _names(kept, gone))
        case NewClaim():
            places = {(quote.source, quote.start, quote.exact) for quote in kept.quotes}
            new = (quote for quote in gone.quotes if (quote.source, quote.start, quote.exact) not in places)
            return kept.model_copy(update={"quotes": (*kept.quotes, *new)})
        case _:
            return kept


def _names(kept: Any, gone: Any) -> dict[str, Any]:
    names = dict.fromkeys((*kept.aliases, gone.name, *gone.aliases))
    return {"aliases": tuple(name for name in names if name != kept.name)}


def _joined(kept: Any, gone: Any, *fields: str) -> dict[str, Any]:
    return {field: tuple(dict.fromkeys((*getattr(kept, field), *getattr(gone, field)))) for field in fields}


def _missing(kept: Any, gone: Any) -> dict[str, Any]:
    """The description and the note of the other, where the one that stays has none."""
    found = {} if kept.note else {"note": gone.note}
    if not kept.description:
        found |= {"description": gone.description, "description_quote": gone.description_quote}
    return found
