"""A bulk load writes what adding one by one writes."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app import store
from app.entries import NewClaim
from app.entries.curation_reading import read_curation
from app.errors import Refused
from app.models import Actor, Base, BaseState, Claim, Quote, Revision
from app.queries.checks import failures
from app.search import rebuild
from app.store import bulk, seeds
from app.store.bulk import desk, loading
from bench.generator import entries
from tests.databases import ROOT, open_engine, open_session
from tests.factories import (
    EDIT,
    a_claim,
    a_figure,
    a_hop,
    a_link,
    a_programme,
    a_proposition,
    a_quote,
    a_source,
    a_topic,
    add,
    an_actor,
)

TIMES = {"updated_at", "at"}
# Numbered in the order of the entries.
RECORDS = {"actors", "claims", "programmes", "propositions", "sources", "topics"}
WORLD = [
    an_actor(),
    an_actor(key="the-gazette", name="The Gazette", kind="publisher"),
    a_topic(),
    a_source(),
    a_proposition(),
    a_programme(),
]


def rows_of(session) -> dict[str, list[Any]]:
    """Every row of every table without its times. Only records keep their ids; quotes are told by their places."""
    places = {row.id: (row.source_id, row.start, row.stop) for row in session.execute(select(Quote.__table__))}
    found = {}
    for table in Base.metadata.sorted_tables:
        dropped = TIMES | ({"id"} if table.name not in RECORDS else set())
        columns = [column for column in table.columns if column.name not in dropped]
        rows = session.execute(select(*columns)).mappings()
        found[table.name] = sorted(
            (
                {name: places[value] if value and name.endswith("quote_id") else value for name, value in row.items()}
                for row in rows
            ),
            key=repr,
        )
    return found


@pytest.fixture
def other(sqlite_bases):
    """A second base beside the first, empty too."""
    with sqlite_bases.empty() as url, open_engine(url) as engine, open_session(engine) as session:
        yield session


def test_a_generated_base_is_the_same_row_by_row_as_with_add(session, other):
    made = list(entries(40))

    bulk.load(session, made, EDIT)
    for entry in made:
        store.add(other, entry, EDIT)
    rebuild(other)

    assert list(failures(session)) == []
    one, two = rows_of(session), rows_of(other)
    if session.get_bind().dialect.name != "sqlite":
        one.pop("search_entries"), two.pop("search_entries")  # which each database keeps in its own way
    assert one == two


def test_the_whole_curation_is_the_same_row_by_row_as_with_seed(sqlite_session, seeded_sqlite):
    made = [curated.entry for curated in read_curation(ROOT / "seeds")]

    bulk.load(sqlite_session, made, seeds.LOADED)

    assert list(failures(sqlite_session)) == []
    with open_session(seeded_sqlite) as seeded:
        rebuild(seeded)
        assert rows_of(sqlite_session) == rows_of(seeded)
        seeded.rollback()


def test_a_load_in_small_batches_gives_the_same_base(sqlite_session, other, monkeypatch):
    made = list(entries(300))
    bulk.load(other, made, EDIT)

    monkeypatch.setattr(loading, "BATCH", 50)
    monkeypatch.setattr(desk, "SOURCES_KEPT", 1)
    bulk.load(sqlite_session, made, EDIT)

    assert rows_of(sqlite_session) == rows_of(other)


def test_a_second_load_goes_on_from_the_first(session):
    bulk.load(session, [*WORLD, a_claim()], EDIT)

    bulk.load(session, [a_claim(key="again"), a_link(**{"from": "again", "to": "fund-should-grow"})], EDIT)
    add(session, a_claim(key="by-hand"))

    assert session.scalar(select(func.count()).select_from(Claim)) == 3
    assert session.scalar(select(func.count()).select_from(Quote)) == 1
    assert session.scalar(select(BaseState.version)) == len(WORLD) + 4
    assert list(failures(session)) == []


def test_every_record_has_its_first_revision(session):
    bulk.load(session, [*WORLD, a_claim()], EDIT)

    revision = session.scalars(select(Revision).where(Revision.noun == "claim")).one()
    assert (revision.number, revision.author, revision.reason) == (1, EDIT.by, EDIT.reason)
    assert NewClaim.model_validate(revision.data).statement == a_claim().statement


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (a_claim(quotes=[a_quote("words that nobody wrote")]), "not in the source"),
        (a_claim(quotes=[a_quote("the fund")]), "stands 4 times"),
        (a_claim(figures=[a_figure(text="€3 billion")]), "in none of the quotes"),
        (a_claim(certainty="hedged", hedges=["perhaps"]), "in none of the quotes"),
        (a_claim(attribution=[a_hop("anna-weil", "direct", cue="cried"), a_hop()]), "not in the source"),
        (a_claim(claimant="anna-weil", attribution=[a_hop("anna-weil")]), "neither wrote nor published"),
        (a_claim(topics=["gardening"]), "there is no topic “gardening”"),
        (a_claim(quotes=[a_quote(source="memoirs")]), "there is no source “memoirs”"),
        (an_actor(), "there is a actor “anna-weil” already"),
        (a_programme(key="loop", related=[{"kind": "part_of", "programme": "loop"}]), "to itself"),
    ],
)
def test_what_add_refuses_is_refused(sqlite_session, entry, complaint):
    with pytest.raises(Refused, match=complaint):
        bulk.load(sqlite_session, [*WORLD, entry], EDIT)


def test_words_that_differ_in_case_from_the_quote_are_accepted_as_by_add(sqlite_session):
    quote = a_quote("It could reach €2 billion by 2030")

    bulk.load(sqlite_session, [*WORLD, a_claim(certainty="hedged", hedges=["it COULD"], quotes=[quote])], EDIT)

    assert list(failures(sqlite_session)) == []


def test_a_record_that_was_merged_away_keeps_its_number(session):
    add(session, an_actor(key="kept", name="Kept"))
    number = add(session, an_actor(key="gone", name="Gone")).id
    store.merge(session, "actor", "gone", "kept", EDIT)

    bulk.load(session, [an_actor(key="newer", name="Newer")], EDIT)

    assert session.scalar(select(Actor.id).where(Actor.slug == "newer")) > number
