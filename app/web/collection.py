"""A reader's collection: claims and sources picked by hand, kept in a cookie of the reader's browser or in an address.

In an address an item reads `claim:its-slug`, with commas between items. A cookie may hold neither sign, and has room
for 4,096 bytes, so there it is `c.its-slug` with underscores between: no slug holds a dot or an underscore.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Query, Request
from starlette.responses import Response

from app.entries.text import SLUG
from app.errors import Complaint, Refused

COOKIE: Final = "collection"
MOST: Final = 100  # items
LARGEST: Final = 3_800  # bytes of the cookie; browsers take 4,096 with its name and attributes
LONGEST_SLUG: Final = 100
YEAR: Final = 365 * 24 * 60 * 60  # seconds
_LETTERS: Final = {"claim": "c", "source": "s"}
_NOUNS: Final = {letter: noun for noun, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Item:
    """A claim or source in a collection."""

    noun: str
    slug: str

    def __str__(self) -> str:
        return f"{self.noun}:{self.slug}"


def parse_item(text: str) -> Item:
    """`claim:its-slug`; raises Refused."""
    noun, _, slug = text.partition(":")
    if noun not in _LETTERS or not _is_slug(slug):
        raise Refused(Complaint("item", f"“{text[:80]}” is no item", "write claim:slug or source:slug"))
    return Item(noun, slug)


def from_address(text: str) -> tuple[Item, ...]:
    """What an address lists, each once; raises Refused for an item that is none and for too many."""
    items = tuple(dict.fromkeys(parse_item(one) for one in text.split(",") if one))
    if len(items) > MOST:
        raise Refused(Complaint("items", f"{len(items)} items are more than {MOST}", "share it in parts"))
    return items


def in_address(items: Sequence[Item]) -> str:
    return ",".join(map(str, items))


def _shared(
    items: Annotated[str | None, Query(description="claim:slug,source:slug")] = None,
) -> tuple[Item, ...] | None:
    return None if items is None else from_address(items)


# What the address lists, or None when it lists nothing.
ItemsDep = Annotated[tuple[Item, ...] | None, Depends(_shared)]


def from_cookie(request: Request) -> tuple[Item, ...]:
    """What the reader has collected. Whatever else stands in the cookie is passed over: anybody can write one."""
    found = []
    for one in request.cookies.get(COOKIE, "")[: LARGEST * 2].split("_"):
        letter, _, slug = one.partition(".")
        if letter in _NOUNS and _is_slug(slug):
            found.append(Item(_NOUNS[letter], slug))
    return tuple(dict.fromkeys(found))[:MOST]


def put_in_cookie(request: Request, response: Response, items: Sequence[Item]) -> None:
    """Have the browser keep the collection. A script of ours counts it, so scripts may read it; it holds no secret."""
    if not items:
        response.delete_cookie(COOKIE, samesite="lax")
        return
    site = request.app.state.settings.public_url or str(request.base_url)
    secure = site.startswith("https:")
    response.set_cookie(COOKIE, _in_cookie(items), max_age=YEAR, samesite="lax", secure=secure)


def added(items: tuple[Item, ...], *more: Item) -> tuple[Item, ...]:
    """With these at the end, unless they are in already; raises Refused when there is no room."""
    longer = tuple(dict.fromkeys((*items, *more)))
    if len(longer) > MOST or len(_in_cookie(longer)) > LARGEST:
        full = f"your collection is full: it holds {len(items)}, and a browser keeps no more"
        raise Refused(Complaint("item", full, "take something out, or share it and start another"))
    return longer


def removed(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    return tuple(one for one in items if one != item)


def moved(items: tuple[Item, ...], item: Item, by: int) -> tuple[Item, ...]:
    """With the item that many places further down; at either end, and if it is not there, nothing moves."""
    if item not in items:
        return items
    others, place = list(removed(items, item)), items.index(item) + by
    others.insert(max(place, 0), item)
    return tuple(others)


def _in_cookie(items: Sequence[Item]) -> str:
    return "_".join(f"{_LETTERS[item.noun]}.{item.slug}" for item in items)


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and SLUG.fullmatch(text) is not None
