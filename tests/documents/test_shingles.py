"""How much of one text stands in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.shingles import shingles

ONE = "The fund should grow, Anna Weil said. It could reach two billion by 2030, she added."


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (ONE, 1.0),
        (ONE.upper().replace(",", " –"), 1.0),  # neither case nor punctuation counts
        (f"Menu. Sign in. {ONE} Read more. All rights reserved.", 1.0),  # a copy in another frame
        ("A wholly different text about something else, which has nothing to do with it.", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_the_shorter_text_that_the_longer_holds(other, share):
    assert shingles(ONE).shared_with(shingles(other)) == share
    assert shingles(other).shared_with(shingles(ONE)) == share


def test_half_a_text_is_half_alike():
    half = ONE.split(". ", maxsplit=1)[0] + ". And then nothing of this kind was said by anybody."

    assert 0.2 < shingles(ONE).shared_with(shingles(half)) < 0.5


def test_a_text_of_few_words_is_one_run():
    assert shingles("The fund").shared_with(shingles("the fund")) == 1.0
    assert shingles("The fund").shared_with(shingles("the bank")) == 0.0


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one, other):
    assert 0.0 <= shingles(one).shared_with(shingles(other)) <= 1.0
