"""Addresses: where a record is, and the same list with one more or one fewer choice."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request

from app.models import Quote
from app.models.nouns import NOUN_OF, RECORDS
from app.queries.cards import Words
from app.queries.changes import Change
from app.queries.positions import Position

TERMS = "/data#licence"  # what may be done with the data, and how to cite it

# The nouns of the base, and the folder of each in addresses.
PLURALS: Final = {noun: f"{noun}s" for noun in RECORDS}


def address(record: Any) -> str:
    """The path of a record's page. A quote's is the place in its source's text."""
    if isinstance(record, Quote | Words):
        return f"{address(record.source)}#{record.anchor}"
    return f"/{PLURALS[NOUN_OF.get(type(record)) or record.noun]}/{record.slug}"


def change_address(change: Change) -> str:
    """The path of the revision that a change made; a link is shown on the page of the claim it starts from."""
    if change.noun == "link":
        return f"/claims/{change.slug}#links"
    return f"/{PLURALS[change.noun]}/{change.slug}/revisions/{change.number}"


def claims_behind(position: Position, suffix: str = "") -> str:
    """The list of all claims that a position was computed from."""
    field = {"actor": "about"}.get(position.on, position.on)
    return f"/claims{suffix}?actor={position.actor.slug}&{field}={position.target.slug}"


def public(request: Request, path: str) -> str:
    """The path as a full address, as readers of the site know it."""
    site: str = request.app.state.settings.public_url or str(request.base_url)
    return site.rstrip("/") + path


def chosen(request: Request) -> list[tuple[str, str]]:
    """The query of this request as pairs, without empty values and without the place in a paged list."""
    return [(name, value) for name, value in request.query_params.multi_items() if value and name != "after"]


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The path with these pairs as its query."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def toggled(request: Request, path: str, name: str, value: str) -> str:
    """The address of the same list with one choice taken out if it is in, and put in if it is not."""
    pairs = chosen(request)
    pair = (name, value)
    return with_query(path, [other for other in pairs if other != pair] if pair in pairs else [*pairs, pair])


def next_page(request: Request, path: str, after: str | int | None) -> str | None:
    """The address of what follows in a paged list, or None at its end."""
    return with_query(path, [*chosen(request), ("after", str(after))]) if after else None
