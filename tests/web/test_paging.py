"""Lists in pages: whoever follows `next` meets every record once, in the order asked for."""

import pytest

from tests.web.reading import walk

SORTS = ("newest", "oldest", "claimant", "added")
NAMES = {
    "actors": "name",
    "programmes": "name",
    "topics": "name",
    "propositions": "sentence",
    "sources": "short",
}


@pytest.mark.parametrize("sort", SORTS)
def test_every_claim_comes_once_in_every_order(seeded_client_on_each, all_claims, sort):
    found = [claim["slug"] for claim in walk(seeded_client_on_each, f"/claims.json?sort={sort}&limit=23")]

    assert len(found) == len(set(found))
    assert set(found) == {claim["slug"] for claim in all_claims}


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_size_does_not_change_the_order(seeded_client_on_each, sort):
    in_small_pages = walk(seeded_client_on_each, f"/claims.json?sort={sort}&limit=30&kind=factual&kind=causal")
    in_one = walk(seeded_client_on_each, f"/claims.json?sort={sort}&limit=200&kind=factual&kind=causal")

    assert in_small_pages == in_one


def test_claims_are_ordered_by_when_they_were_said_or_published(seeded_client_on_each):
    published = {one["slug"]: one["published"] for one in seeded_client_on_each.get("/sources.json").json()["items"]}

    def dates(sort: str) -> list[str]:
        claims = walk(seeded_client_on_each, f"/claims.json?sort={sort}&limit=200")
        return [claim["said_on"] or published[claim["quotes"][0]["source"]["slug"]] or "" for claim in claims]

    assert dates("newest") == sorted(dates("newest"), reverse=True)
    assert dates("oldest") == sorted(dates("oldest"))


def test_claims_by_claimant_stand_together(seeded_client_on_each):
    claims = walk(seeded_client_on_each, "/claims.json?sort=claimant&limit=200")

    names = [claim["claimant"]["name"] for claim in claims]
    assert names == sorted(names)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("field", ["actor", "about", "programme", "topic", "proposition", "source"])
def test_the_list_of_one_record_keeps_its_order_from_page_to_page(seeded_client_on_each, field, sort):
    most = seeded_client_on_each.get("/claims.json?limit=1").json()["facets"][field][1]

    query = f"/claims.json?{field}={most['value']}&sort={sort}"
    in_small_pages = walk(seeded_client_on_each, f"{query}&limit={most['count'] // 4 + 1}")

    assert in_small_pages == walk(seeded_client_on_each, f"{query}&limit=200")
    assert len({claim["slug"] for claim in in_small_pages}) == most["count"]


def test_a_narrowed_list_stays_narrowed_on_the_next_page(seeded_client):
    found = walk(seeded_client, "/claims.json?kind=predictive&q=europe&limit=3")

    assert len(found) > 3
    assert {claim["kind"] for claim in found} == {"predictive"}


@pytest.mark.parametrize(("noun", "name"), NAMES.items())
@pytest.mark.parametrize("limit", [1, 5])
def test_every_other_list_goes_by_name(seeded_client_on_each, noun, name, limit):
    found = walk(seeded_client_on_each, f"/{noun}.json?limit={limit}")
    whole = walk(seeded_client_on_each, f"/{noun}.json?limit=200")

    assert found == whole
    names = [one[name].lower() for one in found]
    assert names == sorted(names)


def test_the_page_of_a_list_leads_to_the_next(seeded_client, all_claims):
    first = seeded_client.get("/claims?limit=200").text

    assert f'href="/claims?limit=200&amp;after={slug_before(first)}" rel="next"' in first
    assert len(all_claims) > 200


def slug_before(page: str) -> str:
    return page.rpartition('<article class="card">')[2].partition('href="/claims/')[2].partition('"')[0]


def test_every_tension_comes_once(seeded_client_on_each):
    found = walk(seeded_client_on_each, "/tensions.json?limit=7")

    assert len(found) == seeded_client_on_each.get("/tensions.json").json()["total"]
    assert found == walk(seeded_client_on_each, "/tensions.json?limit=200")
