"""What tests of pages may ask for by name, beside what tests/conftest.py has.

ada, cy, root       an editor, a contributor and an admin who are signed in at `client`
base                a claim with its source and all it names, on the base of `client`
seeded_client_on_each, all_claims, a_slug    the whole curation, and what of it many tests look at
"""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.models import Claim
from tests.conftest import DATABASES
from tests.databases import Bases, open_app
from tests.factories import a_claim, add, an_actor
from tests.people import Writer, signed_in
from tests.web.reading import walk


@pytest.fixture
def ada(client, session) -> Writer:
    return signed_in(client, session, "editor")


@pytest.fixture
def cy(client, session) -> Writer:
    return signed_in(client, session, "contributor")


@pytest.fixture
def root(client, session) -> Writer:
    return signed_in(client, session, "admin")


@pytest.fixture
def base(session) -> Claim:
    """The claim. The gazette is called by its own name."""
    add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
    claim: Claim = add(session, a_claim())
    session.commit()
    return claim


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
    return walk(seeded_client, "/claims.json?limit=200&sort=added")


@pytest.fixture(scope="module")
def a_slug(seeded_client) -> dict[str, str]:
    """The slug of one record of each noun, under the noun's plural."""
    nouns = ("actors", "claims", "programmes", "propositions", "sources", "topics")
    return {noun: seeded_client.get(f"/{noun}.json?limit=1").json()["items"][0]["slug"] for noun in nouns}
