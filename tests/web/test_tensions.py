"""Tensions narrowed to who clashes with whom, and over which programme."""

from typing import Any

import pytest

from tests.web.reading import read

ACTORS = ("mark-rutte", "vitalii-rishko", "trinabh-banerjee", "european-union")


def tensions(client, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/tensions.json?limit=200&{query}").json()["items"]
    return items


def sides(tension: dict[str, Any]) -> list[str]:
    return [tension[side]["claimant"]["slug"] for side in ("claim", "other")]


@pytest.mark.parametrize("actor", ACTORS)
def test_the_tensions_of_an_actor_are_those_it_takes_part_in(seeded_client_on_each, actor):
    own = [one for one in tensions(seeded_client_on_each) if actor in sides(one)]

    assert tensions(seeded_client_on_each, f"actor={actor}") == own
    assert own


def test_two_actors_are_set_against_each_other_in_either_order(seeded_client_on_each):
    both = [
        one for one in tensions(seeded_client_on_each) if sorted(sides(one)) == ["trinabh-banerjee", "vitalii-rishko"]
    ]

    for query in ("actor=trinabh-banerjee&against=vitalii-rishko", "actor=vitalii-rishko&against=trinabh-banerjee"):
        assert tensions(seeded_client_on_each, query) == both
    assert both


def test_a_programme_is_that_of_one_of_the_two_claims(seeded_client_on_each):
    about = {one["slug"] for one in seeded_client_on_each.get("/claims.json?programme=safe&limit=200").json()["items"]}
    with_it = [one for one in tensions(seeded_client_on_each) if {one["claim"]["slug"], one["other"]["slug"]} & about]

    assert tensions(seeded_client_on_each, "programme=safe") == with_it
    assert with_it


def test_the_page_says_what_it_is_narrowed_to_and_offers_who_clashes(seeded_client):
    page = read(seeded_client, "/tensions?actor=mark-rutte&programme=f-35")

    assert [one.get_text(" ", strip=True) for one in page.select(".taken .chosen")] == [
        "Take out: Mark Rutte ×",
        "Take out: F-35 ×",
    ]
    offered = {one["value"] for one in page.select("select[name=against] option")}
    claimants = {slug for one in tensions(seeded_client) for slug in sides(one)}
    assert offered == claimants | {""}


def test_a_name_that_nobody_has_is_refused(seeded_client):
    answer = seeded_client.get("/tensions.json?against=nobody-at-all")

    assert answer.status_code == 422
    assert "nobody-at-all" in answer.text
