"""RIS, read back by rispy."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.citations import FORMATS, Name, Reference, keys
from app.citations.words import address
from app.dates import PartialDate
from app.vocabulary import SourceKind
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile
from tests.citations.reading import folded, with_rispy


def written(*references: Reference) -> str:
    return "".join(FORMATS["ris"].write(references))


@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_rispy_finds_every_record_again(references):
    entries = with_rispy(written(*references))

    assert [entry["id"] for entry in entries] == list(keys(references))
    for entry, reference in zip(entries, references, strict=True):
        assert folded(entry["title"]) == folded(reference.title)
        assert len(entry.get("authors", [])) == len(reference.authors)
        assert len(entry.get("secondary_authors", [])) == len(reference.editors)
        assert entry.get("urls", [""]) == [address(reference.url)]
        assert folded(entry.get("abstract", "")) == folded(reference.abstract)
        assert folded(entry.get("publisher", "")) == folded(reference.publisher)
        assert entry.get("year") == (f"{reference.dated.year:04}" if reference.dated else None)
        assert "unknown_tag" not in entry


@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_every_line_is_a_tag_and_every_record_begins_with_ty_and_ends_with_er(references):
    text = written(*references)

    records = text.removesuffix("\r\n\r\n").split("\r\n\r\n")
    assert len(records) == len(references)
    for record in records:
        lines = record.split("\r\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
        assert not re.search(r"[\r\n\x00-\x1f\x85\u2028\u2029]", "".join(lines))
        assert [line[:2] for line in lines].count("TY") == [line[:2] for line in lines].count("ER") == 1
        assert (lines[0][:2], lines[-1]) == ("TY", "ER  - ")


def without_its_key(record: str) -> list[str]:
    return [line for line in record.split("\r\n") if not line.startswith("ID  - ")]


ONE_CHANGED: dict[str, Any] = {
    "kind": SourceKind.SPEECH,
    "title": "Another",
    "authors": (Name.person("Ada Lovelace"),),
    "editors": (),
    "publisher": "Another press",
    "container": "Another journal",
    "series": "Another series",
    "series_number": "7",
    "issued": PartialDate(2020, 2),
    "updated": PartialDate(2026, 8),
    "accessed": PartialDate(2026, 9, 1),
    "url": "https://example.org/other",
    "language": "de",
    "abstract": "Another",
    "note": "Another",
    "keywords": ("another",),
    "locator": "12",
    "quote": "other words",
}


@pytest.mark.parametrize("field", ONE_CHANGED)
def test_a_record_takes_nothing_from_the_one_before_it(field):
    changed = replace(BRIEF, **{field: ONE_CHANGED[field]})

    records = list(FORMATS["ris"].write([BRIEF, changed, BRIEF]))

    assert [without_its_key(record) for record in records] == [
        without_its_key(written(one)) for one in (BRIEF, changed, BRIEF)
    ]
    assert without_its_key(records[1]) != without_its_key(records[0])


def test_a_quote_and_a_claim_record_take_nothing_from_the_one_before_them():
    quote = a_reference(kind="quote", source_kind=SourceKind.REPORT, quote="words")
    record = a_reference(kind="claim_record", version="1")
    row = [quote, replace(quote, source_kind=SourceKind.NEWS), record, replace(record, version="2"), quote]

    records = list(FORMATS["ris"].write(row))

    assert [without_its_key(one) for one in records] == [without_its_key(written(one)) for one in row]
    assert len({tuple(without_its_key(one)) for one in records}) == 4


def test_a_brief_in_a_series_reads_as_a_report():
    assert written(BRIEF) == "\r\n".join(
        [
            "TY  - RPRT",
            "ID  - banerjee2026defence",
            "AU  - Banerjee, Trinabh",
            "A2  - Gerbig, Annika",
            "TI  - To Close Its Military Tech Gap, Europe Needs a Binding Defence Technology Union",
            "T2  - Series 1",
            "SN  - 6",
            "M3  - Policy brief",
            "PB  - Euro Prospects",
            "PY  - 2026",
            "DA  - 2026/07/04",
            "UR  - https://example.org/briefs/6",
            "LA  - en",
            "ER  - ",
            "\r\n",
        ]
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (Name.person("Ursula von der Leyen"), "von der Leyen, Ursula"),
        (Name.person("Martin Luther King Jr."), "King, Martin Luther, Jr."),
        (Name.person("Plato"), "Plato"),
        (Name.body("European Court of Auditors"), "European Court of Auditors"),
        (Name.body("Ministry of Defence, Norway"), "Ministry of Defence – Norway"),
        (Name.body("Weil, Roux, and Sons"), "Weil – Roux – and Sons"),
    ],
)
def test_authors_are_au_whether_persons_or_bodies(name, line):
    assert f"\r\nAU  - {line}\r\n" in written(a_reference(authors=(name,)))


@pytest.mark.parametrize(
    ("issued", "lines"),
    [
        (None, []),
        (PartialDate(2026), ["PY  - 2026"]),
        (PartialDate(2026, 7), ["PY  - 2026", "DA  - 2026/07/"]),
        (PartialDate(2026, 7, 4), ["PY  - 2026", "DA  - 2026/07/04"]),
    ],
)
def test_a_date_says_no_more_than_the_source(issued, lines):
    text = written(a_reference(issued=issued))

    assert [line for line in text.split("\r\n") if line.startswith(("PY", "DA"))] == lines


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SourceKind.NEWS, "NEWS"),
        (SourceKind.DIGEST, "ELEC"),
        (SourceKind.BRIEF, "RPRT"),
        (SourceKind.ANALYSIS, "RPRT"),
        (SourceKind.REPORT, "RPRT"),
        (SourceKind.SPEECH, "SLIDE"),
        (SourceKind.LAW, "STAT"),
        (SourceKind.WEB_PAGE, "ELEC"),
        ("claim_record", "ELEC"),
    ],
)
def test_each_kind_of_work_has_its_type(kind, expected):
    assert written(a_reference(kind=kind)).startswith(f"TY  - {expected}\r\n")
