"""However many rows a page shows, it asks the database the same number of questions."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store import bulk
from tests.databases import open_app, open_session
from tests.factories import EDIT
from tests.web.many import counting, entries

FEW, MANY = 3, 620  # more than the 500 rows that SQLAlchemy asks for at once
RECORDS = ("actors/anna-weil", "actors/nato", "claims/claim-1", "programmes/the-fund", "sources/report", "topics/money")
PAGES = [
    *("", "search?q=fund", "tensions", "claims", "claims?topic=money&q=fund", "claims?sort=claimant&limit=200"),
    *("actors", "programmes", "propositions", "sources", "topics", *RECORDS, "propositions/the-fund-should-grow"),
]
DATA = [
    *("index.json", "claims.json?limit=200", "claims.json?actor=anna-weil&limit=200", "actors.json", "programmes.json"),
    *("propositions.json", "sources.json", "topics.json", "tensions.json", "propositions/the-fund-should-grow.json"),
    *(f"{record}.json" for record in RECORDS),
]


@pytest.fixture(scope="module")
def few(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with base_of(FEW, sqlite_bases, tmp_path_factory.mktemp("few")) as app:
        yield app


@pytest.fixture(scope="module")
def many(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with base_of(MANY, sqlite_bases, tmp_path_factory.mktemp("many")) as app:
        yield app


@contextmanager
def base_of(size, bases, folder) -> Iterator[FastAPI]:
    with bases.empty() as url, open_app(url, folder) as app:
        with open_session(app.state.engine) as session:
            bulk.load(session, entries(size), EDIT)
            session.commit()
        with TestClient(app) as client:
            client.get("/sources/report")  # what is kept between requests is kept now
        yield app


def asked(app: FastAPI, path: str) -> list[str]:
    """What drawing a page asks the database. The query makes it one that nobody has asked for before."""
    with TestClient(app) as client, counting(app.state.engine) as sent:
        assert client.get(path).status_code == 200
    return sent


@pytest.mark.parametrize("path", [*PAGES, *DATA])
def test_a_page_of_many_rows_asks_no_more_than_a_page_of_few(few, many, path):
    little, much = asked(few, f"/{path}"), asked(many, f"/{path}")

    assert len(much) == len(little), "\n".join(much)
    assert len(much) < 30


def test_the_base_of_many_rows_shows_many(many):
    with TestClient(many) as client:
        assert client.get("/claims.json?actor=anna-weil&limit=200").json()["total"] == MANY - MANY // 2
        assert len(client.get("/actors.json").json()["items"]) == 200
        assert len(client.get("/sources/report.json").json()["quoted"]) == MANY
