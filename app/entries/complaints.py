"""What pydantic found wrong, said so that a person can mend it."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from app.entries.text import model_in
from app.errors import Complaint

# By pydantic's name of the error: what is wrong and how to mend it, where neither depends on what was given.
PLAIN = {
    "missing": ("is missing", "add it"),
    "string_too_short": ("is empty", "fill it in"),
    "too_short": ("is empty", "fill it in"),
    "tuple_type": ("is not a list", "write each entry on a line of its own, after a hyphen"),
    "model_type": ("has no fields", "write it as field: value"),
    "dict_type": ("has no fields", "write it as field: value"),
}


def complaints_of(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """One complaint for each thing wrong, with the field's path as in the entry."""
    return [_complaint(dict(detail), model) for detail in error.errors(include_url=False)]


def _complaint(detail: dict[str, Any], model: type[BaseModel]) -> Complaint:
    path = tuple(detail["loc"])
    field = ".".join(str(step) for step in path)
    wrong, cure = _words(detail, model)
    return Complaint(field, wrong, cure, path)


def _words(detail: dict[str, Any], model: type[BaseModel]) -> tuple[str, str]:
    given, context = detail.get("input"), detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            return "is not a field here", _nearest(str(detail["loc"][-1]), _fields_beside(detail["loc"], model))
        case "enum":
            allowed = [word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(", ")]
            return f"“{_short(given)}” is not in the list", _nearest(str(given), allowed)
        case "value_error":
            wrong, _, cure = str(context["error"]).partition("; ")
            return wrong, cure or "mend it"
        case "string_too_long":
            return f"is longer than {context['max_length']:,} characters", "shorten it"
        case kind if kind in PLAIN:
            return PLAIN[kind]
        case _:
            return f"“{_short(given)}” does not fit", _lower(detail["msg"])


def _fields_beside(path: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """The fields, as they are written, of the model that the last step of the path stands in."""
    for step in path[:-1]:
        if isinstance(step, str):
            model = model_in(model.model_fields[step].annotation) or model
    return [info.alias or name for name, info in model.model_fields.items()]


def _nearest(word: str, words: list[str]) -> str:
    close = get_close_matches(word, words, n=1)
    return f"did you mean {close[0]}?" if close else f"use one of: {', '.join(words)}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
