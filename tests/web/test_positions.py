"""Who stands where: each label leads to the claims that it was computed from."""

from typing import Any

import pytest

from tests.web.reading import read

Claim = dict[str, Any]
SIDES = ("supports", "opposes")


def taken(claims: list[Claim], kind: str) -> dict[tuple[str, str], dict[str, str]]:
    """For each claimant and target of that kind, the stance of each claim."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for claim in claims:
        for stance in claim["stances"]:
            if stance["on"]["type"] == kind:
                place = claim["claimant"]["slug"], stance["on"]["slug"]
                found.setdefault(place, {})[claim["slug"]] = stance["stance"]
    return found


def comes_to(stances: set[str]) -> str:
    """One side is that side, however many neutral claims stand beside it; both sides are mixed."""
    decided = stances - {"neutral"}
    return next(iter(decided)) if len(decided) == 1 else ("mixed" if decided else "neutral")


@pytest.mark.parametrize("noun", ["propositions", "programmes"])
def test_a_position_is_what_the_claims_come_to(seeded_client, all_claims, noun):
    by_hand = taken(all_claims, noun.removesuffix("s"))

    for record in seeded_client.get(f"/{noun}.json").json()["items"]:
        positions = seeded_client.get(f"/{noun}/{record['slug']}.json").json()["positions"]
        held = {one["actor"]["slug"]: one for one in positions}
        expected = {actor: claims for (actor, target), claims in by_hand.items() if target == record["slug"]}
        assert held.keys() == expected.keys()
        for actor, claims in expected.items():
            assert held[actor]["stance"] == comes_to(set(claims.values()))
            assert {claim["slug"] for claim in held[actor]["claims"]} <= claims.keys()
            assert held[actor]["claims"]


def test_an_actors_positions_are_those_that_the_targets_show(seeded_client, all_claims):
    for actor in ("mark-rutte", "trinabh-banerjee", "united-states"):
        own = seeded_client.get(f"/actors/{actor}.json").json()["positions"]

        for kind in ("proposition", "programme"):
            by_hand = {
                target: comes_to(set(claims.values()))
                for (claimant, target), claims in taken(all_claims, kind).items()
                if claimant == actor
            }
            assert {one["on"]["slug"]: one["stance"] for one in own if one["on"]["type"] == kind} == by_hand


def test_each_part_of_a_stance_bar_leads_to_as_many_claims_as_it_says(seeded_client):
    page = read(seeded_client, "/propositions")

    parts = page.select(".bar a")
    assert parts
    for part in parts:
        path, _, query = part["href"].partition("?")
        assert seeded_client.get(f"{path}.json?{query}").json()["total"] == int(part.select_one(".number").get_text())


def test_the_page_of_a_position_shows_the_claims_behind_it(seeded_client, all_claims):
    for (actor, target), claims in list(taken(all_claims, "proposition").items())[::10]:
        page = read(seeded_client, f"/propositions/{target}")

        shown = {link["href"].removeprefix("/claims/") for link in page.select("main a[href^='/claims/']")}
        assert claims.keys() <= shown, (actor, target)


def test_actors_agree_where_they_take_the_same_side_and_disagree_on_opposite_ones(seeded_client, all_claims):
    stands = {place: comes_to(set(claims.values())) for place, claims in taken(all_claims, "proposition").items()}
    decided = {place: stance for place, stance in stands.items() if stance in SIDES}

    for actor in ("mark-rutte", "trinabh-banerjee"):
        company = seeded_client.get(f"/actors/{actor}.json").json()["company"]

        agree = {(one["actor"]["slug"], on["slug"]) for one in company for on in one["agree"]}
        disagree = {(one["actor"]["slug"], on["slug"]) for one in company for on in one["disagree"]}
        shared = {(other, on) for other, on in decided if other != actor and (actor, on) in decided}
        assert agree == {(other, on) for other, on in shared if decided[other, on] == decided[actor, on]}
        assert disagree == shared - agree


def test_agreement_is_mutual(seeded_client):
    rutte = seeded_client.get("/actors/mark-rutte.json").json()["company"]

    for one in rutte:
        theirs = seeded_client.get(f"/actors/{one['actor']['slug']}.json").json()["company"]
        back = next(other for other in theirs if other["actor"]["slug"] == "mark-rutte")
        assert {on["slug"] for on in back["agree"]} == {on["slug"] for on in one["agree"]}
        assert {on["slug"] for on in back["disagree"]} == {on["slug"] for on in one["disagree"]}
