"""The base as a whole on its page: its terms, its files, and waiting for one."""

import io
import json
import sqlite3
import zipfile

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web import workshop


def test_the_page_says_what_there_is_and_on_what_terms(seeded_client):
    page = BeautifulSoup(seeded_client.get("/data").text, "html.parser")
    text = page.get_text(" ", strip=True)

    assert f"{seeded_client.get('/data.json').json()['counts']['claims']:,} claims" in text
    assert page.select_one("a[rel~=license][href='https://creativecommons.org/licenses/by/4.0/']")
    assert "Quotes and texts remain those of their authors and publishers" in text
    assert [line.get_text().partition(". Base version")[1] for line in page.select(".cite-as")] == [". Base version"]
    assert {link["href"] for link in page.select("a[download]")} == {"/data/ascribe.sqlite", "/data/datapackage.zip"}


def test_the_page_is_data_too(seeded_client):
    data = seeded_client.get("/data.json").json()

    assert data["licence"] == "CC BY 4.0"
    assert {table["name"]: table["rows"] for table in data["tables"]}["claims"] == data["counts"]["claims"]
    assert [file["url"] for file in data["files"]] == [
        "http://testserver/data/ascribe.sqlite",
        "http://testserver/data/datapackage.zip",
    ]


def test_the_files_are_handed_over_and_can_be_taken_up_again(seeded_client):
    answer = seeded_client.get("/data/ascribe.sqlite")
    rest = seeded_client.get("/data/ascribe.sqlite", headers={"range": "bytes=100-"})
    package = seeded_client.get("/data/datapackage.zip")

    assert answer.headers["content-type"] == "application/vnd.sqlite3"
    assert answer.content.startswith(b"SQLite format 3\0")
    assert (rest.status_code, rest.content) == (206, answer.content[100:])
    file = sqlite3.connect(":memory:")
    file.deserialize(answer.content)
    assert file.execute("SELECT value FROM base WHERE what = 'licence'").fetchone() == ("CC BY 4.0",)
    file.close()
    with zipfile.ZipFile(io.BytesIO(package.content)) as opened:
        assert json.loads(opened.read("datapackage.json"))["licenses"][0]["name"] == "CC-BY-4.0"


def test_who_must_wait_is_told_how_long_and_gets_the_file_later(sqlite_app, monkeypatch):
    monkeypatch.setattr(workshop, "PATIENCE", 0.01)
    client = TestClient(sqlite_app)
    at_work = sqlite_app.state.workshop
    with at_work._bench:  # another file is being made
        waiting = client.get("/data/ascribe.sqlite")
        again = client.get("/data/ascribe.sqlite")
    at_work._jobs["sqlite"].thread.join()

    assert waiting.status_code == again.status_code == 503
    assert int(waiting.headers["retry-after"]) > 0
    assert "The file is being made" in waiting.text
    assert client.get("/data/ascribe.sqlite").status_code == 200


def test_a_file_that_cannot_be_made_is_tried_again(sqlite_app, tmp_path):
    client = TestClient(sqlite_app, raise_server_exceptions=False)
    (tmp_path / "exports").write_text("a file where a folder should be")

    failed = client.get("/data/datapackage.zip")
    (tmp_path / "exports").unlink()

    assert failed.status_code == 500
    assert client.get("/data/datapackage.zip").status_code == 200


@pytest.mark.parametrize("suffix", ["bib", "biblatex", "ris", "csl.json"])
def test_the_base_can_be_cited(seeded_client, suffix):
    answer = seeded_client.get(f"/data.{suffix}")

    assert answer.status_code == 200
    assert "Ascribe: who said what about which programme" in answer.text


def test_no_other_form_of_the_base_is_there(seeded_client):
    assert seeded_client.get("/data.xlsx").status_code == 404


def test_another_licence_stands_wherever_the_first_stood(sqlite_url, tmp_path):
    settings = Settings(
        database_url=sqlite_url, data_dir=tmp_path, licence="ODbL 1.0", licence_url="https://odbl.example/"
    )
    app = create_app(settings)
    client = TestClient(app)

    pages = [client.get(path).text for path in ("/data", "/about")]
    package = zipfile.ZipFile(io.BytesIO(client.get("/data/datapackage.zip").content))
    manifest = zipfile.ZipFile(io.BytesIO(client.get("/claims.zip").content)).read("manifest.json")

    assert all("https://odbl.example/" in page and "ODbL 1.0" in page and "CC BY" not in page for page in pages)
    assert json.loads(package.read("datapackage.json"))["licenses"][0]["path"] == "https://odbl.example/"
    assert json.loads(manifest)["licence"]["name"] == "ODbL 1.0"
    assert 'rel="license"' in client.get("/claims.bib").headers["link"]
    app.state.engine.dispose()
