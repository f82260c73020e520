"""The public base as one SQLite file: the same tables as ours, with a table `base` that says what it is."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from app.citations.terms import NAME, Terms
from app.models.base import NAMES
from app.queries.dataset.tables import Table, public_tables

Progress = Callable[[int, int], None]
BATCH = 5_000  # rows written at a time


def write_sqlite(session: Session, path: Path, terms: Terms, progress: Progress = lambda _done, _all: None) -> None:
    """Fill a new file with the public base; `progress` is told how many tables of how many are done.

    The file has no journal beside it, so it can lie on a read-only disk and be opened with `mode=ro&immutable=1`.
    """
    tables = public_tables()
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # nobody misses a half-written copy
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("BEGIN")
        _describe(copy, terms, tables)
        twins = _twins(tables)
        for done, table in enumerate(tables, 1):
            _copy(session, copy, table, twins[table.name])
            progress(done, len(tables))
        copy.execute("COMMIT")
        copy.execute("ANALYZE")


def _describe(copy: sqlite3.Connection, terms: Terms, tables: tuple[Table, ...]) -> None:
    """What the file is, for whoever finds it in ten years; and what a row of each table is."""
    stated = {
        "name": NAME,
        "address": terms.address,
        "version": str(terms.version),
        "licence": terms.licence,
        "licence_address": terms.licence_url,
        "rights": terms.rights,
        "how_to_cite": terms.cite,
    }
    copy.execute("CREATE TABLE base (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    copy.executemany("INSERT INTO base VALUES (?, ?)", stated.items())
    copy.execute("CREATE TABLE base_tables (name TEXT PRIMARY KEY, description TEXT NOT NULL) WITHOUT ROWID")
    copy.executemany("INSERT INTO base_tables VALUES (?, ?)", [(table.name, table.description) for table in tables])


def _copy(session: Session, copy: sqlite3.Connection, table: Table, twin: sa.Table) -> None:
    copy.execute(str(CreateTable(twin).compile(dialect=sqlite.dialect())))
    insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
    for some in _batches(table.rows(session)):
        copy.executemany(insert, some)
    for index in sorted(twin.indexes, key=lambda index: str(index.name)):
        copy.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))


def _twins(tables: tuple[Table, ...]) -> dict[str, sa.Table]:
    """The public columns of each table with their keys and the indexes of single columns, and nothing else of ours."""
    metadata = sa.MetaData(naming_convention=NAMES)
    return {table.name: sa.Table(table.name, metadata, *map(_column, table.columns)) for table in tables}


def _column(column: sa.Column[Any]) -> sa.Column[Any]:
    return sa.Column(
        column.name,
        column.type,
        *(sa.ForeignKey(key.target_fullname) for key in column.foreign_keys),
        primary_key=column.primary_key,
        nullable=column.nullable,
        unique=column.unique,
        index=bool(column.index or column.foreign_keys) and not column.unique,
    )


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while some := list(islice(rows, BATCH)):
        yield some
