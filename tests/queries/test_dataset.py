"""The whole base as files: only what is public, all of it, and readable by others."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.citations.terms import Terms
from app.models import Base
from app.queries.dataset import count_rows, public_tables, write_datapackage, write_sqlite
from app.queries.dataset.shelf import Shelf
from app.vocabulary import ClaimStatus
from tests.factories import a_claim, a_link, a_quote, add

TERMS = Terms("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "https://a.example/", 7, date(2026, 11, 20))
# What nobody but us needs: the desk of the editors, and what is made from the rest at any time.
PRIVATE = {
    "accounts",
    "comments",
    "drafts",
    "sign_ins",
    "tokens",
    "base_state",
    "formatted_citations",
    "held_stances",
    "kept_counts",
    "merges",
    "revisions",
    "search_entries",
    "search_names",
    "search_words",
    "suggestions",
}


@pytest.fixture
def with_a_draft(session):
    """A published claim and a draft that contradicts it and rests on words of its own."""
    add(session, a_claim())
    draft = a_claim(
        key="fund-should-shrink",
        statement="The fund should shrink.",
        quotes=[a_quote("the fund should shrink")],
        status=ClaimStatus.DRAFT,
    )
    add(session, draft)
    add(session, a_link())
    session.commit()
    return session


def read_sqlite(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def rows_of(package: zipfile.ZipFile, resource: dict[str, Any]) -> list[dict[str, str]]:
    text = package.read(resource["path"]).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fits(field: dict[str, Any], value: str) -> bool:
    """Whether a cell is what a Table Schema says of its column; an empty one is a missing value."""
    rules = field.get("constraints", {})
    if value == "":
        return not rules.get("required", False)
    readers: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "number": float,
        "boolean": [*field.get("trueValues", []), *field.get("falseValues", [])].index,
        "array": lambda text: [].extend(json.loads(text)),
        "datetime": lambda text: datetime.strptime(text, field["format"]).replace(tzinfo=UTC),
        "string": str,
    }
    try:
        readers[field["type"]](value)
    except ValueError:
        return False
    return value in rules.get("enum", [value])


def wrong_in(package: zipfile.ZipFile) -> list[str]:
    """What in a data package is not as its own description says."""
    described = json.loads(package.read("datapackage.json"))
    tables = {one["name"]: rows_of(package, one) for one in described["resources"]}
    wrong = []
    for resource in described["resources"]:
        name, schema, content = resource["name"], resource["schema"], package.read(resource["path"])
        if (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") != (resource["bytes"], resource["hash"]):
            wrong.append(f"{name}: size or hash")
        for row in tables[name]:
            wrong += [
                f"{name}.{one['name']}: {row[one['name']]}"
                for one in schema["fields"]
                if not fits(one, row[one["name"]])
            ]
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in tables[name]]
        if len(set(keys)) != len(keys):
            wrong.append(f"{name}: the key is not unique")
        for foreign in schema.get("foreignKeys", []):
            other = tables[foreign["reference"]["resource"] or name]
            there = {row[foreign["reference"]["fields"]] for row in other} | {""}
            wrong += [
                f"{name}.{foreign['fields']}: dangles" for row in tables[name] if row[foreign["fields"]] not in there
            ]
    return wrong


def test_every_table_is_public_or_said_to_be_private():
    public = {table.name for table in public_tables()}

    assert public | PRIVATE == set(Base.metadata.tables)
    assert not public & PRIVATE


def test_a_public_table_refers_to_public_tables_only():
    public = {table.name for table in public_tables()}

    assert {
        key.column.table.name for table in public_tables() for one in table.columns for key in one.foreign_keys
    } <= public


def test_a_draft_its_words_and_its_links_stay_behind(with_a_draft, tmp_path):
    write_sqlite(with_a_draft, tmp_path / "base.sqlite", TERMS)

    with closing(read_sqlite(tmp_path / "base.sqlite")) as file:
        assert file.execute("SELECT slug FROM claims").fetchall() == [("fund-should-grow",)]
        assert file.execute("SELECT exact FROM quotes").fetchall() == [("the fund should grow",)]
        assert file.execute("SELECT count(*) FROM links").fetchone() == (0,)
        assert (
            file.execute("SELECT DISTINCT claim_id FROM hops").fetchall()
            == file.execute("SELECT id FROM claims").fetchall()
        )
    assert b"The fund should shrink" not in (tmp_path / "base.sqlite").read_bytes()


def test_the_sqlite_file_holds_every_public_row(seeded, tmp_path):
    write_sqlite(seeded, tmp_path / "base.sqlite", TERMS)

    with closing(read_sqlite(tmp_path / "base.sqlite")) as file:
        counts = {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in count_rows(seeded)}
        assert counts == count_rows(seeded)
        assert counts["claims"] > 300
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_quotes_in_the_sqlite_file_are_what_stands_in_its_texts(seeded, tmp_path):
    write_sqlite(seeded, tmp_path / "base.sqlite", TERMS)

    with closing(read_sqlite(tmp_path / "base.sqlite")) as file:
        found = file.execute(
            "SELECT text, start, stop, exact FROM quotes JOIN sources ON sources.id = source_id"
        ).fetchall()
    assert found
    assert all(text[start:stop] == exact for text, start, stop, exact in found)


def test_the_sqlite_file_says_what_it_is_and_cannot_be_written_by_a_reader(seeded, tmp_path):
    write_sqlite(seeded, tmp_path / "base.sqlite", TERMS)

    with closing(read_sqlite(tmp_path / "base.sqlite")) as file:
        stated = dict(file.execute("SELECT what, value FROM base"))
        assert stated["licence"] == "CC BY 4.0"
        assert stated["version"] == "7"
        assert stated["how_to_cite"] == TERMS.cite
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            file.execute("DELETE FROM claims")


def test_the_data_package_is_as_it_says(seeded, tmp_path):
    write_datapackage(seeded, tmp_path / "base.zip", TERMS)

    with zipfile.ZipFile(tmp_path / "base.zip") as package:
        described = json.loads(package.read("datapackage.json"))
        assert wrong_in(package) == []
        assert {one["path"] for one in described["resources"]} == {f"data/{name}.csv" for name in count_rows(seeded)}
        claims = next(one for one in described["resources"] if one["name"] == "claims")
        assert len(rows_of(package, claims)) == count_rows(seeded)["claims"]
    assert described["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": TERMS.licence_url}]
    assert TERMS.cite in described["description"]


def test_a_text_survives_the_data_package_to_the_letter(seeded, tmp_path):
    write_datapackage(seeded, tmp_path / "base.zip", TERMS)
    write_sqlite(seeded, tmp_path / "base.sqlite", TERMS)

    with zipfile.ZipFile(tmp_path / "base.zip") as package, closing(read_sqlite(tmp_path / "base.sqlite")) as file:
        texts = {row["slug"]: row["text"] for row in rows_of(package, {"path": "data/sources.csv"})}
        assert texts == dict(file.execute("SELECT slug, text FROM sources"))


def test_the_same_base_gives_the_same_bytes(seeded, tmp_path):
    for name in ("one", "other"):
        write_datapackage(seeded, tmp_path / f"{name}.zip", TERMS)
        write_sqlite(seeded, tmp_path / f"{name}.sqlite", TERMS)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "other.sqlite").read_bytes()


def test_a_file_is_kept_until_the_base_changes(engine, session, tmp_path):
    shelf = Shelf(engine, tmp_path, "CC BY 4.0", "", "")
    add(session, a_claim())
    session.commit()
    first = shelf.make("sqlite")
    made = first.stat().st_mtime_ns

    again = shelf.make("sqlite")
    untouched = again.stat().st_mtime_ns
    add(session, a_claim(key="another", statement="Another."))
    session.commit()
    newer = shelf.make("sqlite")

    assert (again, untouched) == (first, made)
    assert newer != first
    assert [path.name for path in tmp_path.iterdir()] == [newer.name]


def test_half_a_file_is_never_left_behind(engine, tmp_path):
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    shelf = Shelf(engine, tmp_path, "CC BY 4.0", "", "")

    with pytest.raises(InterruptedError):
        shelf.make("datapackage", stop)

    assert list(tmp_path.iterdir()) == []
