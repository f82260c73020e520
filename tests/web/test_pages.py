"""Every kind of page: that it is there, what it is called, and what frames it."""

from typing import Any

import pytest

from tests.web.reading import parsed, read, text_of

INDEXES = {
    "/claims": "Claims",
    "/actors": "Actors",
    "/programmes": "Programmes",
    "/propositions": "Propositions",
    "/topics": "Topics",
    "/sources": "Sources",
    "/tensions": "Tensions",
    "/search": "Search",
    "/about": "About",
}
NOUNS = ("claims", "actors", "programmes", "propositions", "topics", "sources")


def crumbs(page: Any) -> list[str]:
    return [text_of(item) for item in page.select("nav.crumbs li")]


@pytest.mark.parametrize(("path", "title"), INDEXES.items())
def test_an_index_says_what_it_lists(seeded_client, path, title):
    page = read(seeded_client, path)

    assert page.title.string == f"{title} · Ascribe"
    assert crumbs(page) == ["Home", title]


@pytest.mark.parametrize("noun", NOUNS)
def test_the_page_of_a_record_is_titled_with_its_name(seeded_client, a_slug, noun):
    record = seeded_client.get(f"/{noun}/{a_slug[noun]}.json").json()
    name = next(record[field] for field in ("statement", "sentence", "name", "title") if record.get(field))

    page = read(seeded_client, f"/{noun}/{a_slug[noun]}")

    assert page.title.string == f"{name} · Ascribe"
    assert text_of(page.h1) == name
    assert crumbs(page)[:2] == ["Home", noun.capitalize()]
    assert page.select_one("nav.crumbs [aria-current=page]")


def test_a_title_of_ours_stands_in_square_brackets(seeded_client):
    sources = seeded_client.get("/sources.json").json()["items"]
    untitled = next(source for source in sources if source["title"] is None)

    page = read(seeded_client, f"/sources/{untitled['slug']}")

    assert text_of(page.h1) == f"[{untitled['supplied_title']}]"


@pytest.mark.parametrize("path", ["/about/vocabulary", "/docs"])
def test_a_page_below_another_leads_back_to_it(seeded_client, path):
    page = read(seeded_client, path)

    assert page.select_one("nav.crumbs a[href='/about']")


def test_the_first_page_counts_what_there_is(seeded_client):
    counts = seeded_client.get("/index.json").json()["counts"]

    page = read(seeded_client, "/")

    shown = [text_of(item) for item in page.select(".numbers li")]
    assert shown == [f"{counts[noun]:,} {noun}" for noun in ("claims", "actors", "programmes", "sources")]


@pytest.mark.parametrize("path", ["/", *INDEXES, "/about/vocabulary", "/docs", "/search?q=drone", "/nowhere"])
def test_every_page_has_one_heading_and_a_way_past_the_navigation(seeded_client, path):
    page = parsed(seeded_client.get(path))

    assert len(page.select("h1")) == 1
    assert page.html["lang"] == "en"
    skip = page.body.find("a")
    assert skip["href"] == "#main"
    assert page.select_one("main#main")


@pytest.mark.parametrize("noun", NOUNS)
def test_every_page_leads_to_itself_as_data(seeded_client, a_slug, noun):
    for path in (f"/{noun}", f"/{noun}/{a_slug[noun]}"):
        data = read(seeded_client, path).select_one("footer a[type='application/json']")

        assert data["href"] == f"{path}.json"
        assert seeded_client.get(data["href"]).headers["content-type"] == "application/json"


def test_a_narrowed_list_leads_to_the_same_list_as_data(seeded_client):
    for path, query in [("/claims", "kind=factual"), ("/actors", "kind=state"), ("/topics", "q=money")]:
        data = read(seeded_client, f"{path}?{query}").select_one("footer a[type='application/json']")

        assert data["href"] == f"{path}.json?{query}"


@pytest.mark.parametrize("word", ["Rutte", "procurement", "SAFE"])
def test_a_search_shows_what_holds_the_words(seeded_client, word):
    page = read(seeded_client, f"/search?q={word}")

    found = [text_of(item) for item in page.select("main li > a, main h3 > a")]
    assert any(word.lower() in name.lower() for name in found)


def test_a_search_without_a_hit_offers_the_nearest_names(seeded_client):
    page = read(seeded_client, "/search?q=mark-ruttte")

    assert page.select_one("main a[href='/actors/mark-rutte']")


def test_an_empty_base_says_what_to_do_on_every_list(sqlite_client):
    for path in ["/", *INDEXES]:
        page = read(sqlite_client, path)

        assert len(page.select("h1")) == 1
        if path not in {"/about", "/search"}:
            assert page.select(".empty"), path
