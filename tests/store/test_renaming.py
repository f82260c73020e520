"""Renaming: the record goes to a new slug, and every slug that it ever had leads to it."""

import pytest
from sqlalchemy import select

from app import store
from app.errors import Moved, Refused, Stale
from app.models import Actor, Redirect, Revision, Topic
from app.queries.checks import failures
from app.queries.finding import find_record
from app.queries.revisions import get_snapshot
from app.store import Edit
from app.store.revisions import latest
from tests.factories import EDIT, TEXT, a_claim, a_hop, a_quote, a_source, a_topic, add, an_actor

RENAMED = Edit(by="Ada", reason="She married.")


def leads_to(session, slug, model=Actor, noun="actor"):
    with pytest.raises(Moved) as moved:
        find_record(session, model, noun, slug, select(model))
    return moved.value.slug


def renamed(session, record, *slugs):
    for slug in slugs:
        store.rename(session, record, slug, RENAMED, made_from=record.revision)
    session.commit()


def test_a_renamed_record_is_at_its_new_slug_and_the_old_one_leads_there(session):
    actor = add(session, an_actor())

    renamed(session, actor, "anna-brand")

    newest = latest(session, "actor", actor.id)
    assert (actor.slug, actor.revision, newest.data["key"]) == ("anna-brand", 2, "anna-brand")
    assert (newest.author, newest.reason) == ("Ada", "She married.")
    assert leads_to(session, "anna-weil") == "anna-brand"
    assert get_snapshot(session, "actor", "anna-brand", 1).revision.data["key"] == "anna-weil"
    assert list(failures(session)) == []


def test_every_slug_of_a_chain_of_renames_leads_to_the_last(session):
    actor = add(session, an_actor())

    renamed(session, actor, "b", "c", "d")

    assert [leads_to(session, slug) for slug in ("anna-weil", "b", "c")] == ["d", "d", "d"]
    assert list(failures(session)) == []


def test_a_record_may_have_an_old_slug_of_its_own_back(session):
    actor = add(session, an_actor())

    renamed(session, actor, "b", "c", "anna-weil")

    assert actor.slug == "anna-weil"
    assert [leads_to(session, slug) for slug in ("b", "c")] == ["anna-weil", "anna-weil"]
    assert set(session.scalars(select(Redirect.slug))) == {"b", "c"}
    assert list(failures(session)) == []


def test_a_slug_that_is_or_was_anothers_is_refused(sqlite_session):
    actor = add(sqlite_session, an_actor())
    other = add(sqlite_session, an_actor(key="ben-brand"))
    renamed(sqlite_session, other, "ben")

    for slug in ("ben", "ben-brand"):
        with pytest.raises(Refused, match=f"key: there is a actor “{slug}” already"):
            store.rename(sqlite_session, actor, slug, RENAMED, made_from=1)
        sqlite_session.rollback()
    add(sqlite_session, a_topic(key="anna-weil"))  # of another noun


@pytest.mark.parametrize("slug", ["Anna", "anna.weil", "", "a" * 101])
def test_what_is_no_slug_is_refused(sqlite_session, slug):
    actor = add(sqlite_session, an_actor())

    with pytest.raises(Refused, match="key: "):
        store.rename(sqlite_session, actor, slug, RENAMED, made_from=1)


def test_the_slug_that_it_has_is_refused(sqlite_session):
    with pytest.raises(Refused, match="key: is its address already"):
        store.rename(sqlite_session, add(sqlite_session, a_topic()), "money", RENAMED, made_from=1)


def test_a_rename_from_an_old_revision_is_stale_and_changes_nothing(session):
    topic = add(session, a_topic())
    store.revise(session, topic, a_topic(name="Funds"), EDIT, made_from=1)
    session.commit()

    with pytest.raises(Stale):
        store.rename(session, topic, "funds", RENAMED, made_from=1)
    session.commit()

    session.expire_all()
    assert (topic.slug, topic.revision) == ("money", 2)
    assert session.scalars(select(Redirect)).all() == []


def test_entries_that_name_the_old_slug_still_work_and_keep_the_new_one(session):
    """Actors in a chain, sources of quotes, topics: whoever wrote the entry before the rename."""
    claim = add(session, a_claim())
    for model, new in ((Topic, "funds"), (Actor, "the-daily-gazette")):
        record = session.scalars(select(model).where(model.slug.in_(["money", "the-gazette"]))).one()
        renamed(session, record, new)
    source = claim.quotes[0].source
    renamed(session, source, "gazette-report")

    store.revise(session, claim, a_claim(note="New.", said="2026"), EDIT, made_from=1)
    other = store.add(session, a_claim(key="other", attribution=[a_hop("anna-weil", "direct"), a_hop()]), EDIT)
    session.commit()

    data = latest(session, "claim", claim.id).data
    assert data["topics"] == ["funds"]
    assert data["attribution"][-1]["actor"] == "the-daily-gazette"
    assert data["quotes"][0]["source"] == "gazette-report"
    assert other.quotes == claim.quotes
    assert list(failures(session)) == []


def test_a_source_that_states_facts_about_itself_can_be_renamed(session):
    fact = {"what": "Title", "value": "A Report", "quote": a_quote("A Report on the Fund")}
    source = add(session, a_source(facts=[fact]))

    renamed(session, source, "gazette-report")

    assert latest(session, "source", source.id).data["facts"][0]["quote"]["source"] == "gazette-report"
    assert source.facts[0].quote.exact == "A Report on the Fund"
    store.revise(session, source, a_source(key="gazette-report", facts=[fact], text=TEXT + "\nEnd.\n"), EDIT, 2)
    assert list(failures(session)) == []


def test_naming_one_record_by_two_slugs_is_naming_it_once(session):
    claim = add(session, a_claim(about=["nato"]))
    nato = claim.about[0]
    renamed(session, nato, "the-alliance")

    store.revise(session, claim, a_claim(about=["nato", "the-alliance"]), EDIT, made_from=1)
    session.commit()

    assert [one.slug for one in claim.about] == ["the-alliance"]
    assert session.scalar(select(Revision.data).where(Revision.number == 2, Revision.noun == "claim"))["about"] == [
        "the-alliance"
    ]
