"""The list of claims with words: all forms of one address find the same, by any name, the best first if asked."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.queries import ordering
from app.search.words import folded, words
from tests.factories import a_claim, a_programme, a_quote, add, an_actor
from tests.web.reading import walk


def slugs(client, query: str) -> list[str]:
    return [claim["slug"] for claim in walk(client, f"/claims.json?{query}")]


def in_table(client, query: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(client.get(f"/claims.csv?{query}").text))
    return [row["permalink"].rpartition("/")[2] for row in rows]


@pytest.fixture
def fund(client, session):
    """Two claims that name a programme by its name and by its alias, and one that names neither."""
    add(session, a_programme(key="the-fund", name="Security Action for Europe", aliases=["SAFE"]))
    add(session, a_claim(key="by-name", statement="Security Action for Europe should grow.", said="2024"))
    add(session, a_claim(key="by-alias", statement="SAFE should shrink.", said="2025"))
    add(session, a_claim(key="neither", statement="It should stay.", quotes=[a_quote("should shrink")]))
    session.commit()
    return client


@pytest.mark.parametrize("q", ["SAFE", "security action for europe"])
def test_a_name_finds_what_is_said_under_its_other_names_in_every_form(fund, q):
    both = {"by-name", "by-alias"}

    assert set(slugs(fund, f"q={q}")) == both
    assert set(in_table(fund, f"q={q}")) == both
    assert {json.loads(line)["slug"] for line in fund.get(f"/claims.jsonl?q={q}").text.splitlines()} == both
    assert fund.get(f"/claims.bib?q={q}&cite=claims").text.count("by-") >= 2
    facets = fund.get(f"/claims.json?q={q}").json()["facets"]
    assert [(one["value"], one["count"]) for one in facets["kind"]] == [("normative", 2)]
    assert "2 claims" in fund.get(f"/claims?q={q}").text


def test_words_in_quotation_marks_stand_alone(fund):
    assert slugs(fund, 'q="SAFE"') == ["by-alias"]


@pytest.fixture
def ranked(client, session):
    """Claims that hold the word once in a long sentence, twice, and as nearly all they say; the best is the oldest."""
    long = "Tanks, planes, ships and the fund are all named in this long sentence about what Europe may need."
    shrink = [a_quote("should shrink")]
    add(session, a_claim(key="weak", statement=long, said="2026", quotes=shrink))
    add(
        session,
        a_claim(key="fair", statement="Nothing else but the fund matters now.", said="2025", quotes=shrink),
    )
    add(session, a_claim(key="strong", statement="The fund.", said="2024", quotes=[a_quote("the fund is the fund")]))
    add(session, a_claim(key="none", statement="Nothing.", said="2023", quotes=shrink))
    session.commit()
    return client


def test_the_best_match_comes_first_if_asked(ranked):
    assert slugs(ranked, "q=fund") == ["weak", "fair", "strong"]
    assert slugs(ranked, "q=fund&sort=relevance") == ["strong", "fair", "weak"]
    assert slugs(ranked, "q=fund&sort=relevance&from=2025") == ["fair", "weak"]


@pytest.mark.parametrize("limit", [1, 2])
def test_pages_in_order_of_relevance_go_on_where_the_last_one_ended(ranked, limit):
    assert slugs(ranked, f"q=fund&sort=relevance&limit={limit}") == ["strong", "fair", "weak"]


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("limit", [1, 2, 200])
def test_only_the_newest_of_many_are_put_in_order_and_the_rest_follow_by_date(ranked, monkeypatch, most, limit):
    monkeypatch.setattr(ordering, "MOST", most)
    expected = {1: ["weak", "fair", "strong"], 2: ["fair", "weak", "strong"], 3: ["strong", "fair", "weak"]}[most]

    assert slugs(ranked, f"q=fund&sort=relevance&limit={limit}") == expected
    assert in_table(ranked, "q=fund&sort=relevance") == expected
    page = ranked.get("/claims?q=fund&sort=relevance").text
    assert ("put in order" in page) == (most < 3)


def test_without_words_the_order_of_relevance_is_that_of_dates(ranked):
    assert slugs(ranked, "sort=relevance") == slugs(ranked, "sort=newest") == ["weak", "fair", "strong", "none"]
    assert 'value="relevance"' not in ranked.get("/claims").text
    assert 'value="relevance"' in ranked.get("/claims?q=fund").text


def test_words_that_are_misspelt_lead_to_those_that_were_meant(seeded_client):
    page = seeded_client.get("/claims?q=procuremnt&kind=causal").text

    assert 'Did you mean <a href="/claims?kind=causal&amp;q=procurement">procurement</a>?' in page


def test_an_empty_list_says_which_choice_to_drop(client, session):
    add(session, a_claim(kind="causal", said="2025"))
    add(session, an_actor(key="nato"))
    session.commit()

    page = client.get("/claims?actor=nato&kind=causal&from=2024").text

    assert '<a href="/claims?kind=causal&amp;from=2024">Without the choice of claimant</a>: 1 claim' in page
    assert "Without the choice of kind" not in page
    assert "Without the first date" not in page


def test_a_list_too_long_to_count_says_at_least_how_many(ranked, monkeypatch):
    monkeypatch.setattr(ordering, "MOST", 2)

    data: dict[str, Any] = ranked.get("/claims.json?q=fund").json()

    assert (data["total"], data["more"]) == (2, True)
    assert "2+ claims" in ranked.get("/claims?q=fund").text
    assert slugs(ranked, "q=fund&limit=1") == ["weak", "fair", "strong"]


def names_with_others(client) -> list[list[str]]:
    """The names of each actor and programme that has several."""
    records = [
        one for noun in ("actors", "programmes") for one in client.get(f"/{noun}.json?limit=200").json()["items"]
    ]
    return sorted([one["name"], *one["aliases"]] for one in records if one["aliases"])  # the same on both databases


def words_in(claim: dict[str, Any]) -> list[str]:
    """The words of each text of a claim that is searched, with a space around each."""
    texts = [claim["statement"], *(quote["exact"] for quote in claim["quotes"])]
    return [f" {' '.join(text.split())} " for text in folded(texts)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_claims_and_counts_under_a_name_are_those_that_hold_any_of_its_names(seeded_client_on_each, all_claims, data):
    names = data.draw(st.sampled_from(names_with_others(seeded_client_on_each)))
    kind = data.draw(st.sampled_from(["", "causal", "position", "factual"]))
    phrases = [f" {' '.join(words(name))} " for name in names]

    data_of = seeded_client_on_each.get("/claims.json", params={"q": f"{names[0]} ", "kind": kind, "limit": 200}).json()
    found = {claim["slug"] for claim in data_of["items"]}

    held = [claim for claim in all_claims if any(one in text for one in phrases for text in words_in(claim))]
    assert {claim["slug"] for claim in held if kind in {"", claim["kind"]}} <= found
    assert data_of["total"] == len(found)
    for field in ("certainty", "actor", "topic"):
        for one in data_of["facets"][field][:3]:
            asked = {"q": f"{names[0]} ", "kind": kind, field: one["value"], "limit": 1}
            assert seeded_client_on_each.get("/claims.json", params=asked).json()["total"] == one["count"]
