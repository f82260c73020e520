"""Bibliographies: many references in one style as a file to put into a paper. The same list gives the same bytes."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from app.citations import pandoc, styles
from app.citations.pandoc import Node
from app.citations.references import Reference
from app.errors import Complaint, Refused

MOST: Final = 1_000  # entries: eight seconds in APA, whose years with letters take the square of their number
_TAGS: Final = {"a", "b", "div", "em", "i", "span", "strong", "sub", "sup"}
_BETWEEN_DASHES: Final = re.compile(r"-(?=[->])")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `write` takes the entries, each as pandoc's inlines, and what may be done with them."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[list[list[Node]], str], bytes]


def write_bibliography(references: Iterable[Reference], style: str, suffix: str, notice: str) -> bytes:
    """In the order and with the numbers that the style demands. `notice` stands where no reader's paper would show it.

    Raises Refused for more than MOST references, for an unknown style, without pandoc and when it takes too long.
    """
    some = list(islice(references, MOST + 1))
    if len(some) > MOST:
        cure = "narrow the list, or take it as BibTeX or RIS, which have no limit, and let your program set it"
        raise Refused(Complaint("list", f"a bibliography in a style holds up to {MOST:,} entries", cure))
    return KINDS[suffix].write(styles.list_entries(some, style), notice)


def _office(to: str) -> Callable[[list[list[Node]], str], bytes]:
    """A text document: a paragraph for each entry, in the style that word processors have for bibliographies."""

    def write(entries: list[list[Node]], notice: str) -> bytes:
        set_apart = ["", [], [["custom-style", "Bibliography"]]]
        paragraphs: list[Node] = [{"t": "Para", "c": entry} for entry in entries]
        # Of all metadata only the description is not printed.
        return pandoc.convert(
            [{"t": "Div", "c": [set_apart, paragraphs]}], {"description": {"t": "MetaString", "c": notice}}, to
        )

    return write


def _markdown(entries: list[list[Node]], notice: str) -> bytes:
    return f"{styles.commonmark(_paragraphs(entries))}\n{_remark(notice)}\n".lstrip().encode()


def _page(entries: list[list[Node]], notice: str) -> bytes:
    """A page with nothing but the entries, sanitised."""
    import nh3

    allowed: dict[str, Any] = {"a": {"href"}, "div": {"class"}, "span": {"class"}}
    listed: list[Node] = [{"t": "Div", "c": [["", ["csl-entry"], []], [{"t": "Plain", "c": one}]]} for one in entries]
    made = pandoc.convert(listed, {}, "html").decode()
    safe = nh3.clean(made, tags=_TAGS, attributes=allowed, url_schemes={"http", "https"}, link_rel="noreferrer")
    head = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Bibliography · Ascribe</title></head>'
    body = f'<body>\n{_remark(notice)}\n<h1>Bibliography</h1>\n<div class="csl-bib-body">\n{safe}</div>\n</body>'
    return f"{head}\n{body}\n</html>\n".encode()


def _text(entries: list[list[Node]], _notice: str) -> bytes:
    return pandoc.convert(_paragraphs(entries), {}, "plain")


def _paragraphs(entries: Sequence[list[Node]]) -> list[Node]:
    return [{"t": "Para", "c": styles.unwrapped(entry)} for entry in entries]


def _remark(notice: str) -> str:
    """As a comment, in which two hyphens may not follow each other."""
    return f"<!-- {_BETWEEN_DASHES.sub('‐', notice)} -->"


KINDS: Final[dict[str, Kind]] = {
    kind.suffix: kind
    for kind in (
        Kind(
            "docx",
            "Word (DOCX)",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _office("docx"),
        ),
        Kind("odt", "OpenDocument (ODT)", "application/vnd.oasis.opendocument.text", _office("odt")),
        Kind("md", "Markdown", "text/markdown", _markdown),
        Kind("html", "Web page (HTML)", "text/html", _page),
        Kind("txt", "Text", "text/plain", _text),
    )
}
