"""CSL-JSON: every item holds what the input schema of CSL 1.0.2 allows, and nothing is lost."""

import json
from typing import Any

import pytest

from app.citations import FORMATS, Name, Reference, csl, keys
from app.citations.words import address, one_line
from app.dates import PartialDate
from app.vocabulary import SourceKind
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile

TYPES = {"article-newspaper", "legislation", "report", "speech", "webpage"}
TEXTS = set(
    "id type title container-title collection-title collection-number number publisher genre version URL language "
    "abstract keyword note".split()
)
PEOPLE = {"author", "editor"}
DATES = {"issued", "accessed"}
PARTS_OF_NAMES = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def written(*references: Reference) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads("".join(FORMATS["csl.json"].write(references)))
    return items


def faults(item: dict[str, Any]) -> list[str]:
    """What the schema would not let pass."""
    wrong = [f"{name} is no variable" for name in item.keys() - TEXTS - PEOPLE - DATES]
    wrong += [f"{name} is no text" for name in item.keys() & TEXTS if not isinstance(item[name], str) or not item[name]]
    wrong += [f"{role}: {name}" for role in item.keys() & PEOPLE for name in item[role] if not _is_name(name)]
    wrong += [f"{name} is no date" for name in item.keys() & DATES if not _is_date(item[name])]
    return wrong + [f"{name} is missing" for name in ("id", "type", "title") if name not in item]


def _is_name(name: dict[str, Any]) -> bool:
    return bool(name) and name.keys() <= PARTS_OF_NAMES and all(name.values())


def _is_date(date: dict[str, Any]) -> bool:
    [parts] = date["date-parts"]
    return date.keys() == {"date-parts"} and 1 <= len(parts) <= 3 and all(type(part) is int for part in parts)


@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_items_keep_to_the_schema_and_lose_nothing(references):
    items = written(*references)

    assert [item["id"] for item in items] == list(keys(references))
    for item, reference in zip(items, references, strict=True):
        assert faults(item) == []
        assert item["type"] in TYPES
        assert item["title"] == one_line(reference.title)
        assert item["URL"] == address(reference.url) if reference.url else "URL" not in item
        assert item.get("abstract", "") == one_line(reference.abstract)
        assert len(item.get("author", [])) == len(reference.authors)
        assert _as_text(item.get("issued")) == str(reference.dated or "")


def _as_text(date: dict[str, Any] | None) -> str:
    return str(PartialDate(*date["date-parts"][0])) if date else ""


def test_no_records_make_an_empty_list():
    assert written() == []


def test_a_brief_in_a_series():
    assert csl(BRIEF) == {
        "id": "banerjee2026defence",
        "type": "report",
        "author": [{"family": "Banerjee", "given": "Trinabh"}],
        "editor": [{"family": "Gerbig", "given": "Annika"}],
        "title": BRIEF.title,
        "collection-title": "Series 1",
        "number": "6",
        "publisher": "Euro Prospects",
        "genre": "Policy brief",
        "URL": "https://example.org/briefs/6",
        "language": "en",
        "issued": {"date-parts": [[2026, 7, 4]]},
    }


def test_names_keep_their_parts():
    authors = (Name.person("Ursula von der Leyen"), Name.body("NATO"))

    assert csl(a_reference(authors=authors))["author"] == [
        {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
        {"literal": "NATO"},
    ]


def test_a_claim_record_is_a_page_at_a_revision():
    item = csl(AWKWARD["a claim record"])

    assert (item["type"], item["genre"], item["version"]) == ("webpage", "Claim record", "3")


def test_a_quote_is_cited_as_its_source_and_keeps_its_words_and_place():
    item = csl(a_reference(kind="quote", source_kind=SourceKind.SPEECH, quote="so", locator="12", locator_label="page"))

    assert (item["type"], item["note"]) == ("speech", "“so” (page 12)")
