"""What a text states about itself, and what it does not."""

import pytest

from app.documents import read

PROSE = "The Commission has proposed a regulation, and the Council will discuss it in the autumn."
TITLE = "Europe Pays for Its Own Defence"


def stated(*lines: str) -> list[tuple[str, str]]:
    return [(fact.field, fact.value) for fact in read("\n".join(lines).encode()).metadata if fact.field != "title"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("4 July 2026", "2026-07-04"),
        ("July 4, 2026", "2026-07-04"),
        ("Policy paper, 3rd Sept. 2025", "2025-09-03"),
        ("2026-07-04", "2026-07-04"),
        ("July 2026", "2026-07"),
    ],
)
def test_a_date_in_front_is_when_the_work_was_published(line, date):
    assert stated(TITLE, line, PROSE) == [("published", date)]


def test_the_cue_before_a_date_says_what_it_is():
    line = "Published 3 May 2025, updated 6 May 2025"

    assert stated(TITLE, line, PROSE) == [("published", "2025-05-03"), ("updated", "2025-05-06")]


def test_a_date_that_no_calendar_has_is_not_stated():
    assert stated(TITLE, "Updated 31 June 2025", PROSE) == []


def test_dates_in_running_text_are_not_the_works_own():
    assert stated(TITLE, f"{PROSE} It was updated on 4 July 2026.", PROSE) == []


def test_authors_of_a_byline_are_several():
    line = "By Ada Lovelace, Juan Carlos Leunissen and Ursula von der Leyen"

    assert stated(TITLE, line, PROSE) == [
        ("authors", "Ada Lovelace"),
        ("authors", "Juan Carlos Leunissen"),
        ("authors", "Ursula von der Leyen"),
    ]


def test_a_sentence_that_begins_with_by_is_no_byline():
    assert stated(TITLE, "By Monday Morning the Council had met.", PROSE) == []


def test_editors_series_and_number_stand_in_a_line_of_credits():
    line = "Series 2, Paper No. 14 · Editors: Ada Lovelace & Grace Hopper · 2026-01-05"

    assert stated(TITLE, line, PROSE) == [
        ("editors", "Ada Lovelace"),
        ("editors", "Grace Hopper"),
        ("published", "2026-01-05"),
        ("series", "Series 2"),
        ("series_number", "14"),
    ]


def test_a_page_title_names_the_site():
    assert stated(TITLE, PROSE, f"{TITLE} | The Site | site.example") == [("publisher", "The Site")]


@pytest.mark.parametrize("heading", ["About us", "About the author", "About this brief"])
def test_about_sections_that_name_nobody_state_no_publisher(heading):
    assert stated(TITLE, *[PROSE] * 9, heading, PROSE) == []
