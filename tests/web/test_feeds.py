"""Feeds that any reader takes, a sitemap that any crawler takes, and the links that lead to them."""

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from app.store import Edit, revise, withdraw
from app.web.feeds import Feed, FeedEntry, written
from tests.factories import a_claim, a_link, a_quote, add, an_actor
from tests.web.reading import read

A = "{http://www.w3.org/2005/Atom}"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NOUNS = ("actors", "claims", "programmes", "propositions", "sources", "topics")


def feed_at(client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    return ET.fromstring(answer.content)


def text(element: ET.Element, name: str) -> str:
    found = element.findtext(f"{A}{name}")
    assert found, name
    return found


def links(element: ET.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{A}link")}


def titles(feed: ET.Element) -> list[str]:
    return [text(entry, "title") for entry in feed.findall(f"{A}entry")]


def check(feed: ET.Element) -> None:
    """What RFC 4287 asks of a feed."""
    entries = feed.findall(f"{A}entry")
    moments = [datetime.fromisoformat(text(one, "updated")) for one in (feed, *entries)]
    assert all(moment.tzinfo for moment in moments)
    assert moments[0] == max(moments)
    assert text(feed, "id")
    assert text(feed, "title")
    assert links(feed).keys() >= {"self", "alternate"}
    assert len({text(one, "id") for one in entries}) == len(entries)
    for entry in entries:
        assert text(entry, "title")
        assert text(entry, "summary")
        assert entry.findtext(f"{A}author/{A}name")
        assert links(entry)["alternate"].startswith("http")


@pytest.mark.parametrize(
    "path", ["/changes.atom", "/claims.atom", "/claims.atom?kind=factual&q=europe", "/changes.atom?noun=link"]
)
def test_a_feed_has_all_that_the_standard_asks_for(seeded_client_on_each, path):
    feed = feed_at(seeded_client_on_each, path)

    check(feed)
    assert len(titles(feed)) > 1
    assert links(feed)["self"] == f"http://testserver{path}"
    assert links(feed)["alternate"] == f"http://testserver{path.replace('.atom', '')}"
    assert seeded_client_on_each.get(links(feed)["alternate"]).status_code == 200


def test_a_feed_without_entries_is_a_feed(client):
    check(feed_at(client, "/changes.atom"))
    check(feed_at(client, "/claims.atom"))


def test_a_feed_of_a_narrowed_list_tells_of_its_claims_only(client, session):
    claim = add(session, a_claim())
    add(
        session,
        a_claim(
            key="fund-should-shrink", statement="It should shrink.", quotes=[a_quote("should shrink")], kind="factual"
        ),
    )
    add(session, a_link())
    revise(session, claim, a_claim(statement="The fund must grow."), Edit(by="Ben", reason="Plainer."), made_from=1)
    session.commit()

    feed = feed_at(client, "/claims.atom?kind=normative")

    check(feed)
    assert titles(feed) == ["Claim changed: The fund must grow.", "Claim added: The fund should grow."]
    assert next(text(entry, "summary") for entry in feed.findall(f"{A}entry")) == "Plainer."


def test_a_feed_tells_when_a_claim_is_withdrawn(client, session):
    claim = add(session, a_claim())
    withdraw(session, claim, Edit(by="Ben", reason="Misread."), made_from=1)
    session.commit()

    assert titles(feed_at(client, "/claims.atom?topic=money"))[0].startswith("Claim withdrawn:")
    assert titles(feed_at(client, "/claims.atom?status=published")) == []


def test_a_filter_by_what_is_not_there_is_refused(client):
    assert client.get("/claims.atom?actor=nobody").status_code == 422


def test_a_feed_leads_on_to_older_changes(client, session):
    add(session, a_claim())
    session.commit()

    first = feed_at(client, "/changes.atom?limit=1")
    second = feed_at(client, links(first)["next"])

    assert titles(first) != titles(second)
    check(second)


@pytest.mark.parametrize(
    "odd", ["a & b < c > \"d\" 'e'", "]]>", "\ufffe\uffff", "e\u0301 \u202e \U0001f469", "<b>x</b>"]
)
def test_odd_text_is_kept_or_left_out_but_never_breaks_a_feed(client, session, odd):
    add(session, an_actor(name=f"Anna {odd} Weil"), Edit(by=f"Ada {odd}", reason=f"Because {odd}."))
    session.commit()

    feed = feed_at(client, "/changes.atom?author=" + "%26%3C")
    assert titles(feed) == []
    entry = feed_at(client, "/changes.atom").find(f"{A}entry")
    assert entry is not None
    assert text(entry, "summary") == f"Because {odd.replace(chr(0xFFFE), '').replace(chr(0xFFFF), '')}."


def test_what_no_xml_may_hold_is_left_out():
    entry = FeedEntry(
        "urn:1", "http://x/1", "a\0b\x1f\ud800c", "d\x0be", datetime.fromisoformat("2026-01-01T00:00:00Z"), "f"
    )

    feed = ET.fromstring(written(Feed("t\0", "http://x/", "http://x/", "http://x/", [entry])))

    assert titles(feed) == ["abc"]


def test_the_sitemap_leads_to_every_record(seeded_client_on_each):
    client = seeded_client_on_each
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [one.text or "" for one in index.iter(f"{S}loc")]

    found = {one.text or "" for part in parts for one in ET.fromstring(client.get(part).content).iter(f"{S}loc")}

    for noun in NOUNS:
        listed = client.get(f"/{noun}.json?limit=1").json()["total"]
        assert sum(f"/{noun}/" in address for address in found) == listed
    assert "http://testserver/claims" in found
    assert all(client.get(address).status_code == 200 for address in sorted(found)[::40])


def test_a_part_of_the_sitemap_says_when_each_record_changed_and_leaves_out_the_withdrawn(client, session):
    claim = add(session, a_claim())
    add(session, a_claim(key="goes", quotes=[a_quote("should shrink")]))
    session.commit()
    withdraw(session, claim, Edit(by="Ben", reason="Misread."), made_from=1)
    session.commit()

    part = ET.fromstring(client.get("/sitemaps/claims-1.xml").content)

    assert [one.text for one in part.iter(f"{S}loc")] == ["http://testserver/claims/goes"]
    assert all(datetime.fromisoformat(one.text or "") for one in part.iter(f"{S}lastmod"))


@pytest.mark.parametrize("name", ["claims-2", "claims-9999", "nouns-1"])
def test_a_part_that_is_not_there_is_not_found(seeded_client, name):
    assert seeded_client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_crawlers_are_told_of_the_sitemap(seeded_client):
    answer = seeded_client.get("/robots.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/claims?kind=factual", {"application/json", "text/csv", "application/jsonl", "application/atom+xml"}),
        ("/actors?kind=state", {"application/json", "text/csv", "application/atom+xml"}),
        ("/changes?noun=claim", {"application/json", "application/atom+xml"}),
        ("/tensions", {"application/json", "application/atom+xml"}),
    ],
)
def test_the_head_of_a_page_leads_to_its_other_forms(seeded_client, path, types):
    page = read(seeded_client, path)

    others = {one["type"]: one["href"] for one in page.select("head link[rel=alternate]")}
    assert others.keys() == types
    for kind, href in others.items():
        answer = seeded_client.get(href)
        assert answer.headers["content-type"].startswith(kind)
        assert answer.status_code == 200


@pytest.mark.parametrize("noun", ["actor", "programme", "proposition", "source", "topic"])
def test_a_list_of_names_leads_to_the_feed_of_their_changes(seeded_client, noun):
    page = read(seeded_client, f"/{noun}s?q=e")

    feeds = [one["href"] for one in page.select("head link[type='application/atom+xml']")]
    assert feeds[0] == f"/changes.atom?noun={noun}"
    titles = [text(entry, "title") for entry in feed_at(seeded_client, feeds[0]).findall(f"{A}entry")]
    assert titles
    assert all(title.startswith(f"{noun.capitalize()} added: ") for title in titles)


@pytest.mark.parametrize("path", ["/claims?kind=factual", "/sources?q=nato", "/topics"])
def test_the_headers_of_a_list_name_its_table(seeded_client, path):
    header = seeded_client.get(path).headers["link"]

    whole, _, query = path.partition("?")
    assert f"{whole}.csv{'?' if query else ''}{query}>" in header
    assert 'type="text/csv"' in header
