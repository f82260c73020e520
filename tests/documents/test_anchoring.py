"""Finding a quote again: exact, moved, normalised, fuzzy, lost."""

import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.documents import Anchoring, anchor, nearest, places, prefix_of, suffix_of
from app.documents.folding import fold

TEXT = (
    "Europe’s industry is growing. The EU – not NATO – pays for it, he said. “Nothing is lost…” he added.\n"
    "The EU will pay. In Paris the EU will pay more; in Berlin the EU will pay less."
)
ODD = st.text(st.sampled_from("aé e\u0301\u0301ﬁ…“”'’-–— \u00a0\n\u00ad\u200b\ufeff𝔸👩🏽ßİ\u2028.\u0130"), max_size=60)


def words(text: str, exact: str, **selectors: object) -> tuple[str, str]:
    found = anchor(text, exact, **selectors)  # type: ignore[arg-type]
    return found.how.value, text[found.start : found.stop]


def test_a_quote_at_its_given_place_is_exact():
    start = TEXT.rindex("the EU")

    found = anchor(TEXT, "the EU", start=start)

    assert (found.how, found.start, found.stop, found.score) == (Anchoring.EXACT, start, start + 6, 100)


@given(st.text() | ODD, st.data())
def test_any_words_of_any_text_anchor_exactly_at_their_place(text, data):
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    assume(text[start:stop].strip())

    found = anchor(text, text[start:stop], start=start)

    assert (found.how, found.start, found.stop) == (Anchoring.EXACT, start, stop)


@given(st.text() | ODD, st.text() | ODD, st.none() | st.integers(-5, 100), ODD, ODD)
@example("", "a", None, "", "")
@example("\u200b", "\u200b", None, "", "")
def test_no_text_and_no_words_ever_yield_offsets_out_of_range(text, exact, start, prefix, suffix):
    for found in (anchor(text, exact, start=start, prefix=prefix, suffix=suffix), nearest(text, exact)):
        assert 0 <= found.start <= found.stop <= len(text)
        assert 0 <= found.score <= 100
        assert (found.start == found.stop) == (found.how is Anchoring.LOST)


