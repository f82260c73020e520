"""Adding, revising and withdrawing: what every noun has in common."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from app import db, store
from app.errors import Moved, NotFound, Refused, Stale
from app.models import Actor, Claim, Link, Quote, Redirect, Revision, Topic
from app.queries.base import base_version
from app.queries.checks import failures
from app.queries.finding import find_record
from app.store import Edit
from app.store.revisions import latest
from app.vocabulary import ClaimStatus
from tests.factories import (
    EDIT,
    a_claim,
    a_figure,
    a_link,
    a_programme,
    a_proposition,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    add,
    an_actor,
)

QUOTE = a_quote("Anna Weil")
FULL: dict[str, Any] = {
    "topic": a_topic(),
    "proposition": a_proposition(topic="money"),
    "actor": an_actor(
        aliases=["Weil"],
        description="A speaker.",
        description_quote=QUOTE,
        affiliations=[{"office": "Chair", "organisation": "nato", "since": "2025-12", "quote": QUOTE}],
        facts=[{"what": "Role", "value": "speaker", "quote": QUOTE}],
    ),
    "programme": a_programme(
        status="adopted",
        aliases=["Fund"],
        facts=[{"what": "Amount", "value": "€2 billion", "quote": a_quote("€2 billion")}],
        related=[{"kind": "part_of", "programme": "budget", "quote": QUOTE}],
    ),
    "source": a_source(publisher="press", published="2026-07", facts=[{"what": "Author", "value": "x"}]),
    "claim": a_claim(
        said="2026",
        about=["nato"],
        programmes=["the-fund"],
        stances=[a_stance(), a_stance("opposes", programme="the-fund")],
        quotes=[a_quote(), a_quote("€2 billion")],
        figures=[a_figure()],
    ),
}


def numbers(session, noun, record):
    statement = select(Revision.number).where(Revision.noun == noun, Revision.record_id == record.id)
    return list(session.scalars(statement.order_by(Revision.number)))


@pytest.mark.parametrize("noun", FULL)
def test_a_new_record_is_revision_one_and_says_who_why_and_what(sqlite_session, noun):
    record = add(sqlite_session, FULL[noun], Edit(by="Ada", reason="Read it."))

    first = latest(sqlite_session, noun, record.id)
    assert (record.slug, record.revision, first.number) == (FULL[noun].key, 1, 1)
    assert (first.author, first.reason, first.by_seed) == ("Ada", "Read it.", False)
    assert first.data["key"] == record.slug
    assert list(failures(sqlite_session)) == []


@pytest.mark.parametrize("noun", FULL)
def test_a_record_revised_as_it_is_stays_as_it_is(session, noun):
    record = add(session, FULL[noun])
    session.commit()

    store.revise(session, record, FULL[noun], EDIT, made_from=1)
    session.commit()

    assert record.revision == 2
    assert numbers(session, noun, record) == [1, 2]
    one, two = session.scalars(select(Revision.data).where(Revision.noun == noun, Revision.record_id == record.id))
    assert one == two
    assert list(failures(session)) == []


def test_a_revision_keeps_what_the_record_was(session):
    actor = add(session, an_actor(name="Anna Weil", aliases=["Weil", "A. Weil"]))

    store.revise(session, actor, an_actor(name="Anna B. Weil", aliases=["Weil"]), EDIT, made_from=1)
    session.commit()

    first, second = session.scalars(select(Revision.data).where(Revision.noun == "actor").order_by(Revision.number))
    assert (first["name"], first["aliases"]) == ("Anna Weil", ["Weil", "A. Weil"])
    assert (second["name"], second["aliases"]) == ("Anna B. Weil", ["Weil"])
    assert (actor.name, [alias.text for alias in actor.aliases]) == ("Anna B. Weil", ["Weil"])


def test_revisions_count_up_without_gaps(sqlite_session):
    topic = add(sqlite_session, a_topic())

    for name in ("Funds", "Cash", "Means"):
        store.revise(sqlite_session, topic, a_topic(name=name), EDIT, made_from=topic.revision)

    assert numbers(sqlite_session, "topic", topic) == [1, 2, 3, 4]
    assert latest(sqlite_session, "topic", topic.id).data["name"] == topic.name == "Means"


@pytest.mark.parametrize("made_from", [0, 1, 3])
def test_a_change_made_from_another_revision_than_the_newest_is_stale(sqlite_session, made_from):
    topic = add(sqlite_session, a_topic())
    store.revise(sqlite_session, topic, a_topic(name="Funds"), EDIT, made_from=1)
    sqlite_session.commit()

    with pytest.raises(Stale) as stale:
        store.revise(sqlite_session, topic, a_topic(name="Cash"), EDIT, made_from=made_from)

    assert (stale.value.noun, stale.value.slug) == ("topic", "money")
    assert (stale.value.made_from, stale.value.current) == (made_from, 2)
    sqlite_session.commit()
    assert (topic.name, numbers(sqlite_session, "topic", topic)) == ("Funds", [1, 2])


def test_of_two_editors_who_open_one_record_the_second_to_save_is_told(engine, session):
    add(session, a_topic())
    session.commit()
    with db.make_sessions(engine)() as ada, db.make_sessions(engine)() as ben:
        hers, his = (one.scalars(select(Topic).where(Topic.slug == "money")).one() for one in (ada, ben))
        ada.commit()  # both have read their form
        ben.commit()

        store.revise(ada, hers, a_topic(name="Ada’s"), EDIT, made_from=1)
        ada.commit()
        with pytest.raises(Stale):
            store.revise(ben, his, a_topic(name="Ben’s"), EDIT, made_from=1)

    session.expire_all()
    assert session.scalars(select(Topic.name)).one() == "Ada’s"


def test_two_who_write_in_the_same_moment_take_turns_and_one_of_them_is_told(engine, session):
    add(session, a_topic())
    session.commit()
    together, outcomes = threading.Barrier(2), {}

    def write(name):
        together.wait()
        with db.make_writers(engine)() as own:
            topic = own.scalars(select(Topic).where(Topic.slug == "money")).one()
            try:
                store.revise(own, topic, a_topic(name=name), EDIT, made_from=1)
                own.commit()
            except Stale:
                outcomes[name] = "stale"
            else:
                outcomes[name] = "saved"

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ada’s", "Ben’s")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(outcomes.values()) == ["saved", "stale"]
    session.expire_all()
    topic = session.scalars(select(Topic)).one()
    assert outcomes[topic.name] == "saved"
    assert numbers(session, "topic", topic) == [1, 2]


def test_writers_of_different_records_all_succeed(engine, session):
    session.commit()
    together, failed = threading.Barrier(4), []

    def write(number):
        together.wait()
        try:
            with db.make_writers(engine)() as own:
                base_version(own)  # reading first must not cost the right to write
                store.add(own, a_topic(key=f"topic-{number}"), EDIT)
                own.commit()
        except Exception as error:  # noqa: BLE001  (whatever it is, the test shows it)
            failed.append(error)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failed == []
    assert session.scalar(select(func.count()).select_from(Topic)) == 4
    assert base_version(session) == 4


@pytest.mark.parametrize("noun", FULL)
def test_a_key_is_given_once(sqlite_session, noun):
    add(sqlite_session, FULL[noun])
    sqlite_session.commit()

    with pytest.raises(Refused) as refused:
        store.add(sqlite_session, FULL[noun], EDIT)

    (complaint,) = refused.value.complaints
    assert str(complaint) == f"key: there is a {noun} “{FULL[noun].key}” already; choose another key"
    assert complaint.path == ("key",)


def test_the_key_of_a_record_that_was_renamed_is_not_given_again(sqlite_session):
    topic = add(sqlite_session, a_topic())
    sqlite_session.add(Redirect(noun="topic", slug="cash", record_id=topic.id))
    sqlite_session.flush()

    with pytest.raises(Refused, match="there is a topic “cash” already"):
        store.add(sqlite_session, a_topic(key="cash"), EDIT)
    assert store.add(sqlite_session, a_proposition(key="cash"), EDIT).slug == "cash"


def test_a_revision_cannot_give_a_record_another_key(sqlite_session):
    topic = add(sqlite_session, a_topic())

    with pytest.raises(Refused, match="key: is not that of this topic; keep “money”"):
        store.revise(sqlite_session, topic, a_topic(key="cash"), EDIT, made_from=1)


def test_every_change_raises_the_version_of_the_base(session):
    versions = [base_version(session)]
    claim = add(session, a_claim())
    versions.append(base_version(session))
    store.revise(session, claim, a_claim(note="New."), EDIT, made_from=1)
    versions.append(base_version(session))
    store.withdraw(session, claim, EDIT, made_from=2)
    versions.append(base_version(session))

    assert versions[0] == 0
    assert versions == sorted(set(versions))


def test_a_change_that_is_refused_changes_nothing(session):
    claim = add(session, a_claim())
    session.commit()
    before = base_version(session)

    with pytest.raises(Refused):
        store.revise(session, claim, a_claim(quotes=[a_quote("not there")]), EDIT, made_from=1)
    session.rollback()
    with pytest.raises(Refused):
        store.add(session, a_claim(key="other", quotes=[a_quote("not there")]), EDIT)
    session.rollback()

    session.expire_all()
    assert base_version(session) == before
    assert (claim.revision, [quote.exact for quote in claim.quotes]) == (1, ["the fund should grow"])
    assert list(session.scalars(select(Claim.slug))) == ["fund-should-grow"]
    assert list(failures(session)) == []


def test_what_names_no_record_is_refused_in_words(sqlite_session):
    with pytest.raises(Refused, match="there is no topic “nowhere”; correct the slug or add the record"):
        store.add(sqlite_session, a_proposition(topic="nowhere"), EDIT)


def test_a_withdrawn_claim_stays_and_says_why(session):
    claim = add(session, FULL["claim"])
    session.commit()

    store.withdraw(session, claim, Edit(by="Ada", reason="She took it back."), made_from=1)
    session.commit()

    last = latest(session, "claim", claim.id)
    assert (claim.status, claim.revision) == (ClaimStatus.WITHDRAWN, 2)
    assert (last.reason, last.data["status"]) == ("She took it back.", "withdrawn")
    assert last.data | {"status": "published"} == session.scalars(
        select(Revision.data).where(Revision.noun == "claim", Revision.number == 1)
    ).one() | {"status": "published"}
    assert [quote.exact for quote in claim.quotes] == ["the fund should grow", "€2 billion"]
    assert list(failures(session)) == []


def test_a_claim_can_only_be_withdrawn_from_its_newest_revision(sqlite_session):
    claim = add(sqlite_session, a_claim())
    store.revise(sqlite_session, claim, a_claim(note="New."), EDIT, made_from=1)

    with pytest.raises(Stale):
        store.withdraw(sqlite_session, claim, EDIT, made_from=1)


def test_all_that_rests_on_the_same_words_shares_one_quote(session):
    words = a_quote("Anna Weil")
    actor = add(session, an_actor(description="Speaks.", description_quote=words))
    one = add(session, a_claim(key="one", quotes=[words, a_quote()]))
    other = add(session, a_claim(key="other", quotes=[a_quote(), words]))

    assert session.scalar(select(func.count()).select_from(Quote)) == 2
    assert actor.description_quote is one.quotes[0] is other.quotes[1]
    assert [use.claim.slug for use in one.quotes[1].uses] == ["one", "other"]


def test_a_link_is_added_and_revised_as_records_are(session):
    add(session, a_claim(key="fund-should-grow"))
    link = add(session, a_link())

    store.revise(session, link, a_link(reason="They exclude each other."), EDIT, made_from=1)
    session.commit()

    assert (link.reason, link.revision) == ("They exclude each other.", 2)
    assert numbers(session, "link", link) == [1, 2]
    assert session.scalars(select(Link)).one().to_claim.slug == "fund-should-shrink"
    assert list(failures(session)) == []


def test_two_claims_are_linked_once_in_each_way(sqlite_session):
    add(sqlite_session, a_link())

    with pytest.raises(Refused, match="to: there is such a link already; leave it out"):
        add(sqlite_session, a_link(reason="Another."))

    add(sqlite_session, a_link(kind="qualifies"))
    assert len(sqlite_session.scalars(select(Link)).all()) == 2


def test_an_old_slug_leads_to_the_new_one_and_an_unknown_one_nowhere(sqlite_session):
    actor = add(sqlite_session, an_actor(key="anna-weil"))
    topic = add(sqlite_session, a_topic())
    sqlite_session.add(Redirect(noun="actor", slug="a-weil", record_id=actor.id))
    sqlite_session.add(Redirect(noun="topic", slug="cash", record_id=topic.id))
    sqlite_session.flush()

    assert find_record(sqlite_session, Actor, "actor", "anna-weil", select(Actor)) is actor
    with pytest.raises(Moved) as moved:
        find_record(sqlite_session, Actor, "actor", "a-weil", select(Actor))
    assert (moved.value.noun, moved.value.slug) == ("actor", "anna-weil")
    for slug in ("cash", "nobody", ""):
        with pytest.raises(NotFound, match=f"There is no actor “{slug}”"):
            find_record(sqlite_session, Actor, "actor", slug, select(Actor))


def test_of_two_who_add_one_key_in_the_same_moment_the_second_is_refused(engine, session):
    session.commit()
    together, outcomes = threading.Barrier(2), []

    def write(name):
        with db.make_writers(engine)() as own:
            own.scalar(select(Topic.id))  # both have looked before either has written
            if engine.dialect.name == "sqlite":
                own.rollback()  # there one waits for the other from its first statement on
            together.wait()
            try:
                store.add(own, a_topic(name=name), EDIT)
                own.commit()
            except Refused as refused:
                outcomes.append(str(refused))
            else:
                outcomes.append("saved")

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ada’s", "Ben’s")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(outcomes) == ["key: there is a topic “money” already; choose another key", "saved"]
