"""Curation as tables: CSV files with a row a record, read as texts with their lines. The columns: seeds/README.md."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from app.entries.curation import SECTIONS

COLUMNS: dict[str, tuple[str, ...]] = {
    "topics": ("key", "name", "definition"),
    "propositions": ("key", "sentence", "scope", "topic"),
    "actors": ("key", "name", "kind", "aliases", "description", "source", "quote", "note"),
    "programmes": ("key", "name", "kind", "status", "aliases", "description", "source", "quote", "note"),
    "claims": (
        *("key", "statement", "kind", "certainty", "hedges", "claimant", "said"),
        *("source", "quote", "prefix", "suffix", "mode", "cue", "page"),
        *("about", "programmes", "topics", "stances", "note", "status"),
    ),
}
# A column that only tables of one section have, for files whose name does not say what is in them.
TELLING = {"statement": "claims", "sentence": "propositions", "definition": "topics"}
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: the columns that the table has, with their cells."""

    section: str
    file: str
    line: int
    cells: dict[str, str]

    @property
    def noun(self) -> str:
        return SECTIONS[self.section].noun

    @property
    def key(self) -> str:
        return self.cells.get("key", "")


def read_table(name: str, content: bytes, mistakes: list[str]) -> Iterator[TableRow]:
    """The rows of a file; what is wrong with it goes to the mistakes, as `file:line: what is wrong; how to mend it`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        mistakes.append(f"{name}:1: is not in UTF-8; save it as CSV UTF-8")
        return
    rows = _rows(name, text, mistakes)
    _, head = next(rows, (1, []))
    columns = [cell.strip().lower() for cell in head]
    section = _section(name, columns)
    if section is None:
        cure = f"name the file {', '.join(f'{one}.csv' for one in COLUMNS)}"
        mistakes.append(f"{name}:1: does not say what its rows are; {cure}")
    elif wrong := _wrong_head(columns, COLUMNS[section]):
        mistakes.append(f"{name}:1: {wrong}")
    else:
        for line, row in rows:
            cells = [cell.strip() for cell in row]
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                mistakes.append(f"{name}:{line}: has more cells than the head; put a cell with a separator in quotes")
            elif any(cells):
                yield TableRow(section, name, line, dict(zip(columns, cells, strict=False)))


def _rows(name: str, text: str, mistakes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        mistakes.append(f"{name}:{line}: not CSV: {error}; mend the file")


def _section(name: str, columns: list[str]) -> str | None:
    stem = name.rpartition("/")[2].lower()
    named = next((section for section in COLUMNS if stem.startswith(section)), None)
    return named or next((TELLING[column] for column in columns if column in TELLING), None)


def _wrong_head(columns: list[str], known: tuple[str, ...]) -> str | None:
    for column in columns:
        if column not in known:
            close = get_close_matches(column, known, n=1)
            cure = f"did you mean {close[0]}?" if close else f"use some of: {', '.join(known)}"
            return f"“{column[:60]}” is no column here; {cure}"
        if columns.count(column) > 1:
            return f"the column “{column}” stands twice; take one out"
    return None if "key" in columns else "there is no column “key”; add it"
