"""The entries that a form stands for, or what is wrong with it beside its fields."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from app.entries import ENTRIES, Entry, NewLink
from app.entries.complaints import complaints_of
from app.errors import Complaint
from app.web.forms.filled import Filled
from app.web.forms.resolving import Naming, resolved
from app.web.forms.shapes import quoting_itself, to_entry
from app.web.forms.values import compacted, nested

# What a new record's address is made from.
TITLES: Final = {"claim": "statement", "actor": "name", "programme": "name", "topic": "name", "proposition": "sentence"}
LONGEST_KEY: Final = 70
# What comes along with a claim: actors that are new with it, and its links to other claims.
BESIDE: Final = ("new_actors", "links")


def entries_of(form: Filled, naming: Naming, is_taken: Callable[[str, str], bool]) -> tuple[Filled, list[Entry]]:
    """The entries that a form stands for, in the order in which they are to be written.

    New actors come first, then the record, then its links. Where something is wrong there are no entries, and the form
    that comes back says what, beside its fields. Names are made into slugs; a new record gets a slug of its own.
    """
    form = replace(form, values=compacted(form.values), complaints=())
    tree = nested(form.values)
    beside = {name: tree.pop(name, []) for name in BESIDE}
    complaints: list[Complaint] = []
    entries: list[Entry] = []
    new: dict[str, str] = {}  # names of new actors, and their slugs
    for index, actor in _rows(beside, "new_actors", complaints):
        made = _with_key("actor", dict(actor), lambda noun, key: is_taken(noun, key) or key in new.values())
        new[str(actor.get("name", "")).strip().casefold()] = made["key"]
        _check("actor", made, ("new_actors", index), entries, complaints)

    def named(noun: str, text: str) -> str | list[str]:
        if (noun, text) == (form.noun, tree.get("key")):
            return text  # a source's facts rest on its own words
        return new.get(text.strip().casefold()) or naming(noun, text) if noun == "actor" else naming(noun, text)

    tree = to_entry(form.noun, tree)
    tree = {**tree, "key": form.slug} if form.slug else _with_key(form.noun, tree, is_taken)
    tree = quoting_itself(tree) if form.noun == "source" else tree
    tree = resolved(tree, ENTRIES[form.noun], named, (), complaints)
    _check(form.noun, tree, (), entries, complaints)
    for index, link in _rows(beside, "links", complaints):
        whole = resolved({"from": tree.get("key"), **link}, NewLink, named, ("links", index), complaints)
        _check("link", whole, ("links", index), entries, complaints)
    return form.with_complaints(*_once(complaints)), [] if complaints else entries


def slug_of(text: str) -> str:
    """A readable slug of a name or sentence, cut between words; empty if it has no letter that a slug can hold."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= LONGEST_KEY else slug[: LONGEST_KEY + 1].rpartition("-")[0] or slug[:LONGEST_KEY]


def _rows(beside: Mapping[str, Any], name: str, complaints: list[Complaint]) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a list with their numbers. What is no row only a script can have sent; it is told."""
    rows = list(enumerate(beside[name])) if isinstance(beside[name], list) else [(0, beside[name])]
    for index, row in rows:
        if not isinstance(row, dict):
            complaints.append(
                Complaint(f"{name}.{index}", "has no fields", "send a field for each part", (name, index))
            )
    return [(index, dict(row)) for index, row in rows if isinstance(row, dict)]


def _with_key(noun: str, tree: dict[str, Any], is_taken: Callable[[str, str], bool]) -> dict[str, Any]:
    if tree.get("key"):
        return tree
    base = slug_of(str(tree.get(TITLES.get(noun, ""), "") or tree.get("short", ""))) or noun
    key, number = base, 2
    while is_taken(noun, key):
        key, number = f"{base}-{number}", number + 1
    return {**tree, "key": key}


def _check(
    noun: str, tree: Any, above: tuple[str | int, ...], entries: list[Entry], complaints: list[Complaint]
) -> None:
    model = ENTRIES[noun]
    try:
        entries.append(model.model_validate(tree))
    except ValidationError as error:
        complaints += [at_field(above, noun, one) for one in complaints_of(error, model)]


def at_field(above: tuple[str | int, ...], noun: str, complaint: Complaint) -> Complaint:
    """The complaint about an entry of that noun at the field of the form that it came from, `above` leading to it."""
    inner = replace(complaint, path=complaint.path or ((complaint.field,) if complaint.field else ()))
    path = (*above, *_in_form(noun, inner).path)
    return replace(complaint, field=".".join(map(str, path)), path=path)


def _in_form(noun: str, complaint: Complaint) -> Complaint:
    """The complaint at the field of the form: a stance's target is named in `name`, whatever it is."""
    path = complaint.path
    if (
        noun == "claim"
        and len(path) == 3
        and path[0] == "stances"
        and path[2] in {"proposition", "programme", "actor", "topic"}
    ):
        return replace(complaint, path=(*path[:2], "name"))
    if noun == "claim" and path and path[0] == "hedges":
        return replace(complaint, path=("hedges",))
    if noun == "claim" and not path:
        return replace(complaint, path=_about_several(complaint.wrong))
    return complaint


def _about_several(wrong: str) -> tuple[str, ...]:
    """The field that a rule over several fields of a claim is about, told by its words."""
    if "chain" in wrong:
        return ("attribution",)
    if "hedge" in wrong:
        return ("hedges",)
    listed = re.search(r"twice under (\w+)", wrong)
    return (listed[1],) if listed else ()


def _once(complaints: list[Complaint]) -> Iterator[Complaint]:
    """The first complaint of each field that is said twice in the same words."""
    said = set()
    for one in complaints:
        if (one.field, one.wrong) not in said:
            said.add((one.field, one.wrong))
            yield one
