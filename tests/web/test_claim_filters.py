"""The list of claims narrowed by each of its fields: the answer is what a reader of all claims would pick by hand."""

import calendar
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

Claim = dict[str, Any]


def values(claim: Claim) -> dict[str, set[str]]:
    """What a claim holds in each field that lists are narrowed by."""
    return {
        "actor": {claim["claimant"]["slug"]},
        "about": {actor["slug"] for actor in claim["about"]},
        "programme": {programme["slug"] for programme in claim["programmes"]},
        "topic": {topic["slug"] for topic in claim["topics"]},
        "proposition": {slug for slug, _ in sides(claim)},
        "source": {quote["source"]["slug"] for quote in claim["quotes"]},
        "kind": {claim["kind"]},
        "certainty": {claim["certainty"]},
        "stance": {stance["stance"] for stance in claim["stances"]},
    }


def sides(claim: Claim) -> set[tuple[str, str]]:
    """The propositions that it takes a stance on, each with the stance."""
    taken = [stance for stance in claim["stances"] if stance["on"]["type"] == "proposition"]
    return {(stance["on"]["slug"], stance["stance"]) for stance in taken}


def fits(claim: Claim, chosen: dict[str, str]) -> bool:
    held = values(claim)
    if not all(value in held[field] for field, value in chosen.items()):
        return False
    return not chosen.keys() >= {"proposition", "stance"} or (chosen["proposition"], chosen["stance"]) in sides(claim)


def listed(client: TestClient, **query: Any) -> set[str]:
    """The slugs of the whole list, page by page, which must be as many as it says."""
    found: list[str] = []
    answer = client.get("/claims.json", params={"limit": 200} | query).json()
    while True:
        found.extend(claim["slug"] for claim in answer["items"])
        if answer["next"] is None:
            assert answer["total"] == len(found)
            return set(found)
        answer = client.get(answer["next"]).json()


def picked(claims: list[Claim], condition: Callable[[Claim], bool]) -> set[str]:
    return {claim["slug"] for claim in claims if condition(claim)}


FIELDS = ("actor", "about", "programme", "topic", "proposition", "source", "kind", "certainty", "stance")


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_narrows_the_list_to_the_claims_that_hold_the_value(seeded_client_on_each, all_claims, field):
    there = sorted({value for claim in all_claims for value in values(claim)[field]})

    assert len(there) > 1
    for value in there[:: max(1, len(there) // 8)]:
        expected = picked(all_claims, lambda claim: value in values(claim)[field])  # noqa: B023
        assert listed(seeded_client_on_each, **{field: value}) == expected, value


@pytest.mark.parametrize("field", ["kind", "certainty", "source", "topic"])
def test_two_values_of_one_field_are_alternatives(seeded_client, all_claims, field):
    one, other = sorted({value for claim in all_claims for value in values(claim)[field]})[:2]

    both = listed(seeded_client, **{field: [one, other]})

    assert both == listed(seeded_client, **{field: one}) | listed(seeded_client, **{field: other})
    assert both == picked(all_claims, lambda claim: bool({one, other} & values(claim)[field]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_different_fields_narrow_each_other(seeded_client, all_claims, data):
    claim = data.draw(st.sampled_from(all_claims))
    held = {field: sorted(found) for field, found in values(claim).items() if found}
    fields = data.draw(st.lists(st.sampled_from(sorted(held)), min_size=2, max_size=4, unique=True))
    chosen = {field: data.draw(st.sampled_from(held[field])) for field in fields}

    assert listed(seeded_client, **chosen) == picked(all_claims, lambda one: fits(one, chosen))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_choices_go_with_each_other_and_with_any_order(seeded_client_on_each, facets, data):
    fields = data.draw(st.lists(st.sampled_from(sorted(facets)), min_size=1, max_size=3, unique=True))
    chosen = {field: data.draw(st.sampled_from([one["value"] for one in facets[field]])) for field in fields}
    sort = data.draw(st.sampled_from(["newest", "oldest", "claimant", "added"]))

    found = listed(seeded_client_on_each, sort=sort, **chosen)

    assert found == listed(seeded_client_on_each, **chosen)


@pytest.fixture(scope="module")
def facets(seeded_client) -> dict[str, Any]:
    """Every field that the list of claims can be narrowed by, with its values."""
    found: dict[str, Any] = seeded_client.get("/claims.json?limit=1").json()["facets"]
    return found


def test_a_stance_asked_for_with_a_proposition_is_the_stance_on_it(seeded_client, all_claims):
    for slug in sorted({slug for claim in all_claims for slug, _ in sides(claim)}):
        for stance in ("supports", "opposes", "mixed", "neutral"):
            expected = picked(all_claims, lambda claim: (slug, stance) in sides(claim))  # noqa: B023
            assert listed(seeded_client, proposition=slug, stance=stance) == expected


@pytest.mark.parametrize("q", ["drones", "European", "rutte", "SAFE loans", "procurement  european", "zzz", "Ukraine"])
def test_all_words_must_stand_in_the_statement_a_quote_or_the_claimants_name(seeded_client_on_each, all_claims, q):
    def holds(claim: Claim) -> bool:
        parts = [claim["statement"], claim["claimant"]["name"], *(quote["exact"] for quote in claim["quotes"])]
        return all(any(word in part.lower() for part in parts) for word in q.lower().split())

    assert listed(seeded_client_on_each, q=q) == picked(all_claims, holds)


def days(date: str) -> tuple[str, str]:
    """The first and the last day that a date known to the year, month or day can mean."""
    year, month, day = ([*date.split("-"), "", ""])[:3]
    if day:
        return date, date
    first, last = month or "01", month or "12"
    return f"{year}-{first}-01", f"{year}-{last}-{calendar.monthrange(int(year), int(last))[1]}"


@pytest.mark.parametrize("since", ["", "2025", "2025-12", "2025-12-15"])
@pytest.mark.parametrize("until", ["", "2024", "2025-12", "2026-06-30"])
def test_a_claim_is_in_a_period_that_its_date_can_lie_in(seeded_client_on_each, all_claims, since, until):
    sources = seeded_client_on_each.get("/sources.json").json()["items"]
    published = {source["slug"]: source["published"] for source in sources}

    def lies_within(claim: Claim) -> bool:
        date = claim["said_on"] or published[claim["quotes"][0]["source"]["slug"]]
        if not date:
            return not since and not until
        first, last = days(date)
        return (not since or last >= days(since)[0]) and (not until or first <= days(until)[1])

    assert listed(seeded_client_on_each, **{"from": since, "to": until}) == picked(all_claims, lies_within)


def test_an_empty_value_counts_as_none(seeded_client, all_claims):
    everything = listed(seeded_client, q="", kind="", actor="", **{"from": "", "to": ""})

    assert len(everything) == len(all_claims)


@pytest.mark.parametrize("month", ["1522-96", "2025-00", "0000-01"])
def test_a_month_that_is_in_no_calendar_is_refused(seeded_client, month):
    answer = seeded_client.get(f"/claims.json?month={month}")

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == ["month"]
