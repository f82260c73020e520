"""Every block of the five documents, one by one; expected/NNN.txt lists kinds and first words, read by people."""

from pathlib import Path

import pytest

from app.documents import Block, Document, read
from app.vocabulary import BlockKind

SEEDS = sorted(Path("seeds/documents").glob("*.txt"))
EXPECTED = Path(__file__).parent / "expected"


def document(number: str) -> Document:
    (path,) = (path for path in SEEDS if path.name.startswith(number))
    return read(path.read_bytes())


def block(read_document: Document, beginning: str) -> Block:
    return next(one for one in read_document.blocks if read_document.words_of(one).startswith(beginning))


def stated(number: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in document(number).metadata}


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_block_of_a_seed_document_is_of_the_right_kind(number):
    expected = (EXPECTED / f"{number}.txt").read_text(encoding="utf-8").splitlines()

    found = document(number)

    assert [f"{one.kind:<12}{' '.join(found.words_of(one).split()[:6])}" for one in found.blocks] == expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_stored_text_of_a_seed_document_is_the_file_itself(path):
    found = read(path.read_bytes())

    assert found.text == path.read_text(encoding="utf-8")
    assert (found.encoding, found.warnings) == ("utf-8", ())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_each_stated_fact_of_a_seed_document_has_its_place(path):
    found = read(path.read_bytes())

    for fact in found.metadata:
        words = found.text[fact.start : fact.stop]
        assert words
        assert words == fact.value or fact.field in {"published", "updated", "kind"}


def test_the_digest_says_when_it_was_updated_and_never_when_it_was_published():
    assert stated("000") == {
        "title": "Europe Accelerates Defense Industrial Autonomy Amid U.S. Tensions and Strategic Challenges",
        "publisher": "NBot",
        "updated": "2026-02-28",
        "series": "US-NATO Defense Brief",
    }


@pytest.mark.parametrize("number", ["001", "002"])
def test_a_bare_news_text_states_its_title_only(number):
    assert stated(number) == {"title": document(number).text.partition("\n")[0]}


def test_the_policy_brief_states_a_whole_record():
    assert stated("003") == {
        "title": "To Close Its Military Tech Gap, Europe Needs a Binding Defence Technology Union",
        "authors": "Trinabh Banerjee",
        "editors": "Annika Gerbig",
        "publisher": "Euro Prospects",
        "published": "2026-07-04",
        "series": "Series 1",
        "series_number": "6",
        "kind": "policy_brief",
    }


def test_the_analysis_has_an_author_and_a_publisher_and_no_title():
    assert stated("004") == {"authors": "Vitalii Rishko", "publisher": "Transatlantic Dialogue Center"}


def test_sections_of_the_policy_brief_stand_under_the_headings_above_them():
    brief = document("003")

    assert block(brief, "In an increasingly").section == ()
    assert block(brief, "Defence has become").section == ("Executive Summary",)
    assert block(brief, "1. Create specific").section == ("Key Recommendations", "Finance")
    assert block(brief, "Analysis").section == ()
    assert block(brief, "The European Defence Fund").section == ("Analysis", "Funding the Change")
    assert block(brief, "More from the ESP").section == ()


def test_the_analysis_has_one_level_of_sections():
    analysis = document("004")

    headings = [one for one in analysis.blocks if one.kind is BlockKind.HEADING]

    assert [one.level for one in headings] == [2] * 5
    assert block(analysis, "- Air and missile").section == (
        "From Vision to Action: Tools, Priorities, and the Politics of Implementation",
    )


def test_a_locator_names_the_section_and_the_paragraph():
    brief = document("003")

    assert brief.locator(brief.text.index("The European Defence Fund already")) == "Funding the Change, ¶ 21"
    assert brief.locator(brief.text.index("In an increasingly")) == "¶ 1"
    assert brief.locator(brief.text.index("“…Europe needs")) == "Funding the Change, pull quote"
    assert brief.locator(brief.text.index("Funding the Change")) == "Funding the Change"
    assert brief.locator(0) == "title"
    assert brief.locator(brief.text.index("ESP Members")) == ""
