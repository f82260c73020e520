"""What tests may ask for by name. A test that changes records takes a fresh base, one that only reads a seeded one.

    engine, session, app, client                a fresh, empty base; the test runs on SQLite and again on PostgreSQL
    sqlite_engine, sqlite_session, …            the same on SQLite only
    seeded                                      a session on the whole curation, on both; rolled back after the test
    seeded_engine, seeded_app, seeded_client    the whole curation on SQLite, read-only and shared

The fixtures of one line stand on the same base: what `session` commits, `client` sees.
"""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from tests.databases import Bases, PostgresBases, SqliteBases, open_app, open_engine, open_session
from tests.postgres import postgres_server

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def sqlite_bases(tmp_path_factory) -> SqliteBases:
    return SqliteBases(tmp_path_factory.mktemp("bases"))


@pytest.fixture(scope="session")
def postgresql_bases() -> Iterator[PostgresBases]:
    """Starts the server when the first test asks."""
    with postgres_server() as url:
        bases = PostgresBases(url)
        yield bases
        bases.drop_templates()


@pytest.fixture(params=DATABASES)
def database_url(request) -> Iterator[str]:
    """The address of a fresh, empty base."""
    bases: Bases = request.getfixturevalue(f"{request.param}_bases")
    with bases.empty() as url:
        yield url


@pytest.fixture
def engine(database_url) -> Iterator[Engine]:
    with open_engine(database_url) as engine:
        yield engine


@pytest.fixture
def session(engine) -> Iterator[Session]:
    with open_session(engine) as session:
        yield session


@pytest.fixture
def app(database_url, tmp_path) -> Iterator[FastAPI]:
    with open_app(database_url, tmp_path) as app:
        yield app


@pytest.fixture
def client(app) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def sqlite_url(sqlite_bases) -> Iterator[str]:
    with sqlite_bases.empty() as url:
        yield url


@pytest.fixture
def sqlite_engine(sqlite_url) -> Iterator[Engine]:
    with open_engine(sqlite_url) as engine:
        yield engine


@pytest.fixture
def sqlite_session(sqlite_engine) -> Iterator[Session]:
    with open_session(sqlite_engine) as session:
        yield session


@pytest.fixture
def sqlite_app(sqlite_url, tmp_path) -> Iterator[FastAPI]:
    with open_app(sqlite_url, tmp_path) as app:
        yield app


@pytest.fixture
def sqlite_client(sqlite_app) -> Iterator[TestClient]:
    with TestClient(sqlite_app) as client:
        yield client


@pytest.fixture(scope="session")
def seeded_sqlite(sqlite_bases) -> Iterator[Engine]:
    with sqlite_bases.seeded() as url, open_engine(url) as engine:
        yield engine


@pytest.fixture(scope="session")
def seeded_postgresql(postgresql_bases) -> Iterator[Engine]:
    with postgresql_bases.seeded() as url, open_engine(url) as engine:
        yield engine


@pytest.fixture(params=DATABASES)
def seeded(request) -> Iterator[Session]:
    with open_session(request.getfixturevalue(f"seeded_{request.param}")) as session:
        yield session
        session.rollback()


@pytest.fixture(scope="session")
def seeded_app(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with sqlite_bases.seeded() as url, open_app(url, tmp_path_factory.mktemp("data")) as app:
        event.listen(app.state.engine, "connect", _refuse_writes)
        app.state.engine.dispose()  # connections from before the listener
        yield app


@pytest.fixture(scope="session")
def seeded_engine(seeded_app) -> Engine:
    engine: Engine = seeded_app.state.engine
    return engine


@pytest.fixture(scope="module")
def seeded_client(seeded_app) -> Iterator[TestClient]:
    """One a module, so that cookies stay in it."""
    with TestClient(seeded_app) as client:
        yield client


def _refuse_writes(connection, record) -> None:
    connection.execute("PRAGMA query_only = ON")
