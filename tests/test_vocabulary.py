"""The closed lists: what pages show on hover and columns hold."""

import inspect

import pytest

from app import vocabulary
from app.vocabulary import LISTS, ProgrammeStatus, Term

EVERY_LIST = [
    kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(kind, Term) and kind != Term
]


@pytest.mark.parametrize("terms", EVERY_LIST, ids=lambda terms: terms.__name__)
def test_every_term_has_a_label_and_a_definition_that_is_a_sentence(terms):
    for term in terms:
        assert term.label, term
        assert term.definition.endswith("."), term


@pytest.mark.parametrize("terms", EVERY_LIST, ids=lambda terms: terms.__name__)
def test_no_two_terms_of_a_list_read_alike(terms):
    assert len({term.label for term in terms}) == len({term.definition for term in terms}) == len(terms)


@pytest.mark.parametrize("terms", EVERY_LIST, ids=lambda terms: terms.__name__)
def test_every_value_fits_its_column(terms):
    assert max(len(term.value) for term in terms) <= 24


def test_every_list_is_on_the_vocabulary_page():
    assert set(LISTS.values()) == set(EVERY_LIST)


def test_a_term_is_its_value_and_is_found_by_it():
    assert ProgrammeStatus("in_force") is ProgrammeStatus.IN_FORCE
    assert str(ProgrammeStatus.IN_FORCE) == f"{ProgrammeStatus.IN_FORCE}" == "in_force"
    assert {"in_force": 1}[ProgrammeStatus.IN_FORCE] == 1
    assert ProgrammeStatus.IN_FORCE.label == "in force"
