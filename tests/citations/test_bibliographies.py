"""Bibliographies as files: read back as a word processor, a reader of Markdown and a browser would."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from app.citations import Name, bibliographies, styles
from app.citations.bibliographies import KINDS, write_bibliography
from app.citations.styles import STYLES
from app.dates import PartialDate
from app.errors import Refused
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile

needs_pandoc = pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")
NOTICE = "Base version 7. CC BY 4.0 -- quotes remain their authors’ --> & <so on>"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
EVERY_KIND = pytest.mark.parametrize("suffix", KINDS)


def part(file: bytes, name: str) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))


def paragraphs(file: bytes, suffix: str) -> list[str]:
    """Every paragraph that a reader of the file would see, as words."""
    if suffix == "docx":
        body = part(file, "word/document.xml")
        return ["".join(one.text or "" for one in line.iter(f"{WORD}t")) for line in body.iter(f"{WORD}p")]
    if suffix == "odt":
        return ["".join(line.itertext()) for line in part(file, "content.xml").iter(f"{TEXT}p")]
    text = file.decode()
    if suffix == "html":
        return [one.get_text().strip() for one in BeautifulSoup(text, "html.parser").select(".csl-entry")]
    if suffix == "md":
        return [
            "".join(child.content for child in token.children or [] if child.type in {"text", "text_special"})
            for token in MarkdownIt("commonmark").parse(text)
            if token.type == "inline"
        ]
    return text.strip().split("\n\n") if text.strip() else []


def letters(text: str) -> str:
    """Without capitals, punctuation and blanks, which are the style's to change."""
    return re.sub(r"[\W_]", "", text).casefold()


PEOPLE = [
    a_reference(id=letter, title=f"On {letter}", authors=(Name(family=letter * 3, given="Ann"),))
    for letter in ("Z", "A", "M")
]


@needs_pandoc
@EVERY_KIND
def test_a_style_by_authors_puts_its_entries_in_their_order(suffix):
    file = write_bibliography(PEOPLE, "apa", suffix, NOTICE)

    assert paragraphs(file, suffix) == ["AAA, A. (n.d.). On A.", "MMM, A. (n.d.). On M.", "ZZZ, A. (n.d.). On Z."]


@needs_pandoc
@EVERY_KIND
def test_a_style_by_numbers_counts_in_the_order_of_the_list(suffix):
    lines = paragraphs(write_bibliography(PEOPLE, "ieee", suffix, NOTICE), suffix)

    assert [re.sub(r"\s+", " ", line) for line in lines] == [
        "[1] A. ZZZ, “On Z.”",
        "[2] A. AAA, “On A.”",
        "[3] A. MMM, “On M.”",
    ]


@needs_pandoc
@EVERY_KIND
def test_a_style_of_notes_gives_the_notes(suffix):
    file = write_bibliography(PEOPLE, "chicago-notes", suffix, NOTICE)

    assert paragraphs(file, suffix)[0] == "Ann ZZZ, On Z (n.d.)."


@needs_pandoc
@EVERY_KIND
def test_two_works_of_one_author_and_year_are_told_apart(suffix):
    twin = a_reference(authors=BRIEF.authors, issued=BRIEF.issued, title="Another")

    lines = paragraphs(write_bibliography([BRIEF, twin], "apa", suffix, NOTICE), suffix)

    assert [line[:21] for line in lines] == ["Banerjee, T. (2026a).", "Banerjee, T. (2026b)."]


@needs_pandoc
@EVERY_KIND
@pytest.mark.parametrize("style", STYLES)
def test_every_awkward_and_hostile_record_has_a_paragraph_and_nothing_is_markup(suffix, style):
    references = [*AWKWARD.values(), *hostile(20)]

    lines = paragraphs(write_bibliography(references, style, suffix, NOTICE), suffix)

    assert len(lines) == len(references)
    whole = [letters(line) for line in lines]
    for reference in references:
        assert any(letters(reference.title) in line for line in whole), reference.title