@given(ODD, st.data())
def test_folded_words_lead_back_to_words_that_fold_alike(text, data):
    folded = fold(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    stop = data.draw(st.integers(start + 1, len(folded.text)))

    begin, end = folded.original(start, stop)

    assert 0 <= begin < end <= len(text)
    assert folded.text[start:stop] in fold(text[begin:end]).text


def test_words_that_moved_are_found_elsewhere():
    found = anchor("A new first line.\n" + TEXT, "Europe’s industry", start=0)

    assert (found.how, found.start) == (Anchoring.MOVED, 18)


def test_without_a_given_place_the_only_one_is_exact():
    assert words(TEXT, "In Paris") == ("exact", "In Paris")


def test_prefix_and_suffix_tell_several_places_apart():
    paris, berlin = TEXT.index("EU will pay more"), TEXT.index("EU will pay less")

    assert anchor(TEXT, "EU will pay", prefix="In Paris the ").start == paris
    assert anchor(TEXT, "EU will pay", suffix=" less").start == berlin
    assert anchor(TEXT, "EU will pay", prefix="in Berlin, the ", start=paris + 1).start == berlin


def test_nearness_decides_when_the_words_around_do_not():
    berlin = TEXT.index("EU will pay less")

    found = anchor(TEXT, "EU will pay", start=berlin - 3)

    assert (found.how, found.start, found.note) == (Anchoring.MOVED, berlin, "")


def test_undecided_places_yield_the_first_and_say_how_many():
    found = anchor(TEXT, "EU will pay")

    assert found.start == TEXT.index("EU will pay")
    assert "3 places" in found.note


@pytest.mark.parametrize(
    ("exact", "original"),
    [
        ("Europe's industry", "Europe’s industry"),
        ("The EU - not NATO - pays", "The EU – not NATO – pays"),
        ('"Nothing is lost..." he', "“Nothing is lost…” he"),
        ("he added.  The EU\nwill", "he added.\nThe EU will"),
        ("EU\N{NO-BREAK SPACE}will pay more", "EU will pay more"),
        ("  in Ber\N{SOFT HYPHEN}lin ", "in Berlin"),
    ],
)
def test_typography_does_not_hide_a_quote(exact, original):
    assert words(TEXT, exact) == ("normalised", original)


def test_loose_accents_and_ligatures_do_not_hide_a_quote():
    assert words("Zoe\u0308 \ufb01nds it", "Zo\u00eb finds") == ("normalised", "Zoe\u0308 \ufb01nds")


def test_case_is_a_difference():
    assert anchor(TEXT, "IN PARIS").how is Anchoring.LOST
    assert words(TEXT, "In paris the EU will pay more")[0] == "fuzzy"


def test_words_much_alike_are_found_from_word_edge_to_word_edge():
    assert words(TEXT, "Europes industri is groing") == ("fuzzy", "Europe’s industry is growing")


def test_words_under_the_floor_are_lost_with_their_score_and_nearest_still_finds_them():
    exact = "in Bonn the union may pay less"

    found = anchor(TEXT, exact)

    assert (found.how, found.start, found.stop) == (Anchoring.LOST, 0, 0)
    assert 0 < found.score < 85
    assert f"{found.score:.0f} of 100" in found.note
    near = nearest(TEXT, exact)
    assert TEXT[near.start : near.stop] == "in Berlin the EU will pay less"
    assert anchor(TEXT, exact, floor=near.score).how is Anchoring.FUZZY


@pytest.mark.parametrize("exact", ["", "  \n", "\N{ZERO WIDTH SPACE}", "漢字"])
def test_what_the_text_has_nothing_of_is_lost(exact):
    assert anchor(TEXT, exact).how is Anchoring.LOST


def test_a_quote_longer_than_the_text_is_compared_with_all_of_it():
    found = anchor("The EU will pay.", "The EU will pay. And more than that, much more than anybody thought.", floor=30)

    assert (found.how, found.start, found.stop) == (Anchoring.FUZZY, 0, 16)
    assert found.score < 50


def test_a_long_quote_with_a_changed_middle_is_found_by_its_ends():
    line = " ".join(f"word{number}" for number in range(400))
    exact = line[500:2000].replace("word150", "sword").replace("word200", "")

    found = anchor(line, exact)

    assert found.how is Anchoring.FUZZY
    assert abs(found.start - 500) < 10
    assert abs(found.stop - 2000) < 10


def test_prefix_and_suffix_are_the_characters_around_a_quote():
    start = TEXT.index("In Paris")

    assert prefix_of(TEXT, start, 9) == "will pay. "[1:]
    assert suffix_of(TEXT, start + 8) == " the EU will pay more; in Berlin"
    assert prefix_of(TEXT, 3) == "Eur"
    assert suffix_of(TEXT, len(TEXT)) == ""


@pytest.mark.parametrize(
    "exact",
    ["e", "zebra quilt " * 25, "zebra quilt " * 400, "x" * 900_000, "Europe’s indvstry is growlng", "a" * 100 + "b"],
)
def test_a_megabyte_is_searched_in_seconds(exact):
    text = (TEXT * 6000)[:1_000_000]
    began = time.perf_counter()

    anchor(text, exact, start=500_000, prefix="of the", suffix=", and")

    assert time.perf_counter() - began < 5


def test_all_places_of_the_same_words_are_found_and_folded_ones_where_there_are_no_others():
    text = "He said “yes”. She said “yes” too."

    assert places(text, " “yes” ") == [(8, 13), (24, 29)]
    assert [text[start:stop] for start, stop in places(text, 'said "yes"')] == ["said “yes”", "said “yes”"]
    assert places(text, "no") == places(text, "  ") == []
