"""A form that is opened and saved as it stands changes nothing of the record, whatever the record holds."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.databases import open_app, open_engine, open_session
from tests.people import Writer, changed, fields_of, signed_in

FIRST = 8  # records of each noun, of the whole curation


@pytest.fixture(scope="module")
def root(sqlite_bases, tmp_path_factory) -> Iterator[Writer]:
    """An admin on a base with the whole curation, which may be written to."""
    with (
        sqlite_bases.seeded() as url,
        open_app(url, tmp_path_factory.mktemp("unchanged")) as app,
        TestClient(app) as client,
        open_engine(url) as engine,
        open_session(engine) as session,
    ):
        yield signed_in(client, session, "admin")


@pytest.mark.parametrize("plural", ["actors", "claims", "programmes", "propositions", "sources", "topics"])
def test_saving_a_form_as_it_stands_changes_nothing(root, plural):
    for record in root.client.get(f"/{plural}.json?limit={FIRST}").json()["items"]:
        path = f"/{plural}/{record['slug']}"

        answer = root.post(path, changed(fields_of(root.get(f"{path}/edit").text), reason="Nothing."))

        assert answer.status_code == 303, path
        before, after = (root.client.get(f"{path}/revisions/{number}.json").json()["data"] for number in (1, 2))
        assert after == before
