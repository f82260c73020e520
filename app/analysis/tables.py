"""Rows as CSV and texts as lines, in pieces that can be sent while more are made. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

PIECE: Final = 64 * 1024  # characters that are given at once
BOM: Final = "\ufeff"
BETWEEN: Final = " | "  # stands between the values of one cell
# A spreadsheet takes a cell that starts so for a formula. The wide forms count in Japanese and Chinese ones.
# Source: OWASP, “CSV Injection”.
FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")

Cell = str | int | None


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> Iterator[str]:
    """The rows as CSV, the names of the columns first and at once. Every cell is quoted. Source: RFC 4180.

    The first row need not be there yet when the names are sent, so a reader sees that it has begun.
    """
    return table_of(columns, map(_row, rows), bom=bom)


def table_of(columns: Sequence[str], rows: Iterable[str], *, bom: bool = False) -> Iterator[str]:
    """The same of rows that are written already, each cell by `cell` or harmless by itself."""
    yield (BOM if bom else "") + _row(columns)
    for piece in _pieces(rows):
        yield piece.replace("\0", "")  # the one character that a table cannot hold


def lines_of(texts: Iterable[str]) -> Iterator[str]:
    """The texts, each on a line of its own, in pieces."""
    return _pieces(f"{text}\n" for text in texts)


def plain(text: str | None) -> str:
    """The text for a cell: with an apostrophe before it where a spreadsheet would take it for a formula."""
    if not text:
        return ""
    return f"'{text}" if text[0] in FORMULA else text


def cell(text: str | None) -> str:
    """The text as it stands between the quotation marks of a cell; never a formula."""
    return plain(text).replace('"', '""')


def _row(cells: Sequence[Cell]) -> str:
    """One row. The csv module looks at each character by itself, which took longer than reading the row did."""
    texts = ["" if cell is None else str(cell).replace('"', '""') for cell in cells]
    return '"' + '","'.join(texts) + '"\r\n'


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for text in texts:
        gathered.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield "".join(gathered)
