"""The values that a list can be narrowed by: each counts what choosing it would show, and leads there."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.web.test_claim_filters import fits, values

COUNTED = ("actor", "programme", "topic", "proposition", "stance", "kind", "certainty", "source")
QUERIES = [
    "",
    "kind=causal",
    "kind=causal&kind=factual&certainty=hedged",
    "proposition={proposition}",
    "proposition={proposition}&stance=supports",
    "stance=opposes",
    "actor=mark-rutte&q=europe",
    "source={source}&from=2025",
]


@pytest.fixture(params=QUERIES)
def query(request, a_slug) -> str:
    filled: str = request.param.format(proposition=a_slug["propositions"], source=a_slug["sources"])
    return filled


def facets_of(client, query: str) -> dict[str, Any]:
    return client.get(f"/claims.json?{query}").json()["facets"]


def total_of(client, url: str) -> int:
    """How many the list at that address holds; it is asked for one item."""
    return client.get(url + ("&" if "?" in url else "?") + "limit=1").json()["total"]


def instead(query: str, field: str, value: str) -> str:
    """The query with this value as the field's only one."""
    pairs = [(name, other) for name, other in parse_qsl(query) if name != field]
    return urlencode([*pairs, (field, value)])


@pytest.mark.parametrize("field", COUNTED)
def test_a_value_of_the_whole_list_counts_the_claims_that_hold_it(seeded_client_on_each, all_claims, field):
    counts = {one["value"]: one["count"] for one in facets_of(seeded_client_on_each, "")[field]}

    held = {value for claim in all_claims for value in values(claim)[field]}
    by_hand = {value: sum(value in values(claim)[field] for claim in all_claims) for value in held}
    assert {value: count for value, count in counts.items() if value in held} == by_hand
    assert counts.keys() - held <= {None, "not_stated"}


@pytest.mark.parametrize("field", COUNTED)
def test_values_of_a_narrowed_list_count_what_choosing_them_would_show(seeded_client, all_claims, field):
    chosen = {"kind": "causal", "source": next(iter(values(all_claims[0])["source"]))} | {"stance": "supports"}
    others = {name: value for name, value in chosen.items() if name != field}

    for one in facets_of(seeded_client, urlencode(chosen))[field]:
        if one["value"] not in {None, "not_stated"}:
            assert one["count"] == sum(fits(claim, others | {field: one["value"]}) for claim in all_claims), one


def test_every_count_is_the_size_of_the_list_that_it_leads_to(seeded_client, query):
    for field, found in facets_of(seeded_client, query).items():
        for one in [*found[:5], *found[-2:]]:
            if one["value"] is not None:
                narrowed = f"/claims.json?{instead(query, field, one['value'])}"
                assert total_of(seeded_client, narrowed) == one["count"], (field, one)


def test_an_address_takes_a_value_in_and_out_again(seeded_client, query):
    own = sorted(parse_qsl(query))

    for field, found in facets_of(seeded_client, query).items():
        for one in found[:3]:
            toggled = sorted(parse_qsl(urlsplit(one["url"]).query))
            pair = (field, one["value"])
            assert one["selected"] == (pair in own)
            if one["value"] is not None:
                assert toggled == (sorted(set(own) - {pair}) if one["selected"] else sorted([*own, pair]))
                assert seeded_client.get(one["url"]).status_code == 200


def test_a_second_value_of_a_field_is_offered_with_what_it_would_add(seeded_client, all_claims):
    kinds = {one["value"]: one for one in facets_of(seeded_client, "kind=causal")["kind"]}

    assert kinds["causal"]["selected"]
    assert not kinds["factual"]["selected"]
    both = sum(claim["kind"] in {"causal", "factual"} for claim in all_claims)
    assert total_of(seeded_client, kinds["factual"]["url"]) == both


def test_what_is_chosen_keeps_its_name_where_no_claim_fits(seeded_client_on_each):
    query = "actor=mark-rutte&programme=safe&month=1990-01&actor_kind=unnamed_group"

    found = facets_of(seeded_client_on_each, query)

    told = {one["label"]: one["count"] for values in found.values() for one in values if one["selected"]}
    assert told == {
        "Mark Rutte": 0,
        "Security Action for Europe (SAFE)": 0,
        "January 1990": 0,
        "unnamed person or group": 0,
    }
    page = seeded_client_on_each.get(f"/claims?{query}").text
    assert "Security Action for Europe (SAFE)" in page


@pytest.mark.parametrize(
    ("noun", "field"), [("actors", "kind"), ("programmes", "kind"), ("programmes", "status"), ("sources", "kind")]
)
def test_the_facets_of_other_lists_count_their_records(seeded_client, noun, field):
    whole = seeded_client.get(f"/{noun}.json").json()
    records = whole["items"]

    for one in whole["facets"][field]:
        held = None if one["value"] in {None, "not_stated"} else one["value"]
        assert one["count"] == sum(record[field] == held for record in records)
        if held is not None:
            assert seeded_client.get(one["url"]).json()["total"] == one["count"]
