"""Making a record what it was, and taking claims and links back: revisions like any other."""

import pytest
from sqlalchemy import delete, select

from app import store
from app.errors import NoRevision, Refused, Stale
from app.models import Claim, Link, Quote, Revision, Source
from app.queries.changes import list_changes
from app.queries.checks import failures
from app.queries.links import list_links
from app.store import Edit
from app.store.revisions import latest
from app.vocabulary import ClaimStatus, LinkKind
from tests.factories import EDIT, TEXT, a_claim, a_link, a_quote, a_source, a_stance, a_topic, add, an_actor

BACK = Edit(by="Ada", reason="The first was right.")
WHY = Edit(by="Ada", reason="They speak of two funds.")


def test_a_restored_record_is_what_it_was_as_a_new_revision(session):
    actor = add(session, an_actor(aliases=["Weil"], description="A speaker."))
    store.revise(session, actor, an_actor(name="Anne", kind="group"), EDIT, made_from=1)

    store.restore(session, actor, 1, BACK, made_from=2)
    session.commit()

    first, _, third = session.scalars(select(Revision).where(Revision.noun == "actor").order_by(Revision.number))
    assert third.data == first.data
    assert (third.author, third.reason) == ("Ada", "The first was right.")
    assert (actor.name, actor.revision, [one.text for one in actor.aliases]) == ("Anna Weil", 3, ["Weil"])
    assert list(failures(session)) == []


def test_a_claim_is_restored_with_all_that_hung_on_it(session):
    claim = add(session, a_claim(stances=[a_stance()], about=["nato"]))
    store.revise(session, claim, a_claim(), EDIT, made_from=1)

    store.restore(session, claim, 1, BACK, made_from=2)
    session.commit()

    assert ([one.slug for one in claim.about], len(claim.stances)) == (["nato"], 1)
    assert list(failures(session)) == []


def test_a_restored_record_keeps_the_slug_of_now(session):
    topic = add(session, a_topic())
    store.rename(session, topic, "funds", EDIT, made_from=1)

    store.restore(session, topic, 1, BACK, made_from=2)

    assert (topic.slug, latest(session, "topic", topic.id).data["key"]) == ("funds", "funds")
    assert list(failures(session)) == []


def test_what_it_said_may_no_longer_fit(session):
    """A text that no longer holds the words, and an entry that breaks a rule of today."""
    claim = add(session, a_claim())
    store.revise(session, claim, a_claim(quotes=[a_quote("€2 billion")]), EDIT, made_from=1)
    source = session.scalars(select(Source)).one()
    session.execute(delete(Quote).where(Quote.exact == "the fund should grow"))
    store.revise(session, source, a_source(text=TEXT.replace("grow", "glow")), EDIT, made_from=1)
    session.commit()

    with pytest.raises(Refused, match=r"quotes\.0: these words are not in the source"):
        store.restore(session, claim, 1, BACK, made_from=2)
    session.rollback()
    old = session.scalars(select(Revision).where(Revision.noun == "claim", Revision.number == 1)).one()
    old.data = old.data | {"kind": "rumour"}
    with pytest.raises(Refused, match="kind: “rumour” is not in the list"):
        store.restore(session, claim, 1, BACK, made_from=2)


def test_restoring_asks_for_a_revision_that_was_and_for_the_newest_as_its_start(sqlite_session):
    topic = add(sqlite_session, a_topic())
    store.revise(sqlite_session, topic, a_topic(name="Funds"), EDIT, made_from=1)

    with pytest.raises(NoRevision):
        store.restore(sqlite_session, topic, 7, BACK, made_from=2)
    with pytest.raises(Stale):
        store.restore(sqlite_session, topic, 1, BACK, made_from=1)


def test_a_withdrawn_link_stays_says_why_and_counts_no_more(session):
    add(session, a_claim())
    link = add(session, a_link())
    session.commit()

    store.withdraw(session, link, WHY, made_from=1)
    session.commit()

    session.expire_all()
    link = session.scalars(select(Link)).one()
    assert (link.withdrawn_because, link.stands, link.revision) == ("They speak of two funds.", False, 2)
    assert link.reason == "Both cannot be."
    assert list_links(session, [LinkKind.CONTRADICTS]).links == []
    assert session.scalars(select(Claim).where(Claim.slug == "fund-should-grow")).one().standing_links_out == []
    newest = list_changes(session).items[0]
    assert (newest.noun, newest.what, newest.reason) == ("link", "withdrawn", "They speak of two funds.")
    assert list(failures(session)) == []


def test_a_withdrawn_link_can_stand_again(session):
    add(session, a_claim())
    link = add(session, a_link())
    store.withdraw(session, link, WHY, made_from=1)

    store.reinstate(session, link, BACK, made_from=2)
    session.commit()

    assert (link.withdrawn_because, link.revision) == (None, 3)
    assert [one.id for one in list_links(session, [LinkKind.CONTRADICTS]).links] == [link.id]
    assert list_changes(session).items[0].what == "changed"
    assert list(failures(session)) == []


def test_a_withdrawn_claim_can_stand_again(session):
    claim = add(session, a_claim(stances=[a_stance()]))
    store.withdraw(session, claim, WHY, made_from=1)

    store.reinstate(session, claim, BACK, made_from=2)
    session.commit()

    assert (claim.status, claim.revision) == (ClaimStatus.PUBLISHED, 3)
    assert latest(session, "claim", claim.id).reason == "The first was right."
    assert list(failures(session)) == []


def test_withdrawing_needs_a_reason_and_happens_once(sqlite_session):
    claim = add(sqlite_session, a_claim())

    with pytest.raises(Refused, match="reason: is empty; say why it is withdrawn"):
        store.withdraw(sqlite_session, claim, Edit(by="Ada", reason=" "), made_from=1)
    with pytest.raises(Refused, match="this claim stands already"):
        store.reinstate(sqlite_session, claim, WHY, made_from=1)
    store.withdraw(sqlite_session, claim, WHY, made_from=1)
    with pytest.raises(Refused, match="this claim is withdrawn already"):
        store.withdraw(sqlite_session, claim, WHY, made_from=2)
