"""What a query means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.language import MOST_WORDS, Phrase, Wanted, understood


def groups(q: str) -> list[list[str]]:
    """The phrases of each group, as text; a star marks the beginning of a word."""
    return [[" ".join(phrase.words) + "*" * phrase.beginning for phrase in group] for group in understood(q).groups]


def test_all_words_are_wanted_and_the_last_one_may_go_on():
    assert groups("tanks and dron") == [["tanks"], ["and"], ["dron", "dron*"]]


@pytest.mark.parametrize("q", ["dron ", '"dron"', "dron.", "UN", "SAFE", "eu", '"dron'])
def test_a_last_word_is_whole_when_something_follows_it_or_it_is_a_name_or_too_short(q):
    assert "*" not in str(groups(q))


def test_words_in_quotation_marks_stand_together_as_written():
    assert groups('“Joint procurement” "defence fund"') == [["joint procurement"], ["defence fund"]]


def test_a_word_with_signs_inside_is_a_phrase():
    assert groups("AI-powered 173(3) ") == [["ai powered"], ["173 3"]]


def test_or_finds_either_and_minus_leaves_out():
    wanted = understood("SAFE OR EDIP loans -tanks ")

    assert wanted.groups == ((Phrase(("safe",)), Phrase(("edip",))), (Phrase(("loans",)),))
    assert wanted.without == (Phrase(("tanks",)),)


@pytest.mark.parametrize("q", ["OR", "OR tanks ", "tanks OR", "tanks OR OR guns "])
def test_an_or_with_nothing_on_one_side_is_a_word(q):
    assert any("or" in group for group in groups(q))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence ", "defense"),
        ("programmes ", "programs"),
        ("mobilise ", "mobilize"),
        ("organization ", "organisation"),
        ("analysed ", "analyzed"),
        ("defense-industrial ", "defence industrial"),
        ("U.S. ", "united states"),
        ("EU ", "european union"),
        ("UK ", "united kingdom"),
    ],
)
def test_other_spellings_and_names_are_wanted_too(one, other):
    assert other in groups(one)[0]


def test_a_name_of_several_words_is_also_wanted_by_its_short_form():
    short = ["us", "usa", "united states of america"]

    assert groups("United States ") == [["united", *short], ["states", *short]]


@pytest.mark.parametrize("q", ["", " ", "?!", "- - -", '""', "\0", "😀", "(((", "\u202e"])
def test_what_holds_no_words_wants_nothing(q):
    assert understood(q) == Wanted(())


def test_only_the_first_words_of_a_long_query_count():
    wanted = understood("word " * 1_000)

    assert (len(wanted.groups), wanted.cut) == (MOST_WORDS, True)


@given(st.text(max_size=300))
def test_any_text_has_a_meaning(q):
    assert all(phrase.words and all(phrase.words) for group in understood(q).groups for phrase in group)
