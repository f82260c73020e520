"""Which words a text has."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.search.words import placed_words, words


def test_accents_capitals_and_punctuation_make_no_difference():
    assert words("Zélénskyi’s “Drones”, Straße – ÉTÉ") == words("zelenskyi's drones strasse ete")


def test_initials_are_one_word_with_or_without_their_dots():
    assert words("U.S.-led, the U.S. and the US") == ["us", "led", "the", "us", "and", "the", "us"]


def test_the_full_stop_of_a_sentence_joins_nothing():
    assert words("Plan B. A new start. So says F.Scott") == [
        "plan",
        "b",
        "a",
        "new",
        "start",
        "so",
        "says",
        "f",
        "scott",
    ]


def test_a_word_with_a_loose_accent_is_the_word_with_a_fixed_one():
    assert words("Ukrai\u0308ne") == words("Ukraïne") == ["ukraine"]


def test_invisible_characters_are_no_part_of_a_word():
    assert words("de\u00adfence \u202euro\u202c") == ["defence", "uro"]


@given(st.text(max_size=200))
@example("½ ﬁne №5 İstanbul U.S.S.R. e.g.")
@example("ǅ ŉ ΐ ﷺ ㎏ x\u0301\u0301y")
def test_placed_words_are_the_same_words(text):
    assert [one.word for one in placed_words(text)] == words(text)


def test_a_word_stands_where_it_was_read():
    text = "The ‘U.S.’ said: “ﬁne”, Ukrai\u0308ne."

    places = {one.word: text[one.start : one.stop] for one in placed_words(text)}

    assert places == {"the": "The", "us": "U.S", "said": "said", "fine": "ﬁne", "ukraine": "Ukrai\u0308ne"}
