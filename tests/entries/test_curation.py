"""Reading curation files: entries with their places, or every mistake with its line."""

from pathlib import Path
from textwrap import dedent

import pytest

from app.entries import NewSource
from app.entries.curation import SECTIONS, Curation, dangling
from app.entries.curation_reading import read_curation, read_files

ROOT = Path(__file__).parent.parent.parent

TOPICS = """
topics:
  - key: money
    name: Money
    definition: Who pays.
"""


@pytest.fixture
def read(tmp_path):
    """Reads files given as file_name=text; `claims/x.yaml` is claims__x."""

    def read(**files: str) -> Curation:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"))
        return read_curation(tmp_path)

    return read


def test_the_files_of_all_folders_are_read_section_by_section(read):
    curation = read(
        claims__x="actors:\n  - {key: weil, name: Weil, kind: person}",
        topics=TOPICS,
    )

    assert curation.mistakes == []
    assert [(one.entry.noun, one.key, one.file) for one in curation] == [
        ("topic", "money", "topics.yaml"),
        ("actor", "weil", "claims/x.yaml"),
    ]


def test_values_are_what_was_typed_not_what_yaml_takes_them_for(read):
    curation = read(
        a="""
        actors:
          - {key: "no", name: yes, kind: state, note: 2025-12-31, description: 007, aliases: [NO, "null", 1e3]}
        """
    )

    (norway,) = curation.entries["actors"]
    assert curation.mistakes == []
    assert norway.entry.canonical() == {
        "key": "no",
        "name": "yes",
        "kind": "state",
        "note": "2025-12-31",
        "description": "007",
        "aliases": ["NO", "null", "1e3"],
    }


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing(read, nothing):
    curation = read(a=f"actors:\n  - {{key: weil, name: Weil, kind: person, note: {nothing}}}\ntopics: {nothing}\n")

    assert curation.mistakes == []
    assert curation.entries["actors"][0].entry.canonical().get("note") is None


def test_plain_words_are_a_quote_of_the_files_source(read):
    curation = read(
        a="""
        source: report
        actors:
          - key: weil
            name: Weil
            kind: person
            description: She.
            description_quote: "Anna Weil"
            facts:
              - {what: Born, value: "1970", quote: {exact: born, prefix: "was "}}
              - {what: Died, value: "2020", quote: {source: brief, exact: died}}
        """
    )

    actor = curation.entries["actors"][0].entry.canonical()
    assert curation.mistakes == []
    assert actor["description_quote"] == {"source": "report", "exact": "Anna Weil"}
    assert [fact["quote"]["source"] for fact in actor["facts"]] == ["report", "brief"]


def test_the_facts_of_a_source_are_quoted_from_itself(read, tmp_path):
    (tmp_path / "report.txt").write_bytes("\ufeffA Report\r\non the fund".encode())

    curation = read(
        a="""
        source: another
        sources:
          - key: report
            document: report.txt
            kind: report
            short: R
            title: A Report
            facts:
              - {what: Title, value: A Report, quote: A Report}
        """
    )

    source = curation.entries["sources"][0].entry.canonical()
    assert curation.mistakes == []
    assert source["text"] == "A Report\non the fund"
    assert source["facts"][0]["quote"]["source"] == "report"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            "topics:\n  - key: a\n    name: b: c\n",
            "a.yaml:3: not YAML: mapping values are not allowed here; mend the file",
        ),
        ("topics: []\n---\ntopics: []\n", "a.yaml:2: not YAML: but found another document; mend the file"),
        ("topics: &a [*a]\n", "a.yaml:1: not YAML: it has an alias (*); write out what it stands for"),
        ("- key: a\n", "a.yaml:1: holds no sections; start with one of topics, propositions, actors"),
        ("# nouns\ntopic:\n  - key: a\n", "a.yaml:2: “topic” is no section; use one of topics, propositions, actors"),
        ("topics:\n  key: a\n", "a.yaml:1: “topics” is not a list; put a hyphen before each topic"),
        ("topics: money\n", "a.yaml:1: “topics” is not a list; put a hyphen before each topic"),
        ("topics:\n  - money\n", "a.yaml:2: topic ?: has no fields; write it as field: value"),
        ("topics:\n  - nmae: b\n    key: a\n", "a.yaml:2: topic a: name: is missing; add it"),
        (
            "topics:\n  - key: a\n    definition: c\n    name: b\n    nmae: b\n",
            "a.yaml:5: topic a: nmae: is not a field here; did you mean name?",
        ),
        (
            "topics:\n  - key: a\n    definition: c\n    name: b\n    name: d\n",
            "a.yaml:5: “name” stands twice; take one out",
        ),
        (
            "actors:\n  - key: a\n    name: b\n    kind: persn\n",
            "a.yaml:4: actor a: kind: “persn” is not in the list; did you mean person?",
        ),
        (
            "links:\n  - from: a\n    kind: supports\n    to: a\n    reason: c\n",
            "a.yaml:2: link ?: links a claim to itself; name another claim",
        ),
        (
            "sources:\n  - key: a\n    kind: report\n    document: gone.txt\n",
            "a.yaml:4: source a: cannot read the document gone.txt (",
        ),
        ("sources:\n  - key: a\n    document:\n", "a.yaml:3: source a: cannot read the document None ("),
        ("sources:\n  - key: a\n    kind: report\n", "a.yaml:2: source a: cannot read the document None ("),
        ("sources:\n  - key: a\n    document: .\n", "a.yaml:3: source a: cannot read the document . ("),
        ('sources:\n  - key: a\n    document: "\\0"\n', "a.yaml:3: source a: cannot read the document "),
    ],
)
def test_a_mistake_is_reported_with_its_file_and_line(read, text, mistake):
    curation = read(a=text)

    assert curation.mistakes[0].startswith(mistake), curation.mistakes
    assert list(curation) == [] or "stands twice" in mistake
    assert "; " in curation.mistakes[0]


