"""Claims with the words they rest on, to read and to pass on: as Markdown, and as a DOCX brief with footnotes. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.citations import pandoc, pandoc_json, styles, stylesheets
from app.citations.pandoc import Node
from app.citations.references import Reference
from app.citations.terms import Terms
from app.citations.words import one_line

STYLE: Final = "chicago-notes"  # footnotes in full, short the second time
# What CommonMark could take for markup inside a line; a line of ours never begins with words of a source.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>#|~&!])")


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim: what is claimed, by whom, when and how, at which address; and the quotes it rests on, as references."""

    statement: str
    claimant: str
    said: str  # “4 July 2026”, “published 4 July 2026”, or nothing
    kind: str
    url: str
    quotes: tuple[Reference, ...]

    @property
    def by(self) -> str:
        return f"{' · '.join(part for part in (self.claimant, self.kind, self.said) if part)}"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the findings: what was asked, and on what terms the answer may be used."""

    title: str
    asked: str
    terms: Terms


def write_markdown(heading: Heading, findings: Iterable[Finding]) -> Iterator[str]:
    """CommonMark: each claim with its quotes, each quote with its place and source."""
    yield f"# {_escaped(heading.title)}\n\n{_escaped(heading.asked)}\n\n{_escaped(heading.terms.notice)}\n"
    for finding in findings:
        yield f"\n## {_escaped(finding.statement)}\n\n{_escaped(finding.by)}: <{finding.url}>\n"
        for quote in finding.quotes:
            yield f"\n> “{_escaped(quote.quote)}”\n>\n> — {_escaped(_place(quote))} <{quote.note}>\n"


def write_brief(heading: Heading, findings: Sequence[Finding]) -> bytes:
    """A DOCX: each claim as a heading, then who claims it, and its quotes with a footnote each.

    The same findings give the same bytes. Raises Refused without pandoc, and when it takes too long.
    """
    cited, blocks = _Cited(), _opening(heading)
    for finding in findings:
        blocks += [_heading(2, finding.statement), _by(finding)]
        blocks += [{"t": "BlockQuote", "c": [_quoted(quote, cited)]} for quote in finding.quotes]
    csl = stylesheets.stylesheet(styles.STYLES[STYLE].csl)
    meta = {"references": pandoc_json.listed(cited.items), "suppress-bibliography": {"t": "MetaBool", "c": True}}
    # In two steps, as `styles.bibliography` does: the file must not carry the first one's metadata.
    written = json.loads(pandoc.convert(blocks, meta, "json", csl=csl))["blocks"]
    title = {"t": "MetaInlines", "c": _words(heading.title)}
    return pandoc.convert(written, {"title": title, "lang": {"t": "MetaString", "c": "en"}}, "docx")


class _Cited:
    """The sources that footnotes name, each once, under a number of its own."""

    def __init__(self) -> None:
        self.items: list[Node] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, quote: Reference) -> int:
        source = (quote.title, quote.url)
        if source not in self._numbers:
            self._numbers[source] = len(self.items)
            self.items.append(pandoc_json.item(quote, len(self.items), STYLE))
        return self._numbers[source]


def _opening(heading: Heading) -> list[Node]:
    return [_paragraph(heading.asked), _paragraph(heading.terms.notice)]


def _heading(level: int, text: str) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], _words(text)]}


def _paragraph(text: str) -> Node:
    return {"t": "Para", "c": _words(text)}


def _by(finding: Finding) -> Node:
    link = {"t": "Link", "c": [["", [], []], _words(finding.url), [finding.url, ""]]}
    return {"t": "Para", "c": [*_words(f"{finding.by}:"), {"t": "Space"}, link]}


def _quoted(quote: Reference, cited: _Cited) -> Node:
    note = pandoc_json.citation(quote, cited.number(quote))["c"]
    return {"t": "Para", "c": [*_words(f"“{quote.quote}”"), *note]}


def _words(text: str) -> list[Node]:
    """In one piece: nothing here is wrapped, and a node for each word would take a hundred times the memory."""
    return [{"t": "Str", "c": one_line(text)}]


def _place(quote: Reference) -> str:
    """Who, what, when and where, in the order in which one would say it."""
    people = ", ".join(name.in_full for name in quote.authors or quote.editors)
    locator = " ".join(part for part in (quote.locator_label, quote.locator) if part)
    date = quote.dated.in_words if quote.dated else "no date"
    return ", ".join(part for part in (people, quote.title, quote.container or quote.publisher, date, locator) if part)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", one_line(text))
