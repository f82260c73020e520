"""Citation keys: readable, stable, unique."""

import re

import pytest

from app.citations import Name, key, keys
from app.dates import PartialDate
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile


def test_a_key_tells_author_year_and_subject():
    assert key(BRIEF) == "banerjee2026defence"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"authors": (Name.person("Ursula von der Leyen"),)}, "leyensource"),
        ({"authors": (Name.person("Žofie Łukášová"),), "id": "a-union"}, "lukasovaunion"),
        (
            {"authors": (Name.body("European Court of Auditors"),), "issued": PartialDate(2025)},
            "europeancourt2025source",
        ),
        ({"authors": (Name.person("王小波"),)}, "source"),
        ({"id": "rutte-urges-dual-track"}, "rutte"),
        ({"id": "2030"}, "2030"),
        ({"id": "防务"}, "record"),
        ({"id": "rutte-europe-should-buy", "kind": "claim_record", "version": "3"}, "rutteeuropeshouldr3"),
    ],
)
def test_a_key_is_made_of_what_is_known(known, expected):
    assert key(a_reference(**known)) == expected


def test_a_corrected_title_does_not_change_the_key():
    assert key(a_reference(title="One")) == key(a_reference(title="Another"))


def test_equal_keys_get_letters_in_their_order():
    same = [a_reference()] * 29

    assert list(keys(same))[:3] == ["source", "sourcea", "sourceb"]
    assert list(keys(same))[-3:] == ["sourcez", "sourceaa", "sourceab"]


def test_a_letter_never_makes_a_key_that_another_record_has():
    unions = [a_reference(id="uniona"), a_reference(id="union"), a_reference(id="union"), a_reference(id="uniona")]

    assert list(keys(unions)) == ["uniona", "union", "unionb", "unionaa"]


def test_keys_of_awkward_and_hostile_records_are_unique_ascii_and_the_same_every_time():
    references = [*AWKWARD.values(), *hostile(1000)]

    found = list(keys(references))

    assert len(set(found)) == len(references)
    assert all(re.fullmatch("[a-z0-9]+", one) for one in found)
    assert found == list(keys(references))


def test_keys_are_given_out_one_by_one():
    endless = iter(lambda: BRIEF, None)

    assert next(keys(endless)) == "banerjee2026defence"
