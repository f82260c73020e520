"""The independent readers, each as one function from a file's text to plain values."""

import re
from dataclasses import dataclass, field
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string as read_with_bibtexparser
from pybtex.database import Person
from pybtex.database import parse_string as read_with_pybtex
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from app.citations import Name
from app.citations.words import one_line

# LaTeX's own names: pylatexenc does not know those of the braces, and reads the third as another circumflex.
_MACROS = get_default_latex_context_db()
_NAMES = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
_MACROS.add_context_category("names", macros=[MacroTextSpec(*name) for name in _NAMES.items()], prepend=True)
_LATEX = LatexNodes2Text(latex_context=_MACROS, strict_latex_spaces=True, keep_comments=True)


@dataclass
class Entry:
    """What a reader found: its type, its fields as text, its people as they read."""

    kind: str
    key: str
    fields: dict[str, str]
    people: dict[str, list[str]] = field(default_factory=dict)


def folded(text: str) -> str:
    """Readers fold every kind of blank; what remains must be the same."""
    return " ".join(re.sub(r"[\s\x00-\x1f\x7f-\x9f]", " ", one_line(text)).split())


def in_full(name: Name) -> str:
    return folded(name.in_full)


def people(names: tuple[Name, ...]) -> list[str]:
    return [full for name in names if (full := in_full(name))]


def printed(latex: str) -> str:
    """What LaTeX would print."""
    return folded(_LATEX.latex_to_text(latex))


def with_pybtex(text: str) -> list[Entry]:
    return [
        Entry(
            entry.type,
            key,
            dict(entry.fields),
            {role: [_read_out(person) for person in persons] for role, persons in entry.persons.items()},
        )
        for key, entry in read_with_pybtex(text, "bibtex").entries.items()
    ]


def _read_out(person: Person) -> str:
    parts = [
        *person.first_names,
        *person.middle_names,
        *person.prelast_names,
        *person.last_names,
        *person.lineage_names,
    ]
    return printed(" ".join(parts))


def with_bibtexparser(text: str) -> list[Entry]:
    library = read_with_bibtexparser(text)
    assert library.failed_blocks == []
    return [
        Entry(entry.entry_type, entry.key, {one.key: str(one.value) for one in entry.fields})
        for entry in library.entries
    ]


def with_rispy(text: str) -> list[dict[str, Any]]:
    return rispy.loads(text, delimiter_tags_mapping={})
