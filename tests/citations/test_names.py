"""Names taken apart as citations need them."""

import pytest

from app.citations import Name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Trinabh Banerjee", Name("Banerjee", "Trinabh")),
        ("Francesco Bernabeu Fornara", Name("Fornara", "Francesco Bernabeu")),
        ("Ursula von der Leyen", Name("Leyen", "Ursula", particle="von der")),
        ("von der Leyen, Ursula", Name("Leyen", "Ursula", particle="von der")),
        ("Jan Van den Broek", Name("Van den Broek", "Jan")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Plato", Name("Plato")),
        ("王小波", Name("王小波")),
        ("  Kaja \n Kallas ", Name("Kallas", "Kaja")),
        ("", Name()),
    ],
)
def test_a_person_is_taken_apart(written, name):
    assert Name.person(written) == name


def test_a_body_has_only_its_own_words():
    name = Name.body("European Court of Auditors")

    assert name == Name(literal="European Court of Auditors")
    assert name.in_full == "European Court of Auditors"


def test_a_name_reads_in_full_as_one_says_it():
    assert Name.person("von der Leyen, Ursula").in_full == "Ursula von der Leyen"
