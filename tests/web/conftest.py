"""The seeded base behind a client on each database, and all of its claims as data."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.conftest import DATABASES
from tests.databases import Bases, open_app


@pytest.fixture(scope="session", params=DATABASES)
def seeded_app_on_each(request, tmp_path_factory) -> Iterator[FastAPI]:
    """The whole curation on SQLite and again on PostgreSQL; for tests that only read."""
    bases: Bases = request.getfixturevalue(f"{request.param}_bases")
    with bases.seeded() as url, open_app(url, tmp_path_factory.mktemp("each")) as app:
        yield app


@pytest.fixture
def seeded_client_on_each(seeded_app_on_each) -> Iterator[TestClient]:
    with TestClient(seeded_app_on_each) as client:
        yield client


@pytest.fixture(scope="module")
def all_claims(seeded_client) -> list[dict[str, Any]]:
    """Every published claim as data, in the order of entry."""
    found: list[dict[str, Any]] = []
    address = "/claims.json?limit=200&sort=added"
    while address:
        page = seeded_client.get(address).json()
        found.extend(page["items"])
        address = page["next"]
    return found


@pytest.fixture(scope="module")
def a_slug(seeded_client) -> dict[str, str]:
    """The slug of one record of each noun, under the noun's plural."""
    nouns = ("actors", "claims", "programmes", "propositions", "sources", "topics")
    return {noun: seeded_client.get(f"/{noun}.json?limit=1").json()["items"][0]["slug"] for noun in nouns}
