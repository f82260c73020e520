"""`export`, as a person types it: every format, narrowed like a list, and nothing half written."""

import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from click.testing import CliRunner, Result

from app.citations import styles
from app.citations.bibliographies import KINDS
from app.cli import main
from tests.databases import open_engine, open_session
from tests.factories import a_claim, add


@pytest.fixture
def ascribe(database_url, tmp_path):
    """Runs a command on a base with two claims, of a factual and a normative kind."""
    with open_engine(database_url) as engine, open_session(engine) as session:
        add(session, a_claim())
        add(session, a_claim(key="another", statement="Another.", kind="factual", claimant="ben-brand"))
        session.commit()
    environment = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path / "data"), "PUBLIC_URL": "https://a.example"}
    runner = CliRunner(env=environment)

    def run(*words: object) -> Result:
        return runner.invoke(main, ["export", *map(str, words)])

    return run


def slugs(csl: str) -> list[str]:
    return [item["URL"].split("/")[-3] for item in json.loads(csl)]


def test_references_are_what_other_programs_read(ascribe):
    bibtex, ris = ascribe("--format", "bib").stdout, ascribe("--format", "ris").stdout_bytes.decode()

    parsed = parse_string(bibtex)
    assert parsed.failed_blocks == []
    assert [entry["title"] for entry in parsed.entries] == ["A Report on the Fund"]
    assert [record["title"] for record in rispy.loads(ris)] == ["A Report on the Fund"]
    assert "% Ascribe: who said what" in bibtex
    assert "CC BY 4.0" in bibtex
    assert "@" in ascribe("--format", "biblatex").stdout


def test_the_options_narrow_and_order_like_the_address_of_a_list(ascribe):
    def ours(*options: str) -> list[str]:
        return slugs(ascribe("--format", "csl", "--cite", "claims", *options).stdout)

    assert ours("--sort", "added") == ["fund-should-grow", "another"]
    assert ours("--kind", "factual") == ["another"]
    assert ours("--kind", "factual", "--kind", "normative", "--sort", "claimant") == ["fund-should-grow", "another"]
    assert ours("--actor", "ben-brand") == ours("--q", "another") == ["another"]
    assert ours("--first-hand", "yes") == ours("--from", "2030") == []


def test_tables_hold_every_claim_and_stderr_says_how_many(ascribe):
    table, lines = ascribe("--format", "csv", "--sort", "added"), ascribe("--format", "jsonl")

    rows = list(csv.DictReader(io.StringIO(table.stdout_bytes.decode(), newline="")))
    assert [row["permalink"] for row in rows] == [
        "https://a.example/claims/fund-should-grow",
        "https://a.example/claims/another",
    ]
    assert {json.loads(line)["claimant"]["slug"] for line in lines.stdout.splitlines()} == {"anna-weil", "ben-brand"}
    assert "2 records were written." in table.stderr


@pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")
@pytest.mark.parametrize("form", KINDS)
def test_a_bibliography_is_the_one_that_the_page_gives(ascribe, client, tmp_path, form):
    asked = ("--style", "mla", "--cite", "claims", "--kind", "factual")

    said = ascribe("--format", form, *asked, "--output", tmp_path / "made")

    client.app.state.settings.public_url = "https://a.example"
    page = client.get(f"/claims/bibliography.{form}?style=mla&cite=claims&kind=factual")
    assert (tmp_path / "made").read_bytes() == page.content
    assert "1 entry was written." in said.stderr
    if form not in {"docx", "odt"}:
        assert "Another" in page.text
        assert ascribe("--format", form, *asked).stdout == page.text


def test_a_pack_is_the_one_that_the_page_gives(ascribe, client, tmp_path):
    said = ascribe("--format", "pack", "--kind", "factual", "--output", tmp_path / "pack.zip")

    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        manifest = json.loads(pack.read("manifest.json"))
    assert said.stderr == "1 claim was written.\n"
    assert manifest["query"] == {"kind": ["factual"]}
    assert manifest["asked"] == "The claims of https://a.example/claims?kind=factual"
    assert list(manifest["revisions"]) == ["another"]
    client.app.state.settings.public_url = "https://a.example"
    assert client.get("/claims.zip?kind=factual").content == (tmp_path / "pack.zip").read_bytes()


def test_the_whole_base_comes_as_files(ascribe, tmp_path):
    ascribe("--format", "sqlite", "--output", tmp_path / "base.sqlite")
    package = ascribe("--format", "datapackage")

    file = sqlite3.connect(f"file:{tmp_path / 'base.sqlite'}?mode=ro", uri=True)
    assert file.execute("SELECT count(*) FROM claims").fetchone() == (2,)
    assert file.execute("SELECT value FROM base WHERE what = 'address'").fetchone() == ("https://a.example/",)
    file.close()
    assert "data/claims.csv" in zipfile.ZipFile(io.BytesIO(package.stdout_bytes)).namelist()
    assert "23 tables were written." in package.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "bib", "--actor", "nobody"], "there is no actor “nobody”"),
        (["--format", "csv", "--year", "20x5"], "--year"),
        (["--format", "csv", "--from", "yesterday"], "--from"),
        (["--format", "sqlite", "--year", "2025"], "leave the filters out"),
        (["--format", "bib", "--style", "mla"], "--style is for bibliographies: docx, odt, md, html, txt"),
        (["--format", "xlsx"], "'xlsx' is not one of"),
        ([], "Missing option '--format'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(ascribe, words, said):
    result = ascribe(*words)

    assert result.exit_code != 0
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")
def test_a_style_that_there_is_not_is_refused_with_those_that_are(ascribe):
    result = ascribe("--format", "txt", "--style", "no-such-style")

    assert result.exit_code == 1
    assert "“no-such-style” is not a style that we know; use one of apa" in result.stderr


def test_a_failed_export_leaves_no_file_and_keeps_the_old_one(ascribe, tmp_path):
    file: Path = tmp_path / "claims.bib"
    file.write_text("the old one")

    ascribe("--format", "bib", "--actor", "nobody", "--output", file)

    assert file.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir() if "claims" in path.name] == ["claims.bib"]
