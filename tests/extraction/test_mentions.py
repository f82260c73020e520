"""Which names a text mentions, case by case, and what holds for any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.mentions import Mention, Name, NameIndex, fold

DOCUMENTS = sorted(Path(__file__).parents[2].joinpath("seeds", "documents").glob("*.txt"))


def an_index(*names: str) -> NameIndex:
    return NameIndex(Name(name, "actor", f"the {name}") for name in names)


def named_in(text: str, *names: str) -> list[str]:
    return [text[mention.start : mention.stop] for mention in an_index(*names).mentions(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NATO’s flank", "NATO"),
        ("a NATO-led force", "NATO"),
        ("a US-NATO brief", "NATO"),
        ("the Union (EDTU) would", "EDTU"),
        ("the EU-27", "EU"),
        ("U.S.-made systems", "U.S."),
        ("the U.S., he said", "U.S."),
        ("U.S.Pushes for", "U.S."),
        ("the US’ pivot", "US"),
        ("the White paper", "White Paper"),
        ("THE WHITE PAPER", "White Paper"),
        ("the Commission", "Commission"),
        ("Member states agree", "member states"),
        ("EUROPEAN UNION", "European Union"),
        ("Türkiye, too", "Türkiye"),
        ("Tu\N{COMBINING DIAERESIS}rkiye, too", "Türkiye"),
        ("İSTANBUL AGREED", "İstanbul Agreed"),
    ],
)
def test_a_name_is_found_as_a_whole_word(text: str, name: str) -> None:
    assert len(named_in(text, name)) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the EUDIO in Kyiv", "EU"),
        ("SAFEGUARD it", "SAFE"),
        ("to be safe", "SAFE"),
        ("Safe at last", "SAFE"),
        ("he told us", "US"),
        ("the mali", "Mali"),
        ("an F-35A", "F-35"),
        ("a commission", "Commission"),
        ("the white paper", "White Paper"),
        ("finance it", "Finance"),
        ("U.S.S. Gerald R. Ford", "U.S."),
        ("Member States", "Member State"),
        ("Mu\N{COMBINING DIAERESIS}", "Mu"),
        ("snake_NATO", "NATO"),
    ],
)
def test_a_name_is_not_found_inside_a_word_or_in_other_capitals(text: str, name: str) -> None:
    assert named_in(text, name) == []


def test_both_names_in_a_compound_are_found() -> None:
    assert named_in("EU–Ukraine cooperation", "EU", "Ukraine") == ["EU", "Ukraine"]


@pytest.mark.parametrize(
    "text",
    [
        "the EU-Ukraine Task Force’s aim",
        "the EU–Ukraine Task\N{NO-BREAK SPACE}Force's aim",
        "the EU\N{NON-BREAKING HYPHEN}Ukraine\nTask Force’s aim",
    ],
)
def test_apostrophes_dashes_and_white_space_are_each_one(text: str) -> None:
    (mention,) = an_index("EU—Ukraine Task Force's").mentions(text)

    assert (mention.start, mention.stop) == (4, 27)


def test_the_leftmost_then_the_longest_name_wins() -> None:
    names = ("European Defence", "European Defence Agency", "Defence Agency Board", "Board")

    assert named_in("the European Defence Agency Board met", *names) == ["European Defence Agency", "Board"]


def test_a_shorter_name_stands_where_the_longer_one_breaks_off_inside_a_word() -> None:
    assert named_in("the European Defence Unionists", "European Defence", "European Defence Union") == [
        "European Defence"
    ]


def test_a_shorter_name_later_stands_where_the_longer_one_breaks_off() -> None:
    assert named_in("the EU Defence Unionists", "EU Defence Union", "Defence") == ["Defence"]


def test_offsets_are_code_points_into_the_whole_text() -> None:
    text = "😀 é NATO 𝔘 the European Union"

    found = NameIndex([Name("NATO", "actor", "nato"), Name("European Union", "actor", "eu")]).mentions(text, 9)

    assert found == [Mention(15, 29, "actor", "eu")]
    assert text[15:29] == "European Union"


def test_a_range_does_not_make_a_word_of_a_part() -> None:
    assert an_index("EU").mentions("the EUDIO", 4, 6) == []


def test_an_ambiguous_name_gives_no_mention() -> None:
    agency = [Name("Defence Agency", "actor", "eda"), Name("defence Agency", "actor", "darpa")]
    index = NameIndex([*agency, Name("Agency", "actor", "agency"), Name("EDA", "actor", "eda")])

    found = index.mentions("The Defence Agency, or EDA, is an Agency")

    assert [mention.slug for mention in found] == ["eda", "agency"]


def test_an_exact_spelling_goes_before_a_loose_one() -> None:
    index = NameIndex([Name("ASPIDES", "programme", "operation"), Name("Aspides", "actor", "company")])

    assert [mention.slug for mention in index.mentions("ASPIDES and Aspides")] == ["operation", "company"]


def test_two_aliases_of_one_record_that_differ_in_capitals_are_one() -> None:
    index = NameIndex([Name("White Paper", "programme", "paper"), Name("white paper", "programme", "paper")])

    assert [mention.slug for mention in index.mentions("A white paper, the White Paper")] == ["paper", "paper"]


def test_no_names_and_blank_names_find_nothing() -> None:
    assert NameIndex([]).mentions("NATO") == []
    assert an_index("", "  ").mentions("NATO  ") == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_seed_documents_mention_europe_and_its_ally(path: Path) -> None:
    found = named_in(path.read_text(encoding="utf-8"), "Europe", "US", "U.S.", "United States", "EU", "European Union")

    assert "Europe" in found
    assert {"US", "U.S."} & set(found)


def test_a_long_document_and_hundreds_of_names_take_milliseconds() -> None:
    text = DOCUMENTS[-1].read_text(encoding="utf-8")
    words = [word for word in dict.fromkeys(text.split()) if word.isalpha()][:300]
    index = an_index(*words)

    began = time.perf_counter()
    found = index.mentions(text)

    assert len(found) > 300
    # The aim is 10 ms; the rest is for slow machines.
    assert time.perf_counter() - began < 0.2


NAMES = ["EU", "US", "U.S.", "SAFE", "NATO", "White Paper", "EU–Ukraine", "Ukraine", "O’Brien", "Türkiye", "Union"]
PIECES = [
    *NAMES,
    "European Union",
    "’s",
    "-",
    "–",
    "'",
    " ",
    "\n",
    ".",
    "white",
    "Paper",
    "İ",
    "😀",
    "\N{NO-BREAK SPACE}",
]


@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=20).map("".join))
def test_every_mention_reads_like_one_of_the_names(text: str) -> None:
    names = {fold(name).casefold() for name in NAMES}

    found = an_index(*NAMES).mentions(text)

    assert all(fold(text[mention.start : mention.stop]).casefold() in names for mention in found)
    edges = [edge for mention in found for edge in (mention.start, mention.stop)]
    assert edges == sorted(edges)


@given(text=st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
