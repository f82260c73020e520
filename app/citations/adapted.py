"""A CSL item told as a style's manual asks, where the style cannot know: other programs get the item as it is. Pure.

Styles go by the names of their CSL files. What still differs from the manuals is listed in docs/citation-styles.md.
"""

import unicodedata
from collections.abc import Callable
from typing import Any, Final

Item = dict[str, Any]


def adapted(item: Item, style: str) -> Item:
    """For the style of that name, such as `apa`."""
    told = item | {people: [_name(name) for name in item[people]] for people in ("author", "editor") if people in item}
    return next((tell(told) for begins, tell in _MANUALS.items() if style.startswith(begins)), told)


def _name(name: Item) -> Item:
    """Chinese, Japanese and Korean names have no initials, and the family name comes first without a comma."""
    whole = name.get("family", "") + name.get("given", "")
    if whole and all(map(_is_east_asian, whole)):
        return {"literal": whole}
    return name


def _is_east_asian(letter: str) -> bool:
    return unicodedata.category(letter) == "Lo" and unicodedata.east_asian_width(letter) in {"W", "F"}


def _apa(item: Item) -> Item:
    """Who publishes its own work is named once, as its author. Source: APA (2020), 9.29 and 10.16."""
    bodies = [name["literal"] for name in item.get("author", ()) if "literal" in name]
    return _without(item, *(name for name in ("publisher", "container-title") if item.get(name) in bodies))


def _mla(item: Item) -> Item:
    """The same as its publisher; and a speech is given on its date. Source: MLA (2021), 5.19 and 5.84."""
    if item["type"] == "speech" and "issued" in item:
        item = item | {"event-date": item["issued"]}
    own = item.get("author") == [{"literal": item.get("publisher")}]
    return _without(item, "author") if own else item


def _chicago(item: Item) -> Item:
    """The kind of a work begins no sentence in a note; where it does, the style writes it with a capital itself."""
    genre = item.get("genre", "")
    return item | {"genre": genre[:1].lower() + genre[1:]} if genre else item


def _harvard(item: Item) -> Item:
    """News of no paper would have nothing before its year."""
    nowhere = item["type"] == "article-newspaper" and "container-title" not in item
    return item | {"type": "webpage"} if nowhere else item


def _without(item: Item, *variables: str) -> Item:
    return {variable: value for variable, value in item.items() if variable not in variables}


_MANUALS: Final[dict[str, Callable[[Item], Item]]] = {
    "apa": _apa,
    "modern-language-association": _mla,
    "chicago": _chicago,
    "harvard-cite-them-right": _harvard,
}
