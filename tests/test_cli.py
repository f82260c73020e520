"""The commands, as a person types them."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from tests.factories import TEXT

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "seeds" / "documents" / "002_8daa2eb1c5b3b663.txt"

CURATION = """
topics:
  - {key: money, name: Money, definition: Who pays for what.}
actors:
  - {key: the-gazette, name: The Gazette, kind: publisher}
sources:
  - {key: report, document: report.txt, kind: news_item, short: Gazette, title: A Report, publisher: the-gazette}
claims:
  - key: fund-should-grow
    statement: The fund should grow.
    kind: normative
    claimant: the-gazette
    attribution: [{actor: the-gazette, mode: own_voice}]
    quotes: [{source: report, exact: the fund should grow}]
    topics: [money]
"""


@pytest.fixture
def folder(tmp_path):
    """A small curation."""
    folder = tmp_path / "curation"
    folder.mkdir()
    (folder / "report.txt").write_text(TEXT)
    (folder / "all.yaml").write_text(CURATION)
    return folder


@pytest.fixture
def base(tmp_path):
    """The file that the commands of a test work on; the commands make it."""
    return tmp_path / "data" / "base.db"


@pytest.fixture
def ascribe(base):
    """Runs a command on the base of the test."""
    base.parent.mkdir()
    runner = CliRunner(env={"DATABASE_URL": f"sqlite:///{base}", "DATA_DIR": str(base.parent)})
    return lambda *words: runner.invoke(main, [str(word) for word in words])


def rows(base: Path, table: str) -> int:
    connection = sqlite3.connect(base)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def tamper(base: Path, statement: str) -> None:
    connection = sqlite3.connect(base)
    try:
        assert connection.execute(statement).rowcount > 0
        connection.commit()
    finally:
        connection.close()


def summary(output: str) -> dict[str, list[int]]:
    """The table that `seed` prints: added, changed, untouched, left alone, by noun."""
    found = re.findall(r"^(\w+) +(\d+) +(\d+) +(\d+) +(\d+) *$", output, re.MULTILINE)
    return {noun: [int(number) for number in numbers] for noun, *numbers in found}


def test_migrate_makes_an_empty_base(ascribe, base):
    result = ascribe("migrate")

    assert result.exit_code == 0, result.output
    assert "The schema is up to date." in result.stderr
    assert (rows(base, "claims"), rows(base, "base_state")) == (0, 1)
    assert ascribe("migrate").exit_code == 0


def test_seed_loads_a_folder_and_says_what_it_added(ascribe, base, folder):
    result = ascribe("seed", folder)

    assert result.exit_code == 0, result.output
    assert rows(base, "claims") == 1
    assert summary(result.stderr) == {
        "topics": [1, 0, 0, 0],
        "actors": [1, 0, 0, 0],
        "sources": [1, 0, 0, 0],
        "claims": [1, 0, 0, 0],
    }


def test_the_commands_work_on_either_database(database_url, tmp_path, folder):
    runner = CliRunner(env={"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path)})

    codes = [runner.invoke(main, words).exit_code for words in (["migrate"], ["seed", str(folder)], ["check"])]

    assert codes == [0, 0, 0]


def test_seed_twice_touches_nothing(ascribe, base, folder):
    ascribe("seed", folder)
    before = rows(base, "revisions")

    again = ascribe("seed", folder)

    assert again.exit_code == 0
    assert set(map(tuple, summary(again.stderr).values())) == {(0, 0, 1, 0)}
    assert rows(base, "revisions") == before


def test_seed_says_what_changed_and_what_it_left_alone(ascribe, base, folder):
    ascribe("seed", folder)
    tamper(base, "UPDATE revisions SET by_seed = 0 WHERE noun = 'actor'")
    text = CURATION.replace("name: Money", "name: Funds").replace("name: The Gazette", "name: Gazette")
    (folder / "all.yaml").write_text(text)

    result = ascribe("seed", folder)

    assert result.exit_code == 0
    assert summary(result.stderr)["topics"] == [0, 1, 0, 0]
    assert summary(result.stderr)["actors"] == [0, 0, 0, 1]
    assert "Left alone, because an editor has changed it: actor the-gazette" in result.stderr


def test_seed_prints_every_mistake_and_loads_nothing(ascribe, base, folder):
    text = CURATION.replace("the fund should grow}", "the fund should glow}").replace("name: Money", "nmae: Money")
    (folder / "all.yaml").write_text(text)

    result = ascribe("seed", folder)

    assert result.exit_code == 1
    assert re.findall(r"^all\.yaml:\d+: ", result.stdout, re.MULTILINE) != []
    assert "all.yaml:3: topic money: nmae: is not a field here; did you mean name?" in result.stdout
    assert "mistakes in the curation; nothing was loaded." in result.stderr
    assert "Traceback" not in result.output
    assert rows(base, "actors") == 0


@pytest.mark.parametrize("name", ["gone", "curation/all.yaml"])
def test_seed_wants_a_folder(ascribe, folder, name):
    result = ascribe("seed", folder.parent / name)

    assert result.exit_code == 2
    assert "FOLDER" in result.stderr


def test_check_of_a_good_base_succeeds_in_silence(ascribe, folder):
    ascribe("seed", folder)

    result = ascribe("check")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "Everything holds." in result.stderr


def test_check_of_a_broken_base_fails_with_a_list(ascribe, base, folder):
    ascribe("seed", folder)
    tamper(base, "UPDATE quotes SET exact = 'the fund should glow'")
    tamper(base, "DELETE FROM hops")

    result = ascribe("check")

    assert result.exit_code == 1
    assert "Quote 1 is not what stands in report" in result.stdout
    assert "The attribution of claim fund-should-grow does not start with its claimant." in result.stdout
    assert result.stderr.strip() == f"{len(result.stdout.splitlines())} failures."


def test_read_prints_blocks_and_what_a_document_states(ascribe):
    result = ascribe("read", DOCUMENT)

    text = DOCUMENT.read_text()
    title = text.splitlines()[0]
    assert result.exit_code == 0
    assert f"title: {title}  [0–{len(title)}]" in result.stdout
    assert re.search(r"^paragraph ¶ 1 \[\d+–\d+\]", result.stdout, re.MULTILINE)
    places = [
        (int(start), int(stop))
        for start, stop in re.findall(r"^[a-z ]+(?:¶ \d+ )?\[(\d+)–(\d+)\]", result.stdout, re.MULTILINE)
    ]
    assert len(places) > 5
    for start, stop in places:
        assert text[start:stop] in result.stdout


def test_read_warns_of_an_encoding_it_had_to_guess(ascribe, tmp_path):
    file = tmp_path / "old.txt"
    file.write_bytes("Größere Anstrengungen für Europa, sagte er. Später müsse mehr geschehen.".encode("cp1252"))

    result = ascribe("read", file)

    assert result.exit_code == 0
    assert "Warning: " in result.stderr
    assert "Größere" in result.stdout


@pytest.mark.parametrize(
    ("data", "options", "complaint"),
    [
        (b"", [], "document: is empty; send a document that has text"),
        (b"one\0two", [], "document: has NUL characters; save it as UTF-8 text"),
        (b"words", ["--type", "image/png"], "documents of type “image/png” cannot be read"),
    ],
)
def test_read_refuses_what_is_no_document_in_words(ascribe, tmp_path, data, options, complaint):
    file = tmp_path / "file.txt"
    file.write_bytes(data)

    result = ascribe("read", file, *options)

    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_read_of_a_file_that_is_not_there_says_so(ascribe, tmp_path):
    result = ascribe("read", tmp_path / "gone.txt")

    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_read_prints_brackets_as_they_stand(ascribe, tmp_path):
    file = tmp_path / "file.txt"
    file.write_text("A Title\n\nThe [bold]fund[/bold] should grow [sic], he said.")

    assert "The [bold]fund[/bold] should grow [sic], he said." in ascribe("read", file).stdout


def test_the_base_is_written_as_files_that_can_be_loaded_again(ascribe, base, tmp_path, folder):
    ascribe("seed", folder)

    result = ascribe("export-seeds", tmp_path / "written")

    assert result.exit_code == 0, result.output
    files = {path.relative_to(tmp_path / "written").as_posix() for path in (tmp_path / "written").rglob("*.*")}
    assert files == {"topics.yaml", "actors.yaml", "sources.yaml", "claims/report.yaml", "documents/report.txt"}
    assert (tmp_path / "written" / "documents" / "report.txt").read_text() == TEXT
    assert ascribe("seed", tmp_path / "written").exit_code == 0
    assert rows(base, "revisions") == 4  # nothing was changed by it
    again = ascribe("export-seeds", tmp_path / "written")
    assert again.exit_code == 1
    assert "is not empty; name a new folder." in again.stderr


def test_an_import_is_tried_then_done_and_done_again_changes_nothing(ascribe, base, tmp_path, folder):
    ascribe("seed", folder)
    table = tmp_path / "topics.csv"
    table.write_text("key,name,definition\nmoney,Funds,Who pays for what.\ntime,Time,When.\n")

    tried = ascribe("import", table, "--dry-run")
    before = rows(base, "revisions")
    done, again = ascribe("import", table, "--by", "Ada"), ascribe("import", table)

    assert tried.stdout == f"{table}:2: topic money: changed, name\n{table}:3: topic time: added\n"
    assert tried.stderr == "1 added, 1 changed, 0 unchanged, 0 refused. Nothing was written.\n"
    assert (before, rows(base, "revisions")) == (4, 6)
    assert done.stderr == "1 added, 1 changed, 0 unchanged, 0 refused. It was written.\n"
    assert again.stderr == "0 added, 0 changed, 2 unchanged, 0 refused. Nothing was written.\n"
    assert {tried.exit_code, done.exit_code, again.exit_code} == {0}


def test_an_import_with_something_refused_writes_nothing_unless_told_to(ascribe, base, tmp_path):
    table = tmp_path / "topics.csv"
    table.write_text("key,name,definition\ntime,Time,When.\nmoney,Money,\n")

    refused = ascribe("import", table)

    assert refused.exit_code == 1
    assert f"{table}:3: topic money: definition: is missing; add it\n" in refused.stdout
    assert rows(base, "topics") == 0
    assert ascribe("import", table, "--partly").exit_code == 1
    assert rows(base, "topics") == 1


def test_help_lists_every_command_with_a_sentence(ascribe):
    result = ascribe("--help")

    assert result.exit_code == 0
    for command in ("serve", "migrate", "seed", "check", "read"):
        assert re.search(rf"^  {command} +[A-Z]", result.stdout, re.MULTILINE), command


def test_the_module_runs_as_a_program_and_passes_its_exit_code_on(base, tmp_path):
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'base.db'}", "PYTHONPATH": str(ROOT)}

    def run(*words: str) -> int:
        command = [sys.executable, "-m", "app", *words]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False).returncode

    assert run("check") == 0
    tamper(tmp_path / "base.db", "INSERT INTO redirects (noun, slug, record_id) VALUES ('actor', 'old', 1)")
    assert run("check") == 1


def test_the_data_folder_is_made_when_it_is_missing(tmp_path, folder):
    data = tmp_path / "some" / "where"

    result = CliRunner(env={"DATA_DIR": str(data), "DATABASE_URL": ""}).invoke(main, ["seed", str(folder)])

    assert result.exit_code == 0, result.output
    assert rows(data / "ascribe.db", "claims") == 1
