"""A Document's promises for any text: verbatim, covered, locatable, correctable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Document, read
from app.errors import Refused
from app.vocabulary import BlockKind

ARTICLE = """Europe Pays for Its Own Defence

The money is there, says the report.

How It Is Spent

Most of it goes to platforms made elsewhere.
- Aircraft
- Missiles

Read more →
"""

# Lines of the sorts that the rules look for, in any order.
LINES = st.sampled_from(
    """Executive Summary|Funding the Change|1. Introduction|• A point.|By Ada Lovelace|“Said so.”|Updated 3 May 2025
About SAFE|Ada Lovelace|Senior Fellow|…|-|Close|Disclaimer: no.|3 MB|a · b · c|Photo by X|The money is there, it says.
  |\u2028|\ufeff|\u200b|e\u0301""".replace("\n", "|").split("|")
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.words_of(block)) for block in document.blocks]


def assert_covered(document: Document) -> None:
    stop = 0
    for block in document.blocks:
        assert stop <= block.start < block.stop <= len(document.text)
        assert not document.text[stop : block.start].strip()
        assert document.words_of(block) == document.words_of(block).strip()
        stop = block.stop
    assert not document.text[stop:].strip()


@given(
    st.lists(LINES | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cc"]))).map("\n".join)
)
def test_blocks_of_any_text_are_in_order_and_cover_what_is_not_blank(text):
    if not text.removeprefix("\ufeff").strip():
        return

    document = read(text.encode())

    assert document.text == text.removeprefix("\ufeff")
    assert_covered(document)


def test_each_place_in_a_text_belongs_to_its_block_or_to_none():
    document = read(ARTICLE.encode())
    title, first = document.blocks[:2]

    assert document.block_at(0) == title
    assert document.block_at(title.stop - 1) == title
    assert document.block_at(title.stop) is None
    assert document.block_at(first.start) == first
    assert document.block_at(-1) is None
    assert document.block_at(len(ARTICLE) + 5) is None
    assert document.locator(title.stop) == ""


def test_paragraphs_and_list_items_are_counted_together_from_one():
    document = read(ARTICLE.encode())

    assert [block.number for block in document.blocks] == [None, 1, None, 2, 3, 4, None]


def test_a_correction_changes_a_kind_and_what_follows_from_it():
    document = read(ARTICLE.encode())

    corrected = document.corrected({"How It": BlockKind.PARAGRAPH})

    assert corrected.text == document.text
    assert [block.number for block in corrected.blocks] == [None, 1, 2, 3, 4, 5, None]
    assert corrected.locator(ARTICLE.index("Aircraft")) == "¶ 4"
    assert document.locator(ARTICLE.index("Aircraft")) == "How It Is Spent, ¶ 3"


def test_a_correction_of_the_title_reaches_the_metadata():
    corrected = read(ARTICLE.encode()).corrected({"Europe Pays": BlockKind.BOILERPLATE})

    assert [fact.field for fact in corrected.metadata] == []


def test_a_correction_may_name_a_whole_block_that_another_begins_with():
    document = read(b"A List of Very Good Things\n\nThere are some:\n- Aircraft\n- Aircraft carriers of the line")

    corrected = document.corrected({"- Aircraft": BlockKind.BOILERPLATE})

    assert [block.kind.value for block in corrected.blocks[2:]] == ["boilerplate", "list_item"]


def test_corrections_that_fit_no_block_or_several_are_refused_by_name():
    document = read(ARTICLE.encode())

    with pytest.raises(Refused) as refused:
        document.corrected({"Nowhere": BlockKind.HEADING, "- ": BlockKind.PARAGRAPH, "Most": BlockKind.PARAGRAPH})

    wrongs = [complaint.wrong for complaint in refused.value.complaints]
    assert wrongs == ["no block begins with “Nowhere”", "2 different blocks begin with “- ”"]


def test_an_empty_correction_changes_nothing():
    document = read(ARTICLE.encode())

    assert document.corrected({}) == document


def test_a_correction_without_words_is_refused():
    with pytest.raises(Refused):
        read(ARTICLE.encode()).corrected({"": BlockKind.HEADING})
