"""Generated bases are the same in every run, valid, and skewed as real ones are."""

from collections import Counter
from itertools import pairwise

from app.entries import NewClaim, NewSource
from bench.generator import entries


def test_the_same_size_is_the_same_base():
    assert [one.canonical() for one in entries(200)] == [one.canonical() for one in entries(200)]


def test_every_entry_is_one_that_an_editor_could_submit():
    for entry in entries(1_000):
        assert type(entry).model_validate(entry.canonical()) == entry


def test_a_base_holds_as_many_claims_as_asked_for_each_with_its_own_key():
    keys = [entry.key for entry in entries(1_000) if isinstance(entry, NewClaim)]

    assert len(keys) == len(set(keys)) == 1_000


def test_the_words_of_each_quote_stand_where_it_says():
    texts = {entry.key: entry.text for entry in entries(500) if isinstance(entry, NewSource)}

    for claim in entries(500):
        if isinstance(claim, NewClaim):
            assert all(texts[quote.source].startswith(quote.exact, quote.start) for quote in claim.quotes)


def test_few_actors_make_most_claims():
    counts = Counter(entry.claimant for entry in entries(5_000) if isinstance(entry, NewClaim))
    sizes = [count for _, count in counts.most_common()]

    assert sizes[0] > 5_000 * 0.12
    assert all(one >= other for one, other in pairwise(sizes))
    assert len(sizes) > 80