@needs_pandoc
@EVERY_KIND
def test_the_same_list_gives_the_same_bytes(suffix):
    one, other = (write_bibliography(iter(PEOPLE), "apa", suffix, NOTICE) for _ in range(2))

    assert one == other


@needs_pandoc
@EVERY_KIND
def test_an_empty_list_is_an_empty_file_that_opens(suffix):
    assert paragraphs(write_bibliography([], "apa", suffix, NOTICE), suffix) == []


@needs_pandoc
def test_an_entry_of_a_text_document_has_the_style_for_bibliographies():
    document = part(write_bibliography(PEOPLE, "apa", "docx", NOTICE), "word/document.xml")
    content = part(write_bibliography(PEOPLE, "apa", "odt", NOTICE), "content.xml")

    assert {one.get(f"{WORD}val") for one in document.iter(f"{WORD}pStyle")} == {"Bibliography"}
    assert {one.get(f"{TEXT}style-name") for one in content.iter(f"{TEXT}p")} == {"Bibliography"}


@needs_pandoc
def test_a_title_stays_in_italics_and_an_address_a_link():
    report = a_reference(title="On Funds", url="https://example.org/a?b=c&d=e", issued=PartialDate(2026))
    docx = write_bibliography([report], "apa", "docx", NOTICE)

    italic = [
        run for run in part(docx, "word/document.xml").iter(f"{WORD}r") if run.find(f"{WORD}rPr/{WORD}i") is not None
    ]
    assert "".join(one.text or "" for run in italic for one in run.iter(f"{WORD}t")) == "On Funds"
    targets = [one.get("Target") for one in part(docx, "word/_rels/document.xml.rels")]
    assert "https://example.org/a?b=c&d=e" in targets
    assert write_bibliography([report], "apa", "md", "x").startswith(
        b"*On Funds*. (2026). <https://example.org/a?b=c&d=e>"
    )


@needs_pandoc
@pytest.mark.parametrize(("suffix", "name"), [("docx", "docProps/core.xml"), ("odt", "meta.xml")])
def test_the_terms_are_in_the_properties_of_a_text_document_and_in_no_paragraph(suffix, name):
    file = write_bibliography(PEOPLE, "apa", suffix, NOTICE)

    assert NOTICE in [one.text for one in part(file, name).iter("{http://purl.org/dc/elements/1.1/}description")]
    assert "Base version" not in " ".join(paragraphs(file, suffix))


@needs_pandoc
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_the_terms_are_a_remark_that_nothing_in_them_ends(suffix):
    text = write_bibliography(PEOPLE, "apa", suffix, NOTICE).decode()

    assert text.count("-->") == 1
    assert "Base version 7" in text
    assert "Base version" not in " ".join(paragraphs(text.encode(), suffix))


@needs_pandoc
def test_a_page_holds_no_markup_of_anybody_else():
    awkward = a_reference(title="<script>alert(1)</script>", url="javascript:alert(1)", publisher='"><img src=x>')

    text = write_bibliography([awkward], "apa", "html", NOTICE).decode()

    page = BeautifulSoup(text, "html.parser")
    assert {tag.name for tag in page.body.find_all()} <= {"h1", "div", "em", "span", "a"}  # type: ignore[union-attr]
    assert not [one for one in page.find_all("a") if not str(one.get("href", "https:")).startswith("https:")]


@EVERY_KIND
def test_a_list_that_is_too_long_is_refused_with_a_cure_before_pandoc_starts(suffix, monkeypatch):
    monkeypatch.setattr(bibliographies, "MOST", 2)

    with pytest.raises(Refused, match="holds up to 2 entries; narrow the list, or take it as BibTeX"):
        write_bibliography(PEOPLE, "apa", suffix, NOTICE)


@EVERY_KIND
def test_without_pandoc_it_is_refused_and_the_reason_is_told(suffix, monkeypatch):
    monkeypatch.setattr("app.citations.pandoc.binary", lambda: None)

    with pytest.raises(Refused, match="formatted citations need pandoc; install the extra “styles”"):
        write_bibliography(PEOPLE, "apa", suffix, NOTICE)
