"""Entries as curation files: the grammar of seeds/README.md, written as by hand. What is read from them is the same."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from app.entries.text import Entry

WIDTH = 110  # of a line of prose
LONGEST = 80  # of prose that stands beside its field
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_NUMBER = re.compile(r"0|[1-9]\d{0,14}")


class _Words(str):
    """Words of a source: in quotation marks, on one line."""

    __slots__ = ()


class _Listed(list[Any]):
    """A list of slugs or names: on one line."""


class _Dumper(yaml.SafeDumper):
    """As the hand-written files look: lists stand in from their field, words of sources are never broken."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  (as the caller names it)
        super().increase_indent(flow, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002  (as above)
        super().write_double_quoted(text, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (as above)
        return True


def file_of(section: str, records: Iterable[tuple[dict[str, Any], str]], source: str | None = None) -> Iterator[str]:
    """The lines of a file with one section: each record in its plain form, with a comment above it or none.

    `source` is the source of all quotes that name none.
    """
    if source:
        yield f"source: {source}\n\n"
    yield f"{section}:\n"
    for number, (record, comment) in enumerate(records):
        if number:
            yield "\n"
        if comment:
            yield f"  # {' '.join(comment.split())}\n"
        text = yaml.dump([record], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, indent=2)
        yield "".join(f"  {line}\n" for line in text.removesuffix("\n").split("\n"))


def plain(entry: Entry, source: str | None, needs_place: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The entry as a file says it: without defaults, and quotes as the words alone where the file names their source.

    `needs_place` tells of a quote whether its words and those around them do not say which place is meant.
    """
    data: dict[str, Any] = _shown(entry.canonical(), source, needs_place)
    return data


def _shown(value: Any, source: str | None, needs_place: Callable[[dict[str, Any]], bool], field: str = "") -> Any:
    if isinstance(value, dict) and "exact" in value:
        return _quote(value, source, needs_place)
    if isinstance(value, dict):
        return {key: _shown(one, source, needs_place, key) for key, one in value.items()}
    if isinstance(value, list):
        shown = [_shown(one, source, needs_place, field) for one in value]
        return shown if any(isinstance(one, dict) or field == "quotes" for one in shown) else _Listed(shown)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return _Words(value) if field in ("hedges", "cue", "text") and isinstance(value, str) else value


def _quote(quote: dict[str, Any], source: str | None, needs_place: Callable[[dict[str, Any]], bool]) -> Any:
    rest = {field: _Words(quote[field]) for field in ("exact", "prefix", "suffix") if quote.get(field)}
    if needs_place(quote):
        rest["start"] = quote["start"]
    if quote["source"] == source:
        return rest["exact"] if len(rest) == 1 else rest
    return {"source": quote["source"], **rest}


def _represent(dumper: _Dumper, text: str) -> yaml.Node:
    """Dates and numbers plain, as by hand; long prose over several lines."""
    if _NUMBER.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:int", text)
    if _DATE.fullmatch(text):
        tag = "timestamp" if len(text) == 10 else "str"
        return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", text)
    style = ">" if len(text) > LONGEST else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent)
_Dumper.add_representer(_Words, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(
    _Listed, lambda dumper, some: dumper.represent_sequence("tag:yaml.org,2002:seq", some, flow_style=True)
)
