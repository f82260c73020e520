"""Bibliographies of records, lists and collections: what a reader asks for on a page, in the style that was chosen."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from app.citations import bibliographies, styles
from app.citations.bibliographies import KINDS
from app.citations.styles import STYLES
from tests.factories import a_claim, a_quote, a_source, add

needs_pandoc = pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def entries(answer) -> list[str]:
    """The paragraphs of the file that was sent, whatever its kind."""
    assert answer.status_code == 200, answer.text
    media_type = answer.headers["content-type"].partition(";")[0]
    if media_type == "text/markdown":
        tokens = MarkdownIt("commonmark").parse(answer.text)
        children = [token.children or [] for token in tokens if token.type == "inline"]
        return ["".join(one.content for one in some if one.type in {"text", "text_special"}) for some in children]
    if media_type == "text/html":
        return [one.get_text().strip() for one in BeautifulSoup(answer.text, "html.parser").select(".csl-entry")]
    if media_type == "text/plain":
        return [line for line in answer.text.split("\n\n") if line.strip()]
    part, line = ("word/document.xml", f"{WORD}p") if "wordprocessingml" in media_type else ("content.xml", f"{TEXT}p")
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(answer.content)).read(part))
    return ["".join(one.itertext()) for one in root.iter(line)]


@pytest.fixture
def base(session, client):
    """Two claims on two sources, one of which no claim rests on."""
    add(session, a_claim())
    add(session, a_source(key="beside", short="Beside", title="Beside the Point", published="2024"))
    add(session, a_source(key="other", short="Other", title="Another *Report* & more", text="Words of it.\n"))
    add(session, a_claim(key="another", statement="Another.", quotes=[a_quote("Words of it.", source="other")]))
    session.commit()
    return client


@needs_pandoc
@pytest.mark.parametrize("suffix", KINDS)
def test_a_list_of_claims_is_set_as_the_sources_that_it_rests_on(base, suffix):
    answer = base.get(f"/claims/bibliography.{suffix}?style=apa")

    found = entries(answer)
    assert len(found) == 2
    assert not any("Beside the Point" in one for one in found)
    assert answer.headers["content-type"].startswith(KINDS[suffix].media_type)
    assert f'filename="claims-sources-bibliography.{suffix}"' in answer.headers["content-disposition"]
    assert 'rel="license"' in answer.headers["link"]


@needs_pandoc
def test_our_own_records_are_set_with_the_revision_and_its_address(base):
    [one, other] = entries(base.get("/claims/bibliography.txt?style=apa&cite=claims"))

    assert one.startswith("Ascribe. (")
    assert "/claims/another/revisions/1" in one + other


@needs_pandoc
def test_a_narrowed_list_is_set_whole_whatever_the_page_shows(base):
    assert len(entries(base.get("/claims/bibliography.md?source=other"))) == 1
    assert len(entries(base.get("/claims/bibliography.md?limit=1"))) == 2
    assert entries(base.get("/claims/bibliography.md?q=nothingofthekind")) == []


@needs_pandoc
@pytest.mark.parametrize("style", [*STYLES, "nature"])
def test_all_sources_are_set_in_any_style(seeded_client, style):
    total = seeded_client.get("/sources.json").json()["total"]

    assert len(entries(seeded_client.get(f"/sources/bibliography.docx?style={style}"))) == total


@needs_pandoc
@pytest.mark.parametrize("suffix", KINDS)
def test_a_collection_is_set_from_an_address_and_from_the_reader_s_own(base, suffix):
    shared = base.get(f"/collection/bibliography.{suffix}?items=claim:another,source:beside&style=ieee")
    base.post("/collection/keep", data={"items": "claim:another,source:beside"})
    own = base.get(f"/collection/bibliography.{suffix}?style=ieee")

    assert shared.content == own.content
    assert [one[:3] for one in entries(shared)] == ["[1]", "[2]"]


@needs_pandoc
def test_one_record_is_set_from_its_own_page(base):
    page = BeautifulSoup(base.get("/sources/beside/cite?style=mla").text, "html.parser")
    [href] = [link["href"] for link in page.select(".files a") if link.get_text() == "Word (DOCX)"]

    assert entries(base.get(href)) == ["Weil, Anna. Beside the Point. 2024, http://testserver/sources/beside."]
    assert len(entries(base.get("/claims/another/bibliography.odt?cite=source"))) == 1


@needs_pandoc
def test_the_same_question_gives_the_same_bytes_until_the_base_changes(base, session, app):
    def asked() -> bytes:
        # A reader who signs in is shown nothing that was kept.
        return base.get("/claims/bibliography.docx?style=apa", headers={"Cookie": "x=y"}).content

    one = asked()
    assert one == asked()

    add(session, a_claim(key="third", statement="Third."))
    session.commit()

    assert one != asked()


@needs_pandoc
@pytest.mark.parametrize("path", ["/claims?kind=factual", "/sources", "/collection?items=source:{}"])
def test_a_page_offers_every_kind_of_file_in_a_style_of_the_reader_s_choice(seeded_client, path):
    slug = seeded_client.get("/sources.json?limit=1").json()["items"][0]["slug"]
    page = BeautifulSoup(seeded_client.get(path.format(slug)).text, "html.parser")
    form = page.select_one('form[action$="/bibliography.docx"]')
    assert form is not None

    given = [(field["name"], field["value"]) for field in form.select("input[type=hidden]")]
    assert [option["value"] for option in form.select("select[name=style] option")] == list(STYLES)
    for button in form.select("button"):
        asked = [*given, ("style", "vancouver")]
        answer = seeded_client.get(str(button["formaction"]), params=asked)
        assert entries(answer)[0].startswith("1.")
    assert [re.sub(r".*\.", "", str(button["formaction"])) for button in form.select("button")] == list(KINDS)


@needs_pandoc
def test_a_bibliography_is_negotiated_at_the_address_of_its_list(seeded_client):
    answer = seeded_client.get("/sources", headers={"Accept": "text/markdown"})

    assert answer.headers["content-type"].startswith("text/markdown")
    assert answer.headers["content-location"] == "/sources/bibliography.md"


def test_a_list_that_is_too_long_is_refused_with_a_cure(base, monkeypatch):
    monkeypatch.setattr(bibliographies, "MOST", 1)

    answer = base.get("/claims/bibliography.docx")

    assert answer.status_code == 422
    assert "holds up to 1 entries" in answer.text
    assert "narrow the list" in answer.text


@needs_pandoc
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/bibliography.pdf", 404),
        ("/claims/bibliography.docx?style=no-such-style", 422),
        ("/claims/bibliography.docx?style=../apa", 422),
        ("/claims/bibliography.docx?actor=nobody-of-that-name", 422),
        ("/claims/bibliography.docx?cite=nonsense", 422),
        ("/sources/bibliography.docx?x=y", 422),
        ("/sources/nothing-of-the-kind/bibliography.docx", 404),
        ("/claims/nothing-of-the-kind/bibliography.md", 404),
        ("/collection/bibliography.docx?items=nonsense", 422),
    ],
)
def test_what_cannot_be_is_refused(seeded_client, path, status):
    assert seeded_client.get(path).status_code == status


def test_without_pandoc_a_page_says_so_neutrally_and_a_file_is_refused(base, monkeypatch):
    monkeypatch.setattr("app.citations.pandoc.binary", lambda: None)

    page = base.get("/claims").text

    assert "Bibliographies in a style appear once pandoc is installed" in page
    assert "/bibliography.docx" not in page
    answer = base.get("/claims/bibliography.docx")
    assert answer.status_code == 422
    assert "formatted citations need pandoc" in answer.text
