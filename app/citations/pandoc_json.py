"""A reference as pandoc's JSON: words as words, so that nothing in a title is ever read as markup.

Source: pandoc-types 1.23. Strings of CSL-JSON would be read for HTML tags and quotation marks; these values are not.
"""

import re
from typing import Any, Final

from app.citations.adapted import adapted
from app.citations.csl_json import csl
from app.citations.pandoc import Node
from app.citations.references import Reference
from app.citations.words import one_line

_TITLES: Final = {"title", "container-title", "collection-title"}
_CODES: Final = {"id", "type", "language"}
# What no bibliography prints, beyond the few styles that print abstracts and notes.
_NOT_PRINTED: Final = {"keyword", "note"}
_QUOTED: Final = re.compile('“([^“”]+)”|"([^"]+)"')
# Small words that headline capitals spare; pandoc takes one after “U.S.” for the beginning of a sentence.
_SMALL_WORDS: Final = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet".split()
)


def item(reference: Reference, number: int, style: str) -> Node:
    """The reference as an entry of the document's `references`, under the id `r0`, `r1` …, told for that style."""
    told = adapted(csl(reference), style)
    values = {variable: value for variable, value in told.items() if variable not in _NOT_PRINTED}
    values["id"] = f"r{number}"
    if reference.printed_note:
        values["note"] = reference.printed_note
    return _map({variable: _value(variable, value) for variable, value in values.items()})


def citation(reference: Reference, number: int) -> Node:
    """A paragraph that cites `r0`, `r1` … at the reference's locator."""
    cited = {
        "citationId": f"r{number}",
        "citationPrefix": [],
        "citationSuffix": _locator(reference),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[cited], []]}]}


def listed(values: list[Node]) -> Node:
    return {"t": "MetaList", "c": values}


def inlines(text: str) -> list[Node]:
    """Words and the spaces between them."""
    nodes: list[Node] = []
    for word in one_line(text).split(" "):
        nodes += [{"t": "Space"}, {"t": "Str", "c": word}]
    return nodes[1:]


def _title(text: str) -> list[Node]:
    """With quotations marked, which a style may have to set in single quotation marks, and small words spared."""
    nodes: list[Node] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        nodes += _words(text[end : quoted.start()])
        nodes.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, _words(quoted[1] or quoted[2])]})
        end = quoted.end()
    return nodes + _words(text[end:])


def _words(text: str) -> list[Node]:
    """Blanks at either end are kept, since a quotation may stand there."""
    nodes: list[Node] = []
    before = ""
    for at, word in enumerate(text.split(" ")):
        if at:
            nodes.append({"t": "Space"})
        if word:
            nodes.append(_spared(word) if before.endswith(".") and word in _SMALL_WORDS else {"t": "Str", "c": word})
        before = word
    return nodes


def _spared(word: str) -> Node:
    return {"t": "Span", "c": [["", ["nocase"], []], [{"t": "Str", "c": word}]]}


def _locator(reference: Reference) -> list[Node]:
    if not reference.locator:
        return []
    place = one_line(f"{reference.locator_label} {reference.locator}").translate({ord("{"): "(", ord("}"): ")"})
    return inlines(f", {{{place}}}" if reference.locator_label else f", {place}")


def _value(variable: str, value: Any) -> Node:
    if variable in _CODES:
        return {"t": "MetaString", "c": value}
    if isinstance(value, dict):
        return _map({"date-parts": listed([_numbers(parts) for parts in value["date-parts"]])})
    if isinstance(value, list):
        return listed([_map({part: _inline(inlines(text)) for part, text in name.items()}) for name in value])
    return _inline(_title(value) if variable in _TITLES else inlines(value))


def _numbers(parts: list[int]) -> Node:
    return listed([{"t": "MetaString", "c": str(part)} for part in parts])


def _map(values: dict[str, Node]) -> Node:
    return {"t": "MetaMap", "c": values}


def _inline(nodes: list[Node]) -> Node:
    return {"t": "MetaInlines", "c": nodes}
