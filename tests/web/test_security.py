"""What keeps pages safe: headers on every answer, and nothing in a page that they would have to allow."""

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from tests.factories import a_claim, a_proposition, a_quote, a_source, a_stance, add, an_actor
from tests.web.reading import read

NOUNS = ("claims", "actors", "programmes", "propositions", "sources", "topics")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ADDRESSES = [
    *("/", "/claims", "/actors", "/sources", "/tensions", "/search?q=drone", "/about", "/about/vocabulary", "/docs"),
    *("/index.json", "/claims.json", "/openapi.json", "/healthz", "/static/ascribe.css", "/static/ascribe.js"),
    *("/nowhere", "/actors/nobody", "/actors/nobody.json", "/static/nothing.css"),
    *("/claims?kind=x", "/claims.json?kind=x", "/claims?q=" + "a" * 20_000),
]


def assert_safe(answer) -> None:
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
def test_every_answer_carries_the_headers(seeded_client, address):
    assert_safe(seeded_client.get(address))


def test_redirects_refusals_and_faults_carry_them_too(sqlite_app, sqlite_session):
    with TestClient(sqlite_app, raise_server_exceptions=False) as client:
        assert_safe(client.get("/claims/", follow_redirects=False))
        assert_safe(client.post("/claims"))
        sqlite_session.execute(text("DROP TABLE hops"))
        sqlite_session.execute(text("DROP TABLE base_state"))
        sqlite_session.commit()

        fault = client.get("/index.json")

    assert fault.status_code == 500
    assert_safe(fault)


@pytest.mark.parametrize("noun", [*NOUNS, "/", "/about", "/docs", "/about/vocabulary", "/tensions", "/search?q=nato"])
def test_no_page_holds_a_script_or_a_style_of_its_own(seeded_client, a_slug, noun):
    for path in [noun] if noun.startswith("/") else [f"/{noun}", f"/{noun}/{a_slug[noun]}"]:
        page = read(seeded_client, path)

        assert page.select("style, [style], iframe, object, embed, base") == []
        scripts = page.select("script:not([type='application/ld+json'])")  # that is data, which no browser runs
        assert all(script["src"].startswith("/static/") for script in scripts)
        assert all(not script.get_text().strip() for script in scripts)
        attributes = {name for element in page.find_all(True) for name in element.attrs}
        assert not {name for name in attributes if name.startswith("on")}
        assert not page.select("[href^='javascript:'], [src^='data:']")


PLACES = (
    *("/", "/claims", "/claims/fund-should-grow", "/actors/anna-weil", "/sources/report", "/sources", "/topics/money"),
    *("/propositions", "/propositions/the-fund-should-grow", "/search?q=alert"),
)


def test_what_records_say_is_text_and_never_markup(sqlite_client, sqlite_session):
    nasty = "<img src=x onerror=alert(1)> \"quoted\" 'too' & {{ 7 * 7 }}"
    add(sqlite_session, an_actor(name=nasty, aliases=(nasty + "2",), note=nasty))
    add(sqlite_session, a_proposition(sentence=nasty, scope=nasty))
    add(sqlite_session, a_source(title=nasty, text=f"Some words. {nasty}\n\nMore words."))
    add(
        sqlite_session,
        a_claim(statement=nasty, note=nasty, quotes=[a_quote(nasty)], stances=[a_stance() | {"note": nasty}]),
    )
    sqlite_session.commit()

    for path in PLACES:
        page = read(sqlite_client, path)

        assert page.select("img, [onerror]") == []
        assert nasty in page.get_text()
        assert "49" not in page.select_one("main").get_text()


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/claims.json", "/nowhere", "/claims?kind=x", "/static/ascribe.css", "/healthz"]
)
def test_head_is_answered_like_get_without_the_body(seeded_client, path):
    head, get = seeded_client.head(path), seeded_client.get(path)

    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""
    assert get.content != b""
