"""However many rows a page shows, it asks the database the same number of questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from app.entries import Entry, NewClaim
from app.store import bulk
from tests.databases import open_app, open_session
from tests.factories import (
    EDIT,
    a_claim,
    a_hop,
    a_link,
    a_programme,
    a_proposition,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    an_actor,
)

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


def entries(size: int) -> Iterator[Entry]:
    """So many claims, half of them by an actor each and half by one; all about the same programme and proposition."""
    sentences = [f"The fund should grow by {number} percent, they said." for number in range(size)]
    half = range(size // 2)
    yield from (
        an_actor(),
        an_actor(key="nato"),
        an_actor(key="the-gazette"),
        a_programme(),
        a_topic(),
        a_proposition(),
    )
    yield from (an_actor(key=f"actor-{number}", name=f"Actor {number}", aliases=[f"A{number}"]) for number in half)
    yield from (a_programme(key=f"fund-{number}", name=f"Fund {number}", aliases=[f"F{number}"]) for number in half)
    yield a_source(text="\n\n".join(sentences))
    for number, sentence in enumerate(sentences):
        yield _claim(number, sentence, by=f"actor-{number}" if number in half else "anna-weil")
    yield from (a_link(**{"from": f"claim-{number}", "to": f"claim-{number - 1}"}) for number in range(1, size))


def _claim(number: int, sentence: str, by: str) -> NewClaim:
    fields: dict[str, Any] = {
        "key": f"claim-{number}",
        "claimant": by,
        "attribution": [a_hop(by, "paraphrase"), a_hop()],
        "quotes": [a_quote(sentence)],
        "about": ["nato"],
        "programmes": ["the-fund"],
        "stances": [a_stance("supports" if number % 3 else "opposes"), a_stance(programme="the-fund")],
        "figures": [{"text": f"{number} percent", "measure": "growth", "value": number}],
    }
    return a_claim(**fields)


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


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while this lasts."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(app: FastAPI, path: str) -> list[str]:
    """What drawing a page asks the database. The query makes it one that nobody has asked for before."""
    with TestClient(app) as client, counting(app.state.engine) as sent:
        assert client.get(path).status_code == 200
    return sent


@pytest.mark.parametrize("path", [*PAGES, *DATA])
def test_a_page_of_many_rows_asks_no_more_than_a_page_of_few(few, many, path):
    little, much = asked(few, f"/{path}"), asked(many, f"/{path}")

    assert len(much) == len(little), "\n".join(much)
    assert len(much) <= 30


def test_the_base_of_many_rows_shows_many(many):
    with TestClient(many) as client:
        assert client.get("/claims.json?actor=anna-weil&limit=200").json()["total"] == MANY - MANY // 2
        assert len(client.get("/actors.json").json()["items"]) == 200
        assert len(client.get("/sources/report.json").json()["quoted"]) == MANY
