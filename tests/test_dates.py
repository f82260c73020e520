"""Partial dates: what sources say about when, and never more."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from app.dates import PartialDate


@st.composite
def partial_dates(draw: Any) -> PartialDate:
    day = draw(st.dates())
    known = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


class Letter(BaseModel):
    written: PartialDate | None = None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2025", (2025, None, None)),
        ("2025-12", (2025, 12, None)),
        ("2025-12-31", (2025, 12, 31)),
        (" 2025-12 ", (2025, 12, None)),
        ("0987-01", (987, 1, None)),
        ("2024-02-29", (2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text, parts):
    parsed = PartialDate.parse(text)

    assert (parsed.year, parsed.month, parsed.day) == parts


@pytest.mark.parametrize(
    "text",
    [
        *["", "soon", "25", "2025-1", "2025-12-3", "2025-", "2025/12", "31.12.2025", "2025-12-31T00:00", "-2025"],
        *["12-2025", "２０２５", "٢٠٢٥", "2025\n-12", "2025-12-31 or so"],
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(text):
    with pytest.raises(ValueError, match="is not a date: write 2025, 2025-12 or 2025-12-31"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2025-00", "2025-13", "2025-02-29", "2025-04-31", "2025-01-00", "0000"])
def test_a_day_that_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError, match="is not in the calendar"):
        PartialDate.parse(text)


def test_a_day_without_a_month_is_refused():
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2025, None, 31)


@given(partial_dates())
def test_a_date_reads_back_as_it_was_written(written):
    assert PartialDate.parse(str(written)) == written


@given(partial_dates(), partial_dates())
def test_dates_stand_in_the_order_of_their_first_days_the_vaguer_first(one, other):
    def place(when: PartialDate) -> tuple[date, int]:
        first_day = date(when.year, when.month or 1, when.day or 1)
        return first_day, (when.month is not None) + (when.day is not None)

    assert (one < other) == (place(one) < place(other))
    assert (one == other) == (place(one) == place(other))
    assert (one < other) == (str(one) < str(other))  # so that a database sorts them by their text


@given(partial_dates(), partial_dates())
def test_equal_dates_are_one_in_a_set(one, other):
    assert len({one, other}) == (1 if one == other else 2)


def test_a_date_is_neither_equal_to_its_text_nor_sorted_among_numbers():
    year = PartialDate(2025)

    assert year != "2025"
    with pytest.raises(TypeError):
        _ = year < 2026


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 28)),
        ("2025-06-10", date(2025, 6, 10)),
    ],
)
def test_a_date_lasts_to_its_last_day(text, last):
    assert PartialDate.parse(text).last_day == last


@pytest.mark.parametrize(
    ("text", "words"),
    [("2025", "2025"), ("2025-12", "December 2025"), ("2025-06-01", "1\N{NO-BREAK SPACE}June 2025")],
)
def test_words_say_no_more_than_is_known(text, words):
    assert PartialDate.parse(text).in_words == words


@pytest.mark.parametrize("given_as", ["2025-12", PartialDate(2025, 12)])
def test_a_model_takes_text_or_a_date(given_as):
    assert Letter.model_validate({"written": given_as}).written == PartialDate(2025, 12)


def test_a_model_takes_a_year_written_as_a_number():
    assert Letter.model_validate_json('{"written": 2025}').written == PartialDate(2025)


@pytest.mark.parametrize("wrong", ["soon", "2025-13", 12.5, True, date(2025, 1, 1), ["2025"]])
def test_a_model_complains_once_of_what_is_no_date_and_names_the_field(wrong):
    with pytest.raises(ValidationError) as refused:
        Letter.model_validate({"written": wrong})

    assert [error["loc"] for error in refused.value.errors()] == [("written",)]


def test_a_date_is_text_in_json_and_in_its_schema():
    letter = Letter(written=PartialDate(2025, 12))

    assert letter.model_dump_json() == '{"written":"2025-12"}'
    assert letter.model_dump(mode="json") == {"written": "2025-12"}
    assert TypeAdapter(PartialDate).json_schema()["type"] == "string"
    assert TypeAdapter(PartialDate).json_schema(mode="serialization")["type"] == "string"
