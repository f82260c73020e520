"""Formatted citations: prepared once, shown from then on, made anew only when a record or the engine changes."""

import pytest

from app import db
from app.citations import styles
from app.citations.prepared import SITE, at, fingerprint
from app.citations.styles import STYLES
from app.models import FormattedCitation
from app.queries.base import base_version
from app.queries.citations import find_formatted, list_citable
from app.store.citations import prepare
from tests.factories import a_claim, a_source, add

pytestmark = pytest.mark.skipif(not styles.available(), reason="the extra “styles” is not installed")


@pytest.fixture
def sessions(engine):
    return db.make_sessions(engine)


@pytest.fixture
def citable(session):
    """References to the source, the claim and the quote of a small base."""
    add(session, a_claim())
    session.commit()
    found = list(list_citable(session))
    session.commit()  # what is prepared later shall be seen
    return found


def test_everything_that_pages_show_is_prepared_in_every_style_up_front(session, sessions, citable):
    new = prepare(sessions, citable)

    assert [one.kind for one in citable] == ["news_item", "claim_record", "quote"]
    assert new == len(citable) * len(STYLES)
    for style in STYLES:
        assert all(find_formatted(session, citable, style))


def test_what_has_been_prepared_is_not_made_again(session, sessions, citable):
    prepare(sessions, citable, ["apa"])
    before = base_version(session)
    session.commit()

    assert prepare(sessions, citable, ["apa"]) == 0
    assert base_version(session) == before


def test_new_citations_raise_the_version_of_the_base_so_that_pages_are_drawn_anew(session, sessions, citable):
    before = base_version(session)
    session.commit()

    prepare(sessions, citable, ["apa"])

    assert base_version(session) > before


def test_what_an_older_engine_made_gives_way(session, sessions, citable):
    one = citable[0]
    row = FormattedCitation(fingerprint=fingerprint(one), style="apa", engine="pandoc 1", html="old")
    session.add(row)
    session.commit()

    prepare(sessions, [one], ["apa"])
    session.expire_all()

    assert session.query(FormattedCitation).filter_by(style="apa", fingerprint=fingerprint(one)).count() == 1
    assert find_formatted(session, [one], "apa") != ["old"]


def test_markup_in_a_title_is_text(session, sessions):
    add(session, a_source(title="<script>alert(1)</script> & <b>bold</b>"))
    session.commit()
    citable = list(list_citable(session))
    session.commit()

    prepare(sessions, citable, ["apa"])

    (markup,) = [markup or "" for markup in find_formatted(session, citable, "apa")]
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup


def test_a_page_shows_what_was_prepared_with_its_own_address(client, session, sessions, citable):
    prepare(sessions, citable, ["apa"])

    lines = client.get("/claims/fund-should-grow/cite.json").json()["items"]

    assert [line["part"] for line in lines] == ["record", "quote", "source"]
    assert lines[0]["text"].endswith("http://testserver/claims/fund-should-grow/revisions/1")
    assert lines[1]["in_text"].endswith("para. 1)")
    assert lines[1]["html"] == lines[2]["html"]
    assert SITE not in client.get("/claims/fund-should-grow").text


def test_a_style_that_nobody_prepared_is_made_for_whoever_asks_for_the_text(client, citable):
    text = client.get("/sources/report/cite.txt?style=nature")

    assert text.headers["content-type"].startswith("text/x-bibliography")
    assert "A Report on the Fund" in text.text
    assert client.get("/sources/report", headers={"accept": "text/x-bibliography; style=nature"}).text == text.text


def test_the_address_of_the_site_is_put_in_whole_or_bare():
    markup = f'<a href="{SITE}/claims/x">ascribe.invalid/claims/x</a>'

    assert at("https://a.example", markup) == '<a href="https://a.example/claims/x">a.example/claims/x</a>'
