"""What lines of plain text are taken for."""

import time

import pytest

from app.documents import read

PROSE = "The Commission has proposed a regulation, and the Council will discuss it in the autumn."


def kinds(*lines: str) -> list[str]:
    return [block.kind.value for block in read("\n".join(lines).encode()).blocks]


def kind_between_paragraphs(line: str) -> str:
    return kinds("A Title That Is Long Enough", PROSE, line, PROSE, PROSE, PROSE)[2]


@pytest.mark.parametrize(
    "line",
    [
        "Funding the Change",
        "How the fund works",
        "From Debate to a Comprehensive Long-Term Strategy?",
        "Conclusions: Towards a New Order",
        "2. Funding the Change",
        "About SAFE",
    ],
)
def test_a_heading_is_a_short_line_without_a_full_stop(line):
    assert kind_between_paragraphs(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "It did not.",
        "So what happens now?",
        "These are the goals:",
        "and then it goes on without a capital",
        "This line runs on for far more words than any heading would and yet it has no full stop at its end",
        "“Nobody else said this.”",
        "2025",
    ],
)
def test_a_short_paragraph_is_no_heading(line):
    assert kind_between_paragraphs(line) == "paragraph"


@pytest.mark.parametrize(
    "line", ["• Air defence", "  - Air defence", "* Air Defence", "1. Establish a union.", "(a) one", "12) two"]
)
def test_a_line_with_a_bullet_or_number_is_a_list_item(line):
    assert kinds("A Title That Is Long Enough", PROSE, line, line + " more", PROSE)[2] == "list_item"


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Lovelace and Charles Babbage",
        "3 MB",
        "Sources (20)",
        "Updated Feb 28, 2026",
        "Visit Author’s Page →",
        "Share",
        "Defence News | The Site | site.example",
        "Aerial photo showing a shipyard in Gdańsk",
        "Photo: European Union, 2025",
        "Disclaimer: The views are the authors’ own.",
        "© 2026 The Site. All rights reserved.",
        "Vol. 3 · Editor: Ada Lovelace · 4 July 2026",
    ],
)
def test_what_a_website_puts_around_a_text_is_boilerplate(line):
    assert kind_between_paragraphs(line) == "boilerplate"


def test_a_bullet_stays_in_its_block():
    document = read(f"{PROSE}\n   • Air defence\n".encode())

    assert document.words_of(document.blocks[1]) == "• Air defence"


def test_lines_above_the_title_and_the_title_again_are_boilerplate():
    lines = [
        "The Site",
        "Defence",
        "Europe Pays for Its Own Defence",
        "4 July 2026",
        "Europe Pays for Its Own Defence",
        PROSE,
    ]

    assert kinds(*lines) == [*["boilerplate"] * 2, "heading", *["boilerplate"] * 2, "paragraph"]


def test_a_well_known_section_name_is_not_the_title():
    document = read(f"Introduction\n{PROSE}".encode())

    assert document.blocks[0].level == 2
    assert document.metadata == ()


def test_a_text_without_any_sentence_has_no_front_matter():
    assert kinds("Hello world") == ["paragraph"]


def test_a_heading_printed_twice_counts_once():
    lines = ["A Title That Is Long Enough", PROSE, "Funding the Change", "Funding the Change", PROSE]

    assert kinds(*lines)[2:4] == ["heading", "boilerplate"]


def test_a_row_of_names_is_no_row_of_headings():
    names = ["Ada Lovelace", "Charles Babbage", "Grace Hopper", "Alan Turing"]

    assert kinds("A Title That Is Long Enough", PROSE, *names, PROSE)[2:6] == ["paragraph"] * 4


def test_an_author_box_is_boilerplate_in_the_middle_of_a_text():
    box = ["Ada Lovelace", "Ada Lovelace", "Senior Fellow, Analytical Society", "Visit profile →"]

    assert kinds("A Title That Is Long Enough", PROSE, *box, PROSE)[2:6] == ["boilerplate"] * 4


def test_a_line_in_quotation_marks_is_a_pull_quote_if_the_text_says_it_too():
    said, unsaid = "“The Council will discuss it in the autumn.”", "“Nobody else has said this.”"

    assert kinds(PROSE, said, PROSE) == ["paragraph", "pull_quote", "paragraph"]
    assert kinds(PROSE, unsaid, PROSE) == ["paragraph"] * 3


def test_a_quoted_fragment_that_begins_with_an_ellipsis_is_a_pull_quote():
    assert kinds(PROSE, "“…in the autumn of 2030.”", PROSE)[1] == "pull_quote"


def test_end_matter_runs_from_its_heading_to_the_end():
    end = ["About the Society", "It was founded long ago.", "Our Team", "Ada Lovelace"]

    assert kinds("A Title That Is Long Enough", *[PROSE] * 9, *end)[-4:] == ["boilerplate"] * 4


def test_a_heading_with_only_a_heading_below_it_opens_a_section_of_sections():
    lines = [
        "A Title That Is Long Enough",
        PROSE,
        "The Debate",
        "In Paris",
        PROSE,
        "In Berlin",
        PROSE,
        "Conclusion",
        PROSE,
    ]

    document = read("\n".join(lines).encode())

    assert [block.section for block in document.blocks if block.number][1:] == [
        ("The Debate", "In Paris"),
        ("The Debate", "In Berlin"),
        ("Conclusion",),
    ]


def test_numbers_say_how_deep_a_heading_is():
    lines = [
        "A Title That Is Long Enough",
        PROSE,
        "1. The Debate",
        PROSE,
        "1.1 In Paris",
        PROSE,
        "2. The Outcome",
        PROSE,
    ]

    document = read("\n".join(lines).encode())

    assert [block.level for block in document.blocks if block.level] == [1, 2, 3, 2]


def test_hard_wrapped_lines_are_one_paragraph():
    text = """Europe Pays for Its Own Defence

The Commission has proposed a regulation, and the Council
will discuss it in the autumn, when the new budget is due
to be decided.

- The first point is long enough to be broken over two
  lines of the text.
- The second is short.
"""

    document = read(text.encode())

    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph", "list_item", "list_item"]
    assert document.words_of(document.blocks[1]).endswith("to be decided.")


@pytest.mark.parametrize(
    ("line", "megabytes"), [(f"{PROSE}\n", 5), (f"{PROSE} ", 5), ("Short Line of Words\n\n", 1), ("“A quote.”\n", 1)]
)
def test_megabytes_are_read_in_seconds(line, megabytes):
    data = line.encode() * (megabytes * 1_000_000 // len(line.encode()))
    began = time.perf_counter()

    read(data)

    assert time.perf_counter() - began < 10
