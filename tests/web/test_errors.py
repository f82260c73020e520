"""What a reader is told when an address is wrong, as a page and as data."""

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.models import Redirect
from tests.factories import a_source, add, an_actor
from tests.web.reading import parsed

NOUNS = ("actors", "claims", "programmes", "propositions", "sources", "topics")
BAD_VALUES = [
    ("claims", "kind", "nonsense"),
    ("claims", "certainty", "sure"),
    ("claims", "stance", "against"),
    ("claims", "from", "20"),
    ("claims", "to", "2025-02-30"),
    ("claims", "sort", "random"),
    ("claims", "limit", "0"),
    ("claims", "limit", "201"),
    ("claims", "limit", "many"),
    ("claims", "after", "no-such-claim"),
    ("claims", "actor", "nobody"),
    ("claims", "about", "nobody"),
    ("claims", "programme", "nothing"),
    ("claims", "topic", "nothing"),
    ("claims", "proposition", "nothing"),
    ("claims", "source", "nothing"),
    ("claims", "q", "a" * 1_001),
    ("claims", "colour", "red"),
    ("actors", "kind", "robot"),
    ("actors", "limit", "201"),
    ("actors", "after", "nobody"),
    ("programmes", "kind", "nonsense"),
    ("programmes", "status", "nonsense"),
    ("sources", "kind", "nonsense"),
    ("topics", "after", "nothing"),
    ("propositions", "limit", "-1"),
]


@pytest.mark.parametrize(("noun", "field", "value"), BAD_VALUES)
def test_a_bad_value_is_refused_by_the_name_of_its_field(seeded_client, noun, field, value):
    as_data = seeded_client.get(f"/{noun}.json", params={field: value})
    as_page = seeded_client.get(f"/{noun}", params={field: value})

    assert as_data.status_code == as_page.status_code == 422
    assert [one["field"] for one in as_data.json()["errors"]] == [field]
    assert all(one["wrong"] and one["cure"] for one in as_data.json()["errors"])
    page = parsed(as_page)
    assert [name.get_text() for name in page.select(".complaints strong")] == [field]


def test_every_bad_value_is_named_not_only_the_first(seeded_client):
    errors = seeded_client.get("/claims.json?kind=x&sort=y&limit=z").json()["errors"]

    assert {one["field"] for one in errors} == {"kind", "sort", "limit"}


@pytest.mark.parametrize("noun", NOUNS)
def test_an_unknown_slug_is_not_found_and_the_nearest_are_named(seeded_client, a_slug, noun):
    nearly = a_slug[noun] + "x"

    as_data, as_page = seeded_client.get(f"/{noun}/{nearly}.json"), seeded_client.get(f"/{noun}/{nearly}")

    assert as_data.status_code == as_page.status_code == 404
    assert as_data.json()["nearest"][0]["slug"] == a_slug[noun]
    assert seeded_client.get(as_data.json()["nearest"][0]["url"]).status_code == 200
    page = parsed(as_page)
    assert page.select_one(f"main a[href='/{noun}/{a_slug[noun]}']")
    assert page.select_one("main form[action='/search'] input[name=q]")["value"]


def test_an_address_that_leads_nowhere_offers_a_search(seeded_client):
    for path in ("/mark-rutte", "/no/such/page", "/claims.csvx", "/static/no.css", "/about/nothing"):
        answer = seeded_client.get(path)

        assert answer.status_code == 404
        assert 'action="/search"' in answer.text


@pytest.mark.parametrize("suffix", ["", ".json", ".txt"])
@pytest.mark.parametrize("query", ["", "?from=mail&q=%C3%A9"])
def test_an_old_slug_leads_to_the_new_one_in_the_same_form(sqlite_client, sqlite_session, suffix, query):
    report = add(sqlite_session, a_source())
    sqlite_session.add(Redirect(noun="source", slug="old-report", record_id=report.id))
    sqlite_session.commit()

    answer = sqlite_client.get(f"/sources/old-report{suffix}{query}", follow_redirects=False)

    assert answer.status_code == 301
    assert answer.headers["location"] == f"/sources/report{suffix}{query}"
    assert sqlite_client.get(f"/sources/old-report{suffix}{query}").status_code == 200


def test_an_old_slug_of_one_noun_is_not_one_of_another(sqlite_client, sqlite_session):
    writer = add(sqlite_session, an_actor())
    sqlite_session.add(Redirect(noun="actor", slug="scribe", record_id=writer.id))
    sqlite_session.commit()

    assert sqlite_client.get("/actors/scribe", follow_redirects=False).status_code == 301
    assert sqlite_client.get("/topics/scribe", follow_redirects=False).status_code == 404


@pytest.mark.parametrize("path", ["/", "/search", "/claims.json", "/tensions"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_is_only_read_says_so(seeded_client, path, method):
    answer = seeded_client.request(method, path)

    assert answer.status_code == 405
    assert answer.headers["allow"]


def test_a_fault_of_ours_says_so_and_tells_nothing_else(sqlite_app, sqlite_session):
    sqlite_session.execute(text("DROP TABLE base_state"))
    sqlite_session.commit()

    with TestClient(sqlite_app, raise_server_exceptions=False) as client:
        answer, health = client.get("/index.json"), client.get("/healthz")

    assert answer.status_code == health.status_code == 500
    assert answer.json()["error"] == "Something went wrong on our side. Nothing was changed."
    assert "base_state" not in answer.text + health.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_that_the_base_can_be_read(client, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
