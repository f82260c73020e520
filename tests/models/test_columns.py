"""Column types of our own: partial dates and moments come back as they went in, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from app.dates import PartialDate
from app.models import Actor, Revision, Source
from app.vocabulary import ActorKind
from tests.factories import a_source, add, an_actor


@pytest.mark.parametrize("written", ["2025", "2025-12", "2025-12-31", None])
def test_a_partial_date_comes_back_as_vague_as_it_was(session, written):
    add(session, a_source(published=written))
    session.commit()
    session.expunge_all()

    published = session.scalars(select(Source.published)).one()

    assert published == (written and PartialDate.parse(written))


def test_dates_sort_in_the_database_as_they_do_in_python(session):
    written = ["2025-02", "2025", "2024-12-31", "2025-01-01", "2025-01"]
    for number, date in enumerate(written):
        add(session, a_source(key=f"source-{number}", published=date))
    session.flush()

    found = list(session.scalars(select(Source.published).order_by(Source.published)))

    assert found == sorted(PartialDate.parse(date) for date in written)


def test_a_moment_is_kept_in_utc_whatever_clock_it_came_from(session):
    actor = add(session, an_actor())
    actor.updated_at = datetime(2026, 7, 4, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    session.commit()
    session.expunge_all()

    assert session.scalars(select(Actor.updated_at)).one() == datetime(2026, 7, 3, 23, 30, tzinfo=UTC)
    assert str(session.execute(text("SELECT updated_at FROM actors")).scalar_one()).startswith("2026-07-03 23:30")


def test_a_revision_is_stamped_with_the_present_moment(session):
    before = datetime.now(UTC)

    add(session, an_actor())
    session.commit()
    session.expunge_all()

    at = session.scalars(select(Revision.at)).one()
    assert before <= at <= datetime.now(UTC)


def test_terms_come_back_as_terms(session):
    add(session, an_actor(kind="think_tank"))
    session.commit()
    session.expunge_all()

    assert session.scalars(select(Actor.kind)).one() is ActorKind.THINK_TANK
    assert session.execute(text("SELECT kind FROM actors")).scalar_one() == "think_tank"


def test_the_name_of_a_source_shows_whose_title_it_is(session):
    stated = add(session, a_source(key="stated", title="A Report"))
    supplied = add(session, a_source(key="supplied", title=None, supplied_title="A report"))

    assert (stated.name, supplied.name) == ("A Report", "[A report]")


def test_author_publisher_and_editor_of_a_source_are_three(session):
    people = [{"actor": "weil"}, {"actor": "brand", "role": "editor"}, {"actor": "lamm"}]
    source = add(session, a_source(contributors=people, publisher="press"))

    assert [actor.slug for actor in source.authors] == ["weil", "lamm"]
    assert [actor.slug for actor in source.made_by("editor")] == ["brand"]
    assert source.publisher.slug == "press"
