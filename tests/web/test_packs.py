"""Evidence packs: the same question gives the same bytes, and every file in one is what others can read."""

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt

from app.citations import styles
from app.queries import packs
from tests.factories import a_claim, a_quote, a_source, add

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = 'Ends & *means*: 50% of <b>#1</b> {x} “so” "he" said_ — ψ'
needs_pandoc = pytest.mark.skipif(not styles.available(), reason="the brief needs pandoc")


def opened(answer) -> zipfile.ZipFile:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def manifest_of(pack: zipfile.ZipFile) -> dict[str, Any]:
    return json.loads(pack.read("manifest.json"))


def words_of(pack: zipfile.ZipFile, part: str) -> str:
    """The text of a part of the brief."""
    with zipfile.ZipFile(io.BytesIO(pack.read("brief.docx"))) as brief:
        root = ET.fromstring(brief.read(f"word/{part}.xml"))
    return " ".join("".join(text.text or "" for text in one.iter(f"{WORD}t")) for one in root.iter(f"{WORD}p"))


@pytest.fixture
def base(session, client):
    """Two claims, one with words that every format has to escape."""
    add(session, a_claim())
    add(session, a_source(key="awkward", short="Awkward", title=HOSTILE, text=f"{HOSTILE}\n\n{HOSTILE} Again.\n"))
    quotes = [a_quote(f"{HOSTILE} Again.", source="awkward")]
    add(session, a_claim(key="awkward", statement=HOSTILE, quotes=quotes))
    session.commit()
    return client


@pytest.fixture(scope="module")
def pack(seeded_client) -> zipfile.ZipFile:
    return opened(seeded_client.get("/claims.zip?programme=safe"))


def test_the_same_question_gives_the_same_bytes(seeded_client):
    one = seeded_client.get("/claims.zip?programme=safe&kind=factual&kind=normative").content
    other = seeded_client.get("/claims.zip?kind=factual&kind=normative&programme=safe&limit=7").content

    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(other).hexdigest()


def test_a_change_of_the_base_changes_the_pack(base, session):
    before = base.get("/claims.zip").content

    add(session, a_claim(key="another", statement="Another."))
    session.commit()

    assert base.get("/claims.zip").content != before


def test_the_manifest_names_every_file_with_its_hash(pack):
    files = {one["name"]: one for one in manifest_of(pack)["files"]}

    assert {*files, "manifest.json"} == set(pack.namelist())
    for name, one in files.items():
        assert hashlib.sha256(pack.read(name)).hexdigest() == one["sha256"]
        assert len(pack.read(name)) == one["bytes"]


def test_the_manifest_says_what_was_asked_and_on_what_terms(seeded_client, pack):
    listed = seeded_client.get("/claims.json?programme=safe&limit=200").json()
    manifest = manifest_of(pack)

    assert manifest["query"] == {"programme": ["safe"]}
    assert manifest["asked"].endswith("/claims?programme=safe")
    assert manifest["counts"]["claims"] == listed["total"] == len(listed["items"])
    assert manifest["revisions"] == {claim["slug"]: claim["revision"] for claim in listed["items"]}
    assert manifest["base"]["version"] == seeded_client.get("/index.json").json()["base_version"]
    assert manifest["licence"]["name"] == "CC BY 4.0"
    assert f"Base version {manifest['base']['version']}" in manifest["cite"]


def test_every_reference_file_holds_the_sources_and_our_records(pack):
    counts = manifest_of(pack)["counts"]
    expected = counts["sources"] + counts["claims"]

    bibtex = parse_string(pack.read("references.bib").decode())
    ris = rispy.loads(pack.read("references.ris").decode())
    csl = json.loads(pack.read("references.csl.json"))

    assert bibtex.failed_blocks == []
    assert len(bibtex.entries) == len(ris) == len(csl) == expected
    assert {entry.key for entry in bibtex.entries} == {item["id"] for item in csl}


def test_the_tables_have_a_row_for_each_claim_with_its_words(base):
    pack = opened(base.get("/claims.zip?sort=added"))

    rows = list(csv.DictReader(io.StringIO(pack.read("claims.csv").decode(), newline="")))
    lines = [json.loads(line) for line in pack.read("claims.jsonl").decode().split("\n") if line]

    assert (
        [row["statement"] for row in rows]
        == [line["statement"] for line in lines]
        == ["The fund should grow.", HOSTILE]
    )
    assert rows[1]["quote"] == lines[1]["quotes"][0]["exact"] == f"{HOSTILE} Again."
    assert rows[1]["source"] == HOSTILE
    assert rows[0]["permalink"] == "http://testserver/claims/fund-should-grow"


def test_no_cell_of_a_table_is_a_formula(base, session):
    add(session, a_claim(key="sum", statement='=HYPERLINK("https://elsewhere.example")'))
    session.commit()

    text = opened(base.get("/claims.zip")).read("claims.csv").decode()

    assert not any(cell[:1] in "=+-@\t\r" for row in csv.reader(io.StringIO(text, newline="")) for cell in row if cell)


