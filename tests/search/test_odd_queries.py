"""Nothing that can be typed is an error, on either database."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app import search
from app.models import Claim
from tests.factories import a_claim, add
from tests.search.odd_queries import odd_queries

QUERIES = odd_queries()


@pytest.fixture
def base(session):
    add(session, a_claim())
    return session


def test_there_are_more_than_five_hundred():
    assert len(QUERIES) > 500


def test_odd_queries_find_something_or_nothing(base):
    for q in QUERIES:
        wide = search.expanded(base, q[:1_000])
        found = search.find(base, q, shown=3)
        matching = base.scalar(select(func.count()).select_from(Claim).where(search.claims_matching(wide)))
        assert 0 <= found.total < 20
        assert matching in {0, 1}
        search.suggested(base, q)


def test_claims_can_be_put_in_order_by_any_query(base):
    for q in itertools.islice(QUERIES, 0, None, 9):
        (claim_id,) = base.scalars(select(Claim.id))
        assert search.claim_scores(base, q[:1_000], [(claim_id, "")]).keys() <= {claim_id}


def test_any_correction_finds_something(base):
    for q in itertools.islice(QUERIES, 0, None, 9):
        better = search.corrected(base, q[:1_000])
        assert better is None or search.find(base, better).total > 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_can_be_looked_for(base, q):
    assert search.find(base, q).total >= 0


def test_the_pages_and_data_answer_odd_queries(seeded_client):
    for odd in itertools.islice(QUERIES, 0, None, 5):
        q = odd[:3_000].encode("utf-8", "replace").decode()
        for path in ("/search", "/search.json", "/search/suggest.json"):
            assert seeded_client.get(path, params={"q": q}).status_code in {200, 414}
