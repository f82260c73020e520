"""Sources that may be the one that is being added."""

from sqlalchemy import select

from app.models import Source
from app.queries.likeness import list_alike
from tests.factories import TEXT, a_source, add


def test_a_source_with_much_the_same_text_is_found(session):
    add(session, a_source())
    add(session, a_source(key="other", text="Something else altogether was written on that day by other people."))

    (found,) = list_alike(session, "Menu\n\n" + TEXT.replace("2030", "2031"))

    assert (found.slug, found.short, found.name) == ("report", "Gazette 2026", "A Report on the Fund")
    assert 0.7 < found.share < 1
    assert not found.same_address


def test_a_source_at_the_same_address_is_found_whatever_its_text(session):
    add(session, a_source(url="https://www.gazette.example/fund/"))

    for url in ("http://gazette.example/fund", "https://gazette.example/fund/#top"):
        (found,) = list_alike(session, "Nothing of the kind was ever written here.", url)
        assert (found.slug, found.same_address, found.share) == ("report", True, 0)
    assert list_alike(session, url="https://gazette.example/other") == []


def test_a_source_is_not_like_itself(session):
    add(session, a_source(url="https://gazette.example/fund"))

    assert list_alike(session, TEXT, "https://gazette.example/fund", but="report") == []
    assert [one.slug for one in list_alike(session, TEXT)] == ["report"]


def test_the_documents_of_the_curation_are_not_taken_for_each_other(seeded):
    for slug, text in seeded.execute(select(Source.slug, Source.text)).all():
        assert list_alike(seeded, text, but=slug) == []