def test_the_quotes_can_be_read_as_markdown_whatever_they_hold(base):
    text = opened(base.get("/claims.zip")).read("quotes.md").decode()

    tokens = MarkdownIt("commonmark").parse(text)
    plain = [
        "".join(part.content for part in token.children or [] if part.type in {"text", "text_special"})
        for token in tokens
        if token.type == "inline"
    ]
    assert HOSTILE in plain
    assert f"“{HOSTILE} Again.”" in plain
    assert {token.type for token in tokens} <= {
        f"{kind}_{end}" for kind in ("heading", "paragraph", "blockquote") for end in ("open", "close")
    } | {"inline"}


@needs_pandoc
def test_the_brief_has_each_statement_its_words_and_a_footnote(base):
    pack = opened(base.get("/claims.zip"))

    body, notes = words_of(pack, "document"), words_of(pack, "footnotes")
    assert HOSTILE in body
    assert f"“{HOSTILE} Again.”" in body
    assert "“the fund should grow”" in body
    assert "Anna Weil" in body
    assert "A Report on the Fund" in notes


def test_a_pack_without_pandoc_says_that_the_brief_is_missing(base, monkeypatch):
    monkeypatch.setattr("app.citations.pandoc.binary", lambda: None)

    pack = opened(base.get("/claims.zip"))

    assert "brief.docx" not in pack.namelist()
    assert manifest_of(pack)["missing"] == [
        "brief.docx is missing: pandoc and the citation styles are not installed on this server"
    ]


def test_a_pack_too_long_to_be_read_comes_without_a_brief(base, monkeypatch):
    monkeypatch.setattr("app.citations.packs.BRIEFED", 1)

    pack = opened(base.get("/claims.zip"))

    assert "brief.docx" not in pack.namelist()
    assert manifest_of(pack)["missing"] == ["brief.docx is missing: it is made for up to 1 claims, and these are 2"]


def test_more_claims_than_a_pack_holds_are_refused_with_a_cure(seeded_client, monkeypatch):
    monkeypatch.setattr(packs, "MOST", 3)

    answer = seeded_client.get("/claims.zip?kind=normative&certainty=asserted")

    assert answer.status_code == 422
    assert "more than the 3 that an evidence pack holds" in answer.text
    assert "narrow the list" in answer.text


@pytest.mark.parametrize("query", ["actor=nobody-of-that-name", "kind=nonsense", "year=20x5", "x=y"])
def test_a_question_that_makes_no_sense_is_refused(seeded_client, query):
    assert seeded_client.get(f"/claims.zip?{query}").status_code == 422


def test_a_pack_of_nothing_is_a_pack(base):
    pack = opened(base.get("/claims.zip?q=nothingofthekind"))

    assert manifest_of(pack)["counts"] == {"claims": 0, "quotes": 0, "sources": 0}


def test_a_collection_is_packed_in_its_order_with_the_sources_in_it(base, session):
    add(session, a_source(key="beside", short="Beside", title="Beside the Point"))
    session.commit()
    items = "claim:fund-should-grow,source:beside,claim:awkward"

    manifest = manifest_of(opened(base.get(f"/collection.zip?{urlencode({'items': items})}")))

    assert list(manifest["revisions"]) == ["fund-should-grow", "awkward"]
    assert manifest["counts"] == {"claims": 2, "quotes": 2, "sources": 3}
    assert manifest["query"] == {"items": items.split(",")}


@pytest.mark.parametrize("suffix", ["bib", "biblatex", "ris", "csl.json"])
def test_a_collection_is_cited_in_every_format(base, suffix):
    shared = base.get(f"/collection.{suffix}?items=claim:awkward,source:report")
    base.post("/collection/keep", data={"items": "claim:awkward,source:report"})
    own = base.get(f"/collection.{suffix}")

    assert shared.status_code == 200
    assert shared.text == own.text
    assert "attachment" in shared.headers["content-disposition"]


def test_a_collection_is_data_too(base):
    data = base.get("/collection.json?items=claim:awkward,claim:gone").json()

    assert [item["name"] for item in data["items"]] == [HOSTILE]
    assert data["missing"] == ["claim:gone"]


def test_the_tables_of_a_collection_hold_its_claims_in_its_order(base):
    items = "claim:fund-should-grow,source:report,claim:awkward"

    table, lines = (base.get(f"/collection.{suffix}?items={items}") for suffix in ("csv", "jsonl"))

    rows = list(csv.DictReader(io.StringIO(table.content.decode(), newline="")))
    assert [row["statement"] for row in rows] == ["The fund should grow.", HOSTILE]
    assert [json.loads(line)["slug"] for line in lines.text.splitlines()] == ["fund-should-grow", "awkward"]


def test_a_pack_is_one_click_away_from_a_list(seeded_client):
    page = seeded_client.get("/claims?programme=safe&limit=5").text

    assert 'href="/claims.zip?programme=safe"' in page
