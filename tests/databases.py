"""Databases that live as long as one test: migrated or seeded once a session, then copied for whoever asks.

SQLite bases are files; PostgreSQL bases live in one server, see tests/postgres.py.
"""

import contextlib
import itertools
import secrets
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

ROOT = Path(__file__).parent.parent


class Bases(ABC):
    """Databases of one kind. Each is a copy of a template, and each template is filled once."""

    def __init__(self) -> None:
        self._templates: set[str] = set()
        self._numbers = itertools.count(1)

    @contextlib.contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a fresh base: migrated, with no records."""
        self._fill_template("migrated")
        with self._copy("migrated") as url:
            yield url

    @contextlib.contextmanager
    def seeded(self) -> Iterator[str]:
        """The address of a fresh base with the whole curation of seeds/ in it."""
        self._fill_template("migrated")
        self._fill_template("seeded", start_from="migrated")
        with self._copy("seeded") as url:
            yield url

    @contextlib.contextmanager
    def _copy(self, template: str) -> Iterator[str]:
        name = f"{template}_{next(self._numbers)}"
        url = self._create(name, template)
        try:
            yield url
        finally:
            self._drop(name)

    def _fill_template(self, name: str, start_from: str | None = None) -> None:
        if name in self._templates:
            return
        url = self._create(name, start_from)
        try:
            {"migrated": _migrate, "seeded": _seed}[name](url)
        except BaseException:
            self._drop(name)  # so that the next test meets the true error, not a half-filled template
            raise
        self._templates.add(name)

    @abstractmethod
    def _create(self, name: str, template: str | None) -> str: ...

    @abstractmethod
    def _drop(self, name: str) -> None: ...


class SqliteBases(Bases):
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _create(self, name: str, template: str | None) -> str:
        target = self._folder / f"{name}.sqlite"
        if template is not None:
            with (
                contextlib.closing(sqlite3.connect(self._folder / f"{template}.sqlite")) as original,
                contextlib.closing(sqlite3.connect(target)) as copy,
            ):
                original.backup(copy)
        return f"sqlite:///{target}"

    def _drop(self, name: str) -> None:
        for file in self._folder.glob(f"{name}.sqlite*"):
            file.unlink()


class PostgresBases(Bases):
    """Databases in one server, under names that no other run uses."""

    def __init__(self, server: str) -> None:
        super().__init__()
        self._server = make_url(server)
        self._run = f"ascribe_test_{secrets.token_hex(4)}"

    def drop_templates(self) -> None:
        for name in self._templates:
            self._drop(name)

    def _create(self, name: str, template: str | None) -> str:
        self._execute(
            f'CREATE DATABASE "{self._run}_{name}"' + (f' TEMPLATE "{self._run}_{template}"' if template else "")
        )
        return self._server.set(database=f"{self._run}_{name}").render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{self._run}_{name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        import psycopg
        from psycopg import sql

        address = self._server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement))


@contextlib.contextmanager
def open_engine(url: str) -> Iterator[Engine]:
    from app import db

    engine = db.make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextlib.contextmanager
def open_session(engine: Engine) -> Iterator[Session]:
    from app import db

    with db.make_sessions(engine)() as session:
        yield session


@contextlib.contextmanager
def open_app(url: str, data_dir: Path, *, format_citations: bool = False) -> Iterator[FastAPI]:
    """The application over a base. Each write would else run pandoc for seconds behind its answer."""
    from app.main import create_app
    from app.settings import Settings

    app = create_app(Settings(database_url=url, data_dir=data_dir, format_citations=format_citations))
    try:
        yield app
    finally:
        app.state.citations.stop()
        app.state.engine.dispose()


def _migrate(url: str) -> None:
    from app import db

    with open_engine(url) as engine:
        db.upgrade(engine)


def _seed(url: str) -> None:
    from app.store import seeds

    with open_engine(url) as engine, open_session(engine) as session:
        seeds.load(session, ROOT / "seeds")
        session.commit()
