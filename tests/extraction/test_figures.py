"""Quantities in quotes: what is filled in, and how many of the curated ones are found."""

from pathlib import Path

import pytest

from app.entries.claims import NewClaim, NewFigure
from app.entries.curation_reading import read_curation
from app.extraction.figures import FoundFigure, figures
from app.vocabulary import Qualifier

SEEDS = Path("seeds")


@pytest.mark.parametrize(
    ("words", "text", "low", "currency", "scale", "unit"),
    [
        ("a plan of €2 billion for NATO", "€2 billion", 2e9, "EUR", "billion", ""),
        ("cost US$1.5bn in all", "US$1.5bn", 1.5e9, "USD", "bn", ""),
        ("some 3 million euros were lost", "some 3 million euros", 3e6, "EUR", "million", ""),
        ("fell by 12.5 per cent", "12.5 per cent", 12.5, "", "", "percent"),
        ("spend 2% of GDP on it", "2% of GDP", 2, "", "", "percent of GDP"),
        ("the 27 member states agreed", "27 member states", 27, "", "", "member states"),
        ("five Role 2 field hospitals", "five Role 2 field hospitals", 5, "", "", "Role 2 field hospitals"),
        ("made 1,250,000 rounds per year", "1,250,000 rounds per year", 1.25e6, "", "", "rounds per year"),
        ("155mm shells", "155mm", 155, "", "", "mm"),
        ("be ready by 2030", "by 2030", 2030, "", "", "year"),
    ],
)
def test_a_quantity_is_read_as_it_is_written(words, text, low, currency, scale, unit):
    (found,) = figures(words)

    assert (found.text, found.value, found.currency, found.scale, found.unit) == (text, low, currency, scale, unit)
    assert words[found.start : found.stop] == text


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("at least $1 trillion", Qualifier.AT_LEAST),
        ("more than 20 tanks", Qualifier.OVER),
        ("approximately six units", Qualifier.ABOUT),
        ("up to 90 percent", Qualifier.UP_TO),
        ("fewer than 300 tanks", Qualifier.UNDER),
    ],
)
def test_what_is_said_before_a_number_is_kept(words, qualifier):
    assert [one.qualifier for one in figures(words)] == [qualifier]


def test_a_range_has_two_ends():
    (found,) = figures("should be built within 5–10 years")

    assert (found.value, found.low, found.high, found.unit) == (None, 5, 10, "years")


def test_the_one_span_of_years_in_the_words_is_the_period():
    (found,) = figures("Of the orders 50.7% went abroad from 2022 to 2024.")

    assert found.period == "2022 to 2024"


@pytest.mark.parametrize(
    "words", ["one of the reasons", "in 2023 it rained", "Article 173", "Regulation 2023/2418", "SAFE"]
)
def test_what_is_no_quantity_is_left_alone(words):
    assert figures(words) == []


def test_every_proposal_for_a_curated_quote_is_a_figure_that_the_base_takes():
    for claim in _curated():
        for quote in claim.quotes:
            for found in figures(quote.exact):
                assert quote.exact[found.start : found.stop] == found.text
                NewFigure.model_validate(
                    {"text": found.text, "measure": "x", "value": found.value, "low": found.low, "high": found.high}
                )


def test_nearly_all_curated_figures_are_found():
    curated = [(claim, figure) for claim in _curated() for figure in claim.figures]

    missed = [figure.text for claim, figure in curated if not _is_found(claim, figure)]

    # A vague end such as “the early 2000s” is left to the editor.
    assert missed == ["between 1992 and the early 2000s"]
    assert len(curated) > 30


def _curated() -> list[NewClaim]:
    return [one.entry for one in read_curation(SEEDS).entries["claims"] if isinstance(one.entry, NewClaim)]


def _is_found(claim: NewClaim, figure: NewFigure) -> bool:
    def is_same(found: FoundFigure) -> bool:
        numbers = (found.value, found.low, found.high) == (figure.value, figure.low, figure.high)
        return numbers and found.currency == (figure.currency or "")

    return any(is_same(found) for quote in claim.quotes for found in figures(quote.exact))
