"""Pages as data: the names that clients rely on, and quotes that stand where they say."""

from typing import Any

import pytest

NOUNS = ("claims", "actors", "programmes", "propositions", "topics", "sources")
LIST = {"items", "next", "total", "facets"}
FACET = {"value", "label", "count", "selected", "url"}
CLAIM = set(
    "slug url statement kind certainty hedge said_on claimant attribution quotes stances topics figures links note "
    "status revision updated_at".split()
)
QUOTE = set("exact start end prefix suffix locator source".split())
FIGURE = set("text measure value low high unit currency qualifier period".split())
NAMED = {"slug", "name", "kind", "url"}
PROFILE = {"slug", "name", "kind", "aliases", "description"}


def quotes_in(value) -> list[dict[str, Any]]:
    """Every quote anywhere in a piece of data."""
    if isinstance(value, dict):
        inner = [quote for part in value.values() for quote in quotes_in(part)]
        return [value, *inner] if value.keys() >= {"exact", "start", "end"} else inner
    return [quote for part in value for quote in quotes_in(part)] if isinstance(value, list) else []


@pytest.fixture(scope="module")
def texts(seeded_client) -> dict[str, str]:
    """The text of every source, as its data gives it."""
    slugs = [source["slug"] for source in seeded_client.get("/sources.json").json()["items"]]
    return {slug: seeded_client.get(f"/sources/{slug}.json").json()["text"] for slug in slugs}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_tells_its_items_its_size_its_facets_and_what_follows(seeded_client, noun):
    whole = seeded_client.get(f"/{noun}.json?limit=200").json()
    first = seeded_client.get(f"/{noun}.json?limit=1").json()

    assert whole.keys() >= LIST
    assert first["total"] == whole["total"] > 1
    assert len(first["items"]) == 1
    assert seeded_client.get(first["next"]).json()["items"] == whole["items"][1:2]
    assert all(value.keys() >= FACET for values in whole["facets"].values() for value in values)


def test_a_claim_has_all_that_hangs_on_it(all_claims):
    for claim in all_claims:
        assert claim.keys() >= CLAIM
        assert claim["claimant"].keys() >= NAMED
        assert claim["attribution"][0]["actor"]["slug"] == claim["claimant"]["slug"]
        assert all(hop.keys() >= {"actor", "mode", "cue"} for hop in claim["attribution"])
        assert all(hop["actor"].keys() >= NAMED for hop in claim["attribution"])
        assert all(quote.keys() >= QUOTE for quote in claim["quotes"])
        assert all(quote["source"].keys() >= {"slug", "title", "url"} for quote in claim["quotes"])
        assert all(stance["on"].keys() >= {"type", "slug", "name"} for stance in claim["stances"])
        assert all(figure.keys() >= FIGURE for figure in claim["figures"])
        assert all(link.keys() >= {"kind", "reason"} for link in claim["links"])
        assert all(link["claim"].keys() >= {"slug", "statement"} for link in claim["links"])


def test_a_claim_in_a_list_is_the_claim_at_its_own_address(seeded_client, all_claims):
    for claim in all_claims[::25]:
        assert seeded_client.get(f"/claims/{claim['slug']}.json").json() == claim


def test_every_quote_of_a_claim_stands_in_its_source_where_it_says(all_claims, texts):
    for claim in all_claims:
        assert claim["quotes"]
        for quote in claim["quotes"]:
            text, start, end = texts[quote["source"]["slug"]], quote["start"], quote["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


@pytest.mark.parametrize("noun", ["actors", "programmes", "sources"])
def test_every_fact_stands_in_its_source_where_it_says(seeded_client, texts, noun):
    items = seeded_client.get(f"/{noun}.json").json()["items"]
    quotes = [quote for item in items for quote in quotes_in(seeded_client.get(f"/{noun}/{item['slug']}.json").json())]

    assert quotes
    for quote in quotes:
        assert texts[quote["source"]["slug"]][quote["start"] : quote["end"]] == quote["exact"]


def test_an_actor_tells_its_offices_each_with_the_words_that_state_it(seeded_client):
    rutte = seeded_client.get("/actors/mark-rutte.json").json()

    assert rutte.keys() >= PROFILE | {"affiliations"}
    assert rutte["kind"] == "person"
    assert any(one["organisation"]["slug"] == "nato" and one["quote"]["exact"] for one in rutte["affiliations"])


def test_a_programme_tells_its_status_its_facts_and_its_relations(seeded_client):
    programmes = seeded_client.get("/programmes.json").json()["items"]
    whole = [seeded_client.get(f"/programmes/{one['slug']}.json").json() for one in programmes]

    assert all(programme.keys() >= PROFILE | {"status", "facts", "related"} for programme in whole)
    assert any(programme["facts"] for programme in whole)
    assert any(programme["related"] for programme in whole)


def test_a_relation_is_told_by_both_programmes(seeded_client):
    programmes = seeded_client.get("/programmes.json").json()["items"]
    whole = [seeded_client.get(f"/programmes/{one['slug']}.json").json() for one in programmes]
    told = {
        (one["slug"], relation["kind"], relation["programme"]["slug"], relation["incoming"])
        for one in whole
        for relation in one["related"]
    }

    assert told
    assert {(other, kind, one, not incoming) for one, kind, other, incoming in told} == told


def test_a_source_tells_its_record_its_text_and_its_blocks(seeded_client, texts):
    for slug, text in texts.items():
        source = seeded_client.get(f"/sources/{slug}.json").json()

        assert source.keys() >= set("slug kind title published updated authors publisher series text blocks".split())
        assert all(block.keys() >= {"kind", "start", "end", "section"} for block in source["blocks"])
        assert "".join("".join(text[block["start"] : block["end"]] for block in source["blocks"]).split()) == "".join(
            text.split()
        )
        assert seeded_client.get(f"/sources/{slug}.txt").text == text


def test_a_topic_and_a_proposition_tell_who_speaks_on_them(seeded_client, a_slug, all_claims):
    topic = seeded_client.get(f"/topics/{a_slug['topics']}.json").json()
    on_it = [claim for claim in all_claims if topic["slug"] in [one["slug"] for one in claim["topics"]]]
    proposition = seeded_client.get(f"/propositions/{a_slug['propositions']}.json").json()

    assert topic.keys() >= {"slug", "name", "definition"}
    assert sum(one["claims"] for one in topic["actors"]) == len(on_it)
    assert proposition.keys() >= {"slug", "sentence", "scope", "topic", "stances", "positions"}


@pytest.mark.parametrize("page", ["/index", "/tensions", "/about/vocabulary", *(f"/{noun}" for noun in NOUNS)])
def test_every_page_that_answers_a_question_is_data_too(seeded_client, page):
    described = seeded_client.get("/openapi.json").json()["paths"]

    assert f"{page}.json" in described
    assert seeded_client.get(f"{page}.json").status_code == 200


@pytest.mark.parametrize("noun", NOUNS)
def test_every_record_is_described_as_data(seeded_client, noun):
    described = seeded_client.get("/openapi.json").json()["paths"]

    answers = described[f"/{noun}/{{slug}}.json"]["get"]["responses"]
    assert answers.keys() >= {"200", "301", "404", "422"}
    assert answers["200"]["content"]["application/json"]["schema"]
