"""Exports of references take turns like all exports; a single record never waits behind them."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.factories import a_claim, add

LISTS = ["/claims.bib", "/sources.csl.json"]
RECORDS = ["/claims/fund-should-grow.bib", "/sources/report.csl.json"]


async def status(app, path: str) -> int:
    """Of the answer, once it has begun."""
    statuses: list[int] = []

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    async def receive() -> Any:
        await asyncio.sleep(60)

    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http"}
    address = {"path": path, "raw_path": path.encode(), "query_string": b"", "root_path": ""}
    people = {"client": ("127.0.0.1", 1), "server": ("testserver", 80), "headers": [(b"host", b"testserver")]}
    await app({**scope, **address, **people}, receive, send)
    return statuses[0]


async def while_all_turns_are_taken(app, asking: Coroutine[Any, Any, int]) -> tuple[bool, int]:
    """Whether the answer waited for a turn, and its status."""
    turn = app.state.exporting
    await turn.acquire()
    await turn.acquire()
    answer = asyncio.create_task(asking)
    await asyncio.wait([answer], timeout=2)
    waited = not answer.done()
    turn.release()
    turn.release()
    return waited, await asyncio.wait_for(answer, 20)


@pytest.fixture
def app_with_a_claim(sqlite_session, sqlite_app):
    add(sqlite_session, a_claim())
    sqlite_session.commit()
    return sqlite_app


@pytest.mark.parametrize("path", LISTS)
def test_a_list_waits_while_as_many_are_written_as_may_be(app_with_a_claim, path):
    asked = while_all_turns_are_taken(app_with_a_claim, status(app_with_a_claim, path))

    assert asyncio.run(asked) == (True, 200)


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_waits_for_no_list(app_with_a_claim, path):
    asked = while_all_turns_are_taken(app_with_a_claim, status(app_with_a_claim, path))

    assert asyncio.run(asked) == (False, 200)


def test_an_export_stands_back_while_other_answers_are_made(app_with_a_claim, monkeypatch):
    monkeypatch.setattr("app.web.exports.PAUSE", 0.5)

    def seconds(path: str) -> float:
        started = time.monotonic()
        assert asyncio.run(status(app_with_a_claim, path)) == 200
        return time.monotonic() - started

    seconds("/claims.bib")  # the first prepares statements
    alone = seconds("/claims.jsonl")
    app_with_a_claim.state.answering += 1
    beside_another = seconds("/claims.csv")

    assert beside_another > alone + 0.5


@pytest.mark.parametrize("path", [*LISTS, *RECORDS, "/claims", "/claims.csv", "/claims/nothing", "/claims.csv?kind=x"])
def test_answers_are_counted_only_while_they_are_made(app_with_a_claim, path):
    asyncio.run(status(app_with_a_claim, path))

    assert app_with_a_claim.state.answering == 0


def test_an_application_that_nobody_asks_makes_no_answer(app_with_a_claim):
    with TestClient(app_with_a_claim):
        assert app_with_a_claim.state.answering == 0