def test_bytes_that_are_no_text_are_a_mistake_of_their_file(read, tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"topics: \xff\xfe")

    assert read().mistakes[0].startswith("a.yaml:1: not YAML: 'utf-8' codec")


def test_a_mistake_deep_inside_has_the_line_of_its_own_field(read):
    curation = read(
        a="""
        source: report
        claims:
          - key: a
            statement: b
            kind: factual
            claimant: weil
            attribution:
              - actor: weil
                mode: own_voice
              - {actor: gazette,
                 mode: ownvoice}
            quotes:
              - words
            topics: [money]
            stances:
              - topic: money
                stance: against
        """
    )

    assert [mistake.split(": ")[0] for mistake in curation.mistakes] == ["a.yaml:11", "a.yaml:17"]


def test_all_mistakes_of_all_files_are_reported_at_once(read):
    curation = read(
        a="topics:\n  - {key: A, name: b, definition: c}\n  - {key: b, name: b}\nwrong: 1\n",
        b="not: [closed",
        c="actors:\n  - {key: c, name: d, kind: e}\n",
        good=TOPICS,
    )

    assert [mistake.split(": ")[0] for mistake in curation.mistakes] == [
        "a.yaml:2",
        "a.yaml:3",
        "a.yaml:4",
        "b.yaml:1",
        "c.yaml:2",
    ]


@pytest.mark.parametrize(
    ("files", "mistake"),
    [
        (
            {"a": TOPICS, "b": TOPICS},
            "b.yaml:2: topic money: key stands already at a.yaml:2; choose another or merge",
        ),
        (
            {"a": "topics: [{key: m, name: b, definition: c}, {key: m, name: d, definition: e}]"},
            "a.yaml:1: topic m: key stands already at a.yaml:1; choose another or merge",
        ),
    ],
)
def test_a_key_stands_once(read, files, mistake):
    assert read(**files).mistakes == [mistake]


def test_one_key_may_be_that_of_two_nouns(read):
    assert read(a=TOPICS, b="actors:\n  - {key: money, name: Money, kind: group}").mistakes == []


def test_a_dangling_slug_is_reported_at_its_own_line(read):
    curation = read(
        a="""
        propositions:
          - key: p
            sentence: Money matters.
            scope: All.
            topic: mony
        """,
        b=TOPICS,
    )

    assert dangling(curation, set()) == [
        "a.yaml:5: proposition p: topic: there is no topic “mony”; correct the slug or add the record"
    ]
    assert dangling(curation, {("topic", "mony")}) == []
    assert dangling(curation, {("actor", "mony")}) != []


def test_what_names_an_entry_with_a_mistake_is_no_mistake_itself(read):
    curation = read(
        a="""
        topics:
          - {key: money, nmae: Money, definition: Who pays.}
        sources:
          - {key: report, document: gone.txt}
        propositions:
          - {key: p, sentence: Money matters., scope: All., topic: money}
        actors:
          - {key: weil, name: Weil, kind: person, facts: [{what: Born, value: then, quote: {source: report, exact: w}}]}
        """
    )

    assert curation.mistakes
    assert dangling(curation, set()) == []


def test_a_folder_without_curation_says_so(tmp_path):
    assert read_curation(tmp_path).mistakes == [
        f"{tmp_path}:0: there are no curation files here; name a folder with *.yaml files"
    ]


def test_the_readme_of_the_curation_knows_every_section():
    readme = (ROOT / "seeds" / "README.md").read_text()

    assert [section for section in SECTIONS if f"`{section}:`" not in readme] == []


@pytest.mark.parametrize("text", ["[" * 300_000 + "]" * 300_000, "- " * 300_000, "{a: " * 1_000 + "1" + "}" * 1_000])
def test_things_far_inside_things_are_a_mistake_and_no_crash(text):
    (mistake,) = read_files({"a.yaml": text.encode()}).mistakes

    assert mistake == "a.yaml:1: not YAML: lists and fields stand too far inside others; mend the file"


def test_files_that_came_together_are_read_without_a_folder():
    source = """sources:
  - {key: report, document: texts/report.txt, kind: news_item, short: R, title: R}
  - {key: secrets, document: /etc/hostname, kind: news_item, short: S, title: S}
"""

    curation = read_files({"all.yaml": source.encode(), "report.txt": b"Words.", "notes.txt": b"{"})

    (report,) = curation
    assert isinstance(report.entry, NewSource)
    assert (report.key, report.entry.text, report.file) == ("report", "Words.", "all.yaml")
    assert curation.mistakes == [
        "all.yaml:3: source secrets: cannot read the document /etc/hostname (it is not among the files); "
        "correct the path"
    ]
