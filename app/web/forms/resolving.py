"""Names that people type, made into the slugs of the records they mean."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from app.entries.text import SLUG, model_in, noun_named_by
from app.errors import Complaint

# Gives the slug of the record of that noun that goes by that name; or the names that are near, if none or several do.
Naming = Callable[[str, str], "str | list[str]"]


def resolved(
    tree: Any, model: type[BaseModel], naming: Naming, complaints: list[Complaint], above: tuple[str | int, ...] = ()
) -> Any:
    """The same with every name of another record made into its slug. To `complaints` come the names that fit none."""
    if not isinstance(tree, Mapping):
        return tree
    found: dict[str, Any] = dict(tree)
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in found:
            continue
        noun, inner = noun_named_by((info.annotation, *info.metadata)), model_in(info.annotation)
        if noun:
            found[key] = _slugs(found[key], noun, naming, complaints, (*above, key))
        elif inner and isinstance(found[key], list):
            found[key] = [
                resolved(row, inner, naming, complaints, (*above, key, index)) for index, row in enumerate(found[key])
            ]
        elif inner:
            found[key] = resolved(found[key], inner, naming, complaints, (*above, key))
    return found


def _slugs(value: Any, noun: str, naming: Naming, complaints: list[Complaint], path: tuple[str | int, ...]) -> Any:
    if isinstance(value, list):
        return [_slugs(one, noun, naming, complaints, (*path, index)) for index, one in enumerate(value)]
    if not isinstance(value, str):
        return value
    found = naming(noun, value)
    if isinstance(found, str):
        return found
    wrong, cure = f"no {noun} is called “{value[:80]}”", _cure(noun, value, found)
    complaints.append(Complaint(".".join(map(str, path)), wrong, cure, path))
    # A stand-in, so that nothing else is said of this field.
    return value if SLUG.fullmatch(value) else "x"


def _cure(noun: str, value: str, near: list[str]) -> str:
    if any(name.casefold() == value.strip().casefold() for name in near):
        return f"several are; write one of: {', '.join(near)}"
    add = "add it below as a new actor" if noun == "actor" else f"add the {noun} first"
    return f"did you mean {' or '.join(near)}? If not, {add}" if near else f"correct the name or {add}"
