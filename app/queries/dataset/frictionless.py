"""The public base as a data package: a ZIP of CSV files with a description that programs can check them against.

Source: Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io), which all readers know.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.citations.archives import Archive, Member
from app.citations.terms import TITLE, Terms
from app.models.base import PartialDateText, UtcDateTime
from app.queries.dataset.tables import Table, public_tables

Progress = Callable[[int, int], None]
# Each column type with its name in a Table Schema; the first that fits counts.
_TYPES: Final[tuple[tuple[type[Any], dict[str, Any]], ...]] = (
    (PartialDateText, {"type": "string", "description": "A date as far as it is known: 2025, 2025-12 or 2025-12-31."}),
    (UtcDateTime, {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S.%f", "description": "In UTC."}),
    (sa.Boolean, {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}),
    (sa.Integer, {"type": "integer"}),
    (sa.Float, {"type": "number"}),
    (sa.JSON, {"type": "array", "description": "A list as JSON."}),
    (sa.String, {"type": "string"}),
)
_README: Final = """{title}

{cite}

{rights}

Each file in data/ is a table in UTF-8; datapackage.json describes its columns and how the tables refer to each other.
An empty cell is a value that is not stated. Offsets count Unicode code points from the start of a source's text.
"""
PIECE: Final = 1024 * 1024  # characters of CSV made at a time


def write_datapackage(
    session: Session, path: Path, terms: Terms, progress: Progress = lambda _done, _all: None
) -> None:
    """Fill a new ZIP; `progress` is told how many tables of how many are done. The same base gives the same bytes."""
    tables = public_tables()
    with path.open("wb") as file, Archive(file) as archive:
        resources = []
        for done, table in enumerate(tables, 1):
            resources.append(_resource(table, archive.add(f"data/{table.name}.csv", _csv(session, table))))
            progress(done, len(tables))
        described = json.dumps(_package(terms, resources), ensure_ascii=False, indent=2)
        archive.add("datapackage.json", [described.encode()])
        archive.add("README.txt", [_README.format(title=TITLE, cite=terms.cite, rights=terms.rights).encode()])


def _csv(session: Session, table: Table) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    write = csv.writer(text).writerow
    write([column.name for column in table.columns])
    for row in table.rows(session):
        write(row)
        if text.tell() > PIECE:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece


def _package(terms: Terms, resources: Iterable[dict[str, Any]]) -> dict[str, Any]:
    licence = {"name": terms.licence_id, "title": terms.licence}
    home = {"homepage": terms.address} if terms.address else {}
    return {
        "profile": "tabular-data-package",
        "name": "ascribe",
        "title": TITLE,
        "description": f"{terms.rights}\n\nHow to cite: {terms.cite}",
        **home,
        "version": str(terms.version),
        "licenses": [licence | ({"path": terms.licence_url} if terms.licence_url else {})],
        "resources": list(resources),
    }


def _resource(table: Table, member: Member) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": member.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": member.size,
        "hash": f"sha256:{member.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [column.name for column in table.columns if column.primary_key]
    foreign = [
        {"fields": column.name, "reference": {"resource": _named(table, key), "fields": key.column.name}}
        for column in table.columns
        for key in column.foreign_keys
    ]
    described = {"fields": [_field(column) for column in table.columns], "primaryKey": keys}
    return described | ({"foreignKeys": foreign} if foreign else {})


def _named(table: Table, key: sa.ForeignKey) -> str:
    """A table refers to itself by an empty name."""
    other = key.column.table.name
    return "" if other == table.name else other.replace("_", "-")


def _field(column: sa.Column[Any]) -> dict[str, Any]:
    known = next(described for kind, described in _TYPES if isinstance(column.type, kind))
    rules: dict[str, Any] = {}
    # An empty text is a value to us and a missing one to a Table Schema, so texts are never required.
    if not column.nullable and not isinstance(column.type, sa.String):
        rules["required"] = True
    if column.unique:
        rules["unique"] = True
    if isinstance(column.type, sa.Enum):
        rules["enum"] = list(column.type.enums)
    return {"name": column.name, **known, **({"constraints": rules} if rules else {})}
