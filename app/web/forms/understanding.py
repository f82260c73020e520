"""The entries that a form stands for, or what is wrong with it beside its fields."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from app.entries import ENTRIES, Entry
from app.entries.complaints import complaints_of
from app.errors import Complaint
from app.vocabulary import TargetType
from app.web.forms.filled import Filled
from app.web.forms.keys import IsTaken, with_key
from app.web.forms.resolving import Naming, resolved
from app.web.forms.shapes import quoting_itself, to_entry
from app.web.forms.values import compacted, nested

# What comes along with a claim: actors that are new with it, and its links to other claims.
BESIDE: Final = ("new_actors", "links")
TARGETS: Final = {target.value for target in TargetType}

Path = tuple[str | int, ...]  # where in an entry or a form, as pydantic's `loc`


def entries_of(form: Filled, naming: Naming, is_taken: IsTaken) -> tuple[Filled, list[Entry]]:
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

    def named(noun: str, text: str) -> str | list[str]:
        if (noun, text) == (form.noun, tree.get("key")):
            return text  # a source's facts rest on its own words
        return new.get(text.strip().casefold()) or naming(noun, text) if noun == "actor" else naming(noun, text)

    def check(noun: str, fields: dict[str, Any], *above: str | int) -> None:
        wrong: list[Complaint] = []
        try:
            entries.append(ENTRIES[noun].model_validate(resolved(fields, ENTRIES[noun], named, wrong)))
        except ValidationError as error:
            wrong += complaints_of(error, ENTRIES[noun])
        complaints.extend(at_field(above, noun, one) for one in wrong)

    for index, actor in _rows(beside, "new_actors", complaints):
        made = with_key("actor", dict(actor), lambda noun, key: is_taken(noun, key) or key in new.values())
        new[str(actor.get("name", "")).strip().casefold()] = made["key"]
        check("actor", made, "new_actors", index)
    tree = to_entry(form.noun, tree)
    tree = {**tree, "key": form.slug} if form.slug else with_key(form.noun, tree, is_taken)
    check(form.noun, quoting_itself(tree) if form.noun == "source" else tree)
    for index, link in _rows(beside, "links", complaints):
        check("link", {"from": tree.get("key"), **link}, "links", index)
    return form.with_complaints(*_once(complaints)), [] if complaints else entries


def _rows(beside: Mapping[str, Any], name: str, complaints: list[Complaint]) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a list with their numbers. What is no row only a script can have sent; it is told."""
    rows = list(enumerate(beside[name])) if isinstance(beside[name], list) else [(0, beside[name])]
    for index, row in rows:
        if not isinstance(row, dict):
            complaints.append(Complaint(f"{name}.{index}", "has no fields", "send a field for each part"))
    return [(index, dict(row)) for index, row in rows if isinstance(row, dict)]


def at_field(above: Path, noun: str, complaint: Complaint) -> Complaint:
    """The complaint about an entry of that noun at the field of the form that it came from, `above` leading to it."""
    path = complaint.path or ((complaint.field,) if complaint.field else ())
    path = (*above, *(_in_form(path, complaint.wrong) if noun == "claim" else path))
    return replace(complaint, field=".".join(map(str, path)), path=path)


def _in_form(path: Path, wrong: str) -> Path:
    """Where the form of a claim has that field of its entry: a stance's target is in `name`, whatever it is."""
    match path:
        case ():
            return _about_several(wrong)
        case ("hedges", *_):
            return ("hedges",)
        case ("stances", row, str(target)) if target in TARGETS:
            return ("stances", row, "name")
        case _:
            return path


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
