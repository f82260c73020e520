"""The address that a new record gets: a readable slug of its name or sentence that no other record has or had."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

# What a new record's address is made from.
TITLES: Final = {"claim": "statement", "actor": "name", "programme": "name", "topic": "name", "proposition": "sentence"}
LONGEST: Final = 70

IsTaken = Callable[[str, str], bool]  # whether a record of the noun has or had the slug


def slug_of(text: str) -> str:
    """A readable slug of a name or sentence, cut between words; empty if it has no letter that a slug can hold."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]


def free_key(noun: str, title: str, is_taken: IsTaken) -> str:
    """A slug of the title, with a number behind it if others have it."""
    base = slug_of(title) or noun
    key, number = base, 2
    while is_taken(noun, key):
        key, number = f"{base}-{number}", number + 1
    return key


def with_key(noun: str, tree: dict[str, Any], is_taken: IsTaken) -> dict[str, Any]:
    """An entry with a slug of its own, unless it brings one."""
    if tree.get("key"):
        return tree
    title = str(tree.get(TITLES.get(noun, ""), "") or tree.get("short", ""))
    return {**tree, "key": free_key(noun, title, is_taken)}
