"""Who changed what, when and why: as a page, as data, narrowed and in pages."""

import pytest

from app.store import Edit, revise, withdraw
from tests.factories import a_claim, a_link, a_quote, a_source, add, an_actor
from tests.web.many import counting
from tests.web.reading import parsed, read, walk

BEN = Edit(by="Ben Brand", reason="The scan was wrong.")


@pytest.fixture
def changed(session):
    """Some records by Ada, of which Ben changed one and withdrew another; and a link."""
    claim, other = (
        add(session, a_claim()),
        add(session, a_claim(key="fund-should-shrink", quotes=[a_quote("should shrink")])),
    )
    add(session, a_link())
    revise(session, claim, a_claim(statement="The fund must grow."), BEN, made_from=1)
    withdraw(session, other, BEN, made_from=1)
    session.commit()


def test_changes_tell_who_did_what_to_which_record_and_why_the_newest_first(client, changed):
    first, second, third = read(client, "/changes").select(".changes li")[:3]

    assert first.get_text(" ", strip=True).startswith("Claim withdrawn: The fund should grow.")
    assert "Ben Brand : The scan was wrong." in first.get_text(" ", strip=True)
    assert second.a["href"] == "/claims/fund-should-grow/revisions/2"
    assert second.time["datetime"]
    assert third.a["href"] == "/claims/fund-should-grow#links"
    assert third.a.get_text() == "Both cannot be."


def test_each_change_leads_to_a_page_that_is_there(client, changed):
    for link in read(client, "/changes").select(".changes a.statement"):
        assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("noun=topic", {("topic", "added", "Ada")}),
        ("noun=topic&noun=source", {("topic", "added", "Ada"), ("source", "added", "Ada")}),
        ("author=Ben+Brand", {("claim", "changed", "Ben Brand"), ("claim", "withdrawn", "Ben Brand")}),
        ("author=Ben+Brand&noun=actor", set()),
        ("noun=link&author=", {("link", "added", "Ada")}),
    ],
)
def test_changes_are_narrowed_by_noun_and_by_author(client, changed, query, expected):
    found = client.get(f"/changes.json?{query}").json()["items"]

    assert {(one["noun"], one["what"], one["author"]) for one in found} == expected
    shown = parsed(client.get(f"/changes?{query}")).select(".changes li")
    assert len(shown) == len(found)


def test_whoever_follows_next_meets_every_change_once(client, changed):
    whole = client.get("/changes.json?limit=200").json()

    assert whole["next"] is None
    assert walk(client, "/changes.json?limit=2") == whole["items"]
    assert [one["at"] for one in whole["items"]] == sorted((one["at"] for one in whole["items"]), reverse=True)


def test_the_page_leads_to_older_changes_and_keeps_what_is_chosen(client, changed):
    following = read(client, "/changes?author=Ben+Brand&limit=1").select_one("a[rel=next]")["href"]

    page = read(client, following)
    assert [one.get_text() for one in page.select(".what")] == ["Claim changed:"]
    assert page.select_one("#find-author")["value"] == "Ben Brand"


@pytest.mark.parametrize("query", ["noun=robot", "limit=0", "after=x", "after=0", "after=99999999999999999999", "q=x"])
def test_a_bad_value_is_refused_by_the_name_of_its_field(client, query):
    for suffix in ("", ".json", ".atom"):
        answer = client.get(f"/changes{suffix}?{query}")

        assert answer.status_code == 422
        assert query.partition("=")[0] in answer.text


def test_an_empty_base_says_that_nothing_has_changed(client):
    assert read(client, "/changes").select_one(".empty")
    assert client.get("/changes.json").json() == {"items": [], "next": None}


def test_however_many_changes_are_shown_the_database_is_asked_once(sqlite_app, sqlite_client, sqlite_session):
    for number in range(30):
        add(sqlite_session, an_actor(key=f"actor-{number}", name=f"Actor {number}"))
    add(sqlite_session, a_source())
    sqlite_session.commit()

    with counting(sqlite_app.state.engine) as sent:
        sqlite_client.get("/changes")

    assert len([one for one in sent if "FROM revisions" in one]) == 1
    assert len(sent) <= 4
