"""BibTeX and BibLaTeX, read back by pybtex, bibtexparser and, where it is installed, biber."""

import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.citations import FORMATS, Name, Reference, keys, latex
from app.citations.words import address
from app.dates import PartialDate
from app.vocabulary import SourceKind
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile
from tests.citations.reading import Entry, folded, people, printed, with_bibtexparser, with_pybtex

FLAVOURS = ["bib", "biblatex"]
READERS = [with_pybtex, with_bibtexparser]


def written(flavour: str, *references: Reference) -> str:
    return "".join(FORMATS[flavour].write(references))


def read(flavour: str, reference: Reference) -> Entry:
    [entry] = with_pybtex(written(flavour, reference))
    return entry


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_every_reader_finds_title_address_abstract_and_publisher_again(flavour, reader, references):
    entries = reader(written(flavour, *references))

    assert [entry.key for entry in entries] == list(keys(references))
    for entry, reference in zip(entries, references, strict=True):
        found = entry.fields
        assert printed(found["title"]) == folded(reference.title)
        assert found.get("url", "") == address(reference.url)
        assert printed(found.get("abstract", "")) == folded(reference.abstract)
        publisher = found.get("institution") or found.get("publisher") or found.get("organization") or ""
        assert printed(publisher) == folded(reference.publisher)
        note = found.get("annote") or found.get("annotation") or ""
        assert printed(note) == folded(reference.annotation)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_people_stay_who_they_are(flavour, references):
    for entry, reference in zip(with_pybtex(written(flavour, *references)), references, strict=True):
        assert entry.people.get("author", []) == people(reference.authors)
        assert entry.people.get("editor", []) == people(reference.editors)


def test_a_particle_and_a_suffix_reach_the_reader_as_such():
    person = a_reference(authors=(Name("Leyen", "Ursula", "von der", "Jr."),))

    assert read("bib", person).people == {"author": ["Ursula von der Leyen Jr."]}
    assert "author = {von der Leyen, Jr., Ursula}" in written("bib", person)


def test_a_body_stands_in_braces_of_its_own():
    bodies = (Name.body("NATO"), Name.body("Ministry of Foreign and European Affairs"))

    assert "author = {{NATO}}," in written("bib", a_reference(authors=bodies[:1]))
    assert "author = {{NATO} and {Ministry of Foreign and European Affairs}}," in written(
        "bib", a_reference(authors=bodies)
    )


@given(st.text() | st.text("{}\\&%#_$~^<>|-'`!?\" EUa", max_size=12))
@example("-----")
@example("a_{b}^\\c")
def test_any_title_prints_as_it_reads_and_keeps_the_braces_balanced(words):
    title = latex.title(words)

    assert printed(title) == folded(words)
    assert printed(latex.text(words)) == folded(words)
    assert title.count("{") == title.count("}")


def test_words_with_capitals_inside_keep_them_in_every_style():
    title = latex.title("How the EU’s AI-powered NATO (SAFE) plan, R&D and McNair differ: U.S. views on UK–EU")

    assert title == (
        "How the {EU’s} {AI}-powered {NATO} ({SAFE)} plan, {R\\&D} and {McNair} differ: {U.S.} views on {UK}–{EU}"
    )


@pytest.mark.parametrize(
    ("issued", "bibtex", "biblatex"),
    [
        (None, {}, {}),
        (PartialDate(2026), {"year": "2026"}, {"date": "2026"}),
        (PartialDate(2026, 7), {"year": "2026", "month": "July"}, {"date": "2026-07"}),
        (PartialDate(2026, 7, 4), {"year": "2026", "month": "July", "date": "2026-07-04"}, {"date": "2026-07-04"}),
    ],
)
def test_a_date_says_no_more_than_the_source(issued, bibtex, biblatex):
    dates = {"year", "month", "day", "date"}

    for flavour, expected in (("bib", bibtex), ("biblatex", biblatex)):
        fields = read(flavour, a_reference(issued=issued)).fields
        assert {name: value for name, value in fields.items() if name in dates} == expected


def test_a_page_that_only_states_an_update_says_so():
    fields = read("biblatex", a_reference(updated=PartialDate(2026, 2, 28))).fields

    assert fields["date"] == "2026-02-28"
    assert folded(fields["note"]) == "Updated 28 February 2026"


@pytest.mark.parametrize(
    ("known", "bibtex", "biblatex"),
    [
        ({"kind": SourceKind.NEWS, "container": "Le Monde"}, "article", "article"),
        ({"kind": SourceKind.NEWS}, "misc", "online"),
        ({"kind": SourceKind.DIGEST}, "misc", "online"),
        ({"kind": SourceKind.BRIEF}, "techreport", "report"),
        ({"kind": SourceKind.ANALYSIS}, "techreport", "report"),
        ({"kind": SourceKind.REPORT}, "techreport", "report"),
        ({"kind": SourceKind.SPEECH}, "misc", "misc"),
        ({"kind": SourceKind.LAW}, "misc", "legislation"),
        ({"kind": SourceKind.WEB_PAGE}, "misc", "online"),
        ({"kind": SourceKind.WEB_PAGE, "url": ""}, "misc", "misc"),
        ({"kind": "claim_record"}, "misc", "online"),
        ({"kind": "quote", "source_kind": SourceKind.BRIEF}, "techreport", "report"),
    ],
)
def test_each_kind_of_work_has_its_type(known, bibtex, biblatex):
    reference = a_reference(**{"url": "https://x.org", **known})

    assert (read("bib", reference).kind, read("biblatex", reference).kind) == (bibtex, biblatex)


def test_a_brief_in_a_series_keeps_series_number_and_type():
    fields = read("biblatex", BRIEF).fields

    assert (fields["type"], fields["series"], fields["number"]) == ("Policy brief", "Series 1", "6")
    assert fields["institution"] == "Euro Prospects"


def test_keywords_with_commas_stay_whole():
    assert read("bib", a_reference(keywords=("defence, joint", "R&D"))).fields["keywords"] == "{defence, joint}, R\\&D"


def test_a_claim_record_names_its_revision():
    fields = read("biblatex", AWKWARD["a claim record"]).fields

    assert (fields["version"], fields["note"]) == ("3", "Claim record, revision 3")


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_biber_reads_every_record_without_complaint(flavour, tmp_path):
    references = [*AWKWARD.values(), *hostile(200)]
    file, back = tmp_path / "list.bib", tmp_path / "back.bib"
    file.write_text(written(flavour, *references), encoding="utf-8")

    done = subprocess.run(
        ["biber", "--tool", "--output-file", back, file], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []
    assert [entry.key for entry in with_bibtexparser(back.read_text())] == list(keys(references))
