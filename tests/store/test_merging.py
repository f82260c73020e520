"""Merging: what names the one names the other, nothing is said twice, nothing is lost, and it can be undone."""

import pytest
from sqlalchemy import select

from app import store
from app.entries import NewClaim
from app.errors import Moved, NoRevision, Refused
from app.models import Actor, Base, Claim, Held, Link, Merge, Programme, Proposition, Revision, Source, Topic
from app.models.nouns import NOUN_OF
from app.queries.checks import failures
from app.queries.finding import find_record
from app.queries.revisions import find_merge, get_snapshot, list_merges, names_at
from app.search import find
from app.store import Edit
from app.store.naming import NAMED_BY
from app.store.revisions import entry_of, latest
from app.vocabulary import StanceValue
from tests.factories import (
    EDIT,
    a_claim,
    a_hop,
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

MERGED = Edit(by="Ada", reason="They are one person.")
UNDONE = Edit(by="Ben", reason="They are two.")
QUOTE = a_quote("Anna Weil")


def record(session, model, slug):
    return session.scalars(select(model).where(model.slug == slug)).one()


def reasons(session, noun, of):
    rows = select(Revision.reason).where(Revision.noun == noun, Revision.record_id == of.id)
    return list(session.scalars(rows.order_by(Revision.number)))


def everything(session):
    """What every record is, by noun and slug."""
    found = {}
    for model, noun in NOUN_OF.items():
        for one in session.scalars(select(model)):
            entry = entry_of(session, one)
            found[noun, entry.key] = entry.canonical()
    return found


@pytest.fixture
def weils(session):
    """One person entered twice, and named in every way that an actor can be."""
    add(session, an_actor(aliases=["Weil"], facts=[{"what": "Role", "value": "speaker", "quote": QUOTE}]))
    add(
        session,
        an_actor(
            key="a-weil",
            name="A. Weil",
            aliases=["Weil", "Frau Weil"],
            description="A speaker.",
            description_quote=QUOTE,
            affiliations=[{"office": "Chair", "organisation": "anna-weil", "quote": QUOTE}],
            facts=[{"what": "Born", "value": "1970", "quote": QUOTE}],
        ),
    )
    add(session, an_actor(key="office", affiliations=[{"office": "Seat", "organisation": "a-weil", "quote": QUOTE}]))
    writers = [{"actor": "the-gazette"}, {"actor": "a-weil"}, {"actor": "anna-weil"}]
    store.revise(session, record(session, Source, "report"), a_source(contributors=writers), EDIT, made_from=1)
    chain = [a_hop("a-weil", "direct", cue="she added", to="anna-weil"), a_hop("anna-weil", "paraphrase"), a_hop()]
    add(session, a_claim(key="by-one", claimant="a-weil", attribution=chain))
    stances = [a_stance("supports", actor="a-weil"), a_stance("opposes", actor="anna-weil"), a_stance()]
    add(session, a_claim(key="of-both", claimant="the-gazette", about=["a-weil", "anna-weil"], stances=stances))
    add(session, a_claim(key="to-one", attribution=[a_hop("anna-weil", "direct", to="a-weil"), a_hop()]))
    add(session, a_claim(key="of-neither", claimant="the-gazette"))
    session.commit()
    return session


def test_all_that_names_the_one_is_shown_before(weils):
    before = everything(weils)

    found = store.preview_merge(weils, "actor", "a-weil", "anna-weil")

    assert [(one.noun, one.slug, one.fields) for one in found] == [
        ("actor", "anna-weil", ("aliases", "description", "description_quote", "affiliations", "facts")),
        ("source", "report", ("contributors",)),
        ("actor", "office", ("affiliations",)),
        ("claim", "by-one", ("claimant", "attribution")),
        ("claim", "of-both", ("about", "stances")),
        ("claim", "to-one", ("attribution",)),
    ]
    assert {one.name for one in found} == {"Anna Weil", "A Report on the Fund", "The fund should grow."}
    assert everything(weils) == before


def test_what_named_the_one_names_the_other(weils):
    shown = store.preview_merge(weils, "actor", "a-weil", "anna-weil")
    untouched = latest(weils, "claim", record(weils, Claim, "of-neither").id).id

    store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    weils.commit()
    weils.expire_all()

    for one in shown:
        model = next(model for model, noun in NOUN_OF.items() if noun == one.noun)
        why = reasons(weils, one.noun, record(weils, model, one.slug))
        assert why.index("Merged a-weil into anna-weil. They are one person.") == len(why) - 1
    assert latest(weils, "claim", record(weils, Claim, "of-neither").id).id == untouched
    assert [one.actor.slug for one in record(weils, Source, "report").contributors] == ["the-gazette", "anna-weil"]
    assert record(weils, Actor, "office").affiliations[0].organisation.slug == "anna-weil"
    assert weils.scalars(select(Actor.slug).where(Actor.slug == "a-weil")).all() == []
    assert list(failures(weils)) == []


def test_what_is_said_twice_is_said_once(weils):
    store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    weils.commit()

    by_one, of_both = record(weils, Claim, "by-one"), record(weils, Claim, "of-both")
    hops = [(hop.actor.slug, hop.mode, hop.cue, hop.to) for hop in by_one.hops]
    assert hops == [("anna-weil", "direct", "she added", None), ("the-gazette", "own_voice", None, None)]
    assert by_one.claimant.slug == "anna-weil"
    assert [one.slug for one in of_both.about] == ["anna-weil"]
    stances = [(one.target.slug, one.stance, one.note) for one in of_both.stances]
    assert stances == [
        ("anna-weil", StanceValue.MIXED, "Put together from supports and opposes."),
        ("the-fund-should-grow", StanceValue.SUPPORTS, None),
    ]


def test_the_record_that_stays_takes_over_what_only_the_other_had(weils):
    store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    weils.commit()

    actor = record(weils, Actor, "anna-weil")
    assert actor.name == "Anna Weil"
    assert [one.text for one in actor.aliases] == ["Weil", "A. Weil", "Frau Weil"]
    assert [one.what for one in actor.facts] == ["Role", "Born"]
    assert [(one.office, one.organisation) for one in actor.affiliations] == [("Chair", None)]
    assert (actor.description, actor.description_quote.exact) == ("A speaker.", "Anna Weil")
    assert "actor" in [group.noun for group in find(weils, "Frau").groups if group.hits]


def test_the_old_address_leads_on_and_the_history_stays_readable(weils):
    gone = record(weils, Actor, "a-weil")
    store.rename(weils, gone, "weil-a", EDIT, made_from=1)

    store.merge(weils, "actor", "weil-a", "anna-weil", MERGED)
    weils.commit()

    for slug in ("a-weil", "weil-a"):
        with pytest.raises(Moved) as moved:
            find_record(weils, Actor, "actor", slug, select(Actor))
        assert moved.value.slug == "anna-weil"
        first, last = (get_snapshot(weils, "actor", slug, number) for number in (1, 3))
        assert (first.revision.data["key"], first.current.number, len(first.history)) == ("a-weil", 3, 3)
        assert last.revision.reason == "Merged weil-a into anna-weil. They are one person."
        assert first.merge is not None
        assert first.merge.into_id == record(weils, Actor, "anna-weil").id
        with pytest.raises(NoRevision):
            get_snapshot(weils, "actor", slug, 4)
    then = get_snapshot(weils, "actor", "a-weil", 1).revision.at
    assert names_at(weils, [("actor", "a-weil"), ("actor", "anna-weil")], then) == {
        ("actor", "a-weil"): "A. Weil",
        ("actor", "anna-weil"): "Anna Weil",
    }
    assert [one.slug for one in list_merges(weils, "actor", "anna-weil")] == ["weil-a"]


def test_a_slug_that_a_merged_record_had_is_not_given_again(weils):
    store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    weils.commit()

    with pytest.raises(Refused, match="there is a actor “a-weil” already"):
        store.add(weils, an_actor(key="a-weil"), EDIT)
    weils.rollback()
    kept = record(weils, Actor, "anna-weil")
    with pytest.raises(Refused, match="there is a actor “a-weil” already"):
        store.rename(weils, kept, "a-weil", EDIT, made_from=kept.revision)


def test_the_number_of_a_merged_record_is_not_given_again(session):
    add(session, a_topic(key="money"))
    newest = add(session, a_topic(key="cash")).id
    store.merge(session, "topic", "cash", "money", MERGED)
    session.commit()

    other = add(session, a_topic(key="time"))
    session.commit()

    assert other.id > newest
    assert get_snapshot(session, "topic", "cash", 1).revision.data["key"] == "cash"
    assert list(failures(session)) == []


def test_old_entries_that_name_the_merged_record_still_work(weils):
    store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    claim = record(weils, Claim, "of-both")

    store.restore(weils, claim, 1, EDIT, made_from=2)
    weils.commit()

    assert [one.slug for one in claim.about] == ["anna-weil"]
    assert list(failures(weils)) == []


def test_undoing_brings_both_back_as_they_were(weils):
    before = everything(weils)
    number = record(weils, Actor, "a-weil").id
    merge = store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    weils.commit()

    left = store.undo_merge(weils, merge, UNDONE)
    weils.commit()
    weils.expire_all()

    assert left == ()
    assert everything(weils) == before
    back = record(weils, Actor, "a-weil")
    assert (back.id, back.revision, back.name) == (number, 3, "A. Weil")
    assert reasons(weils, "actor", back)[-1] == "Undid the merge of a-weil into anna-weil. They are two."
    assert find_merge(weils, "actor", "a-weil") is None
    assert get_snapshot(weils, "actor", "a-weil", 1).current.number == 3
    assert list(failures(weils)) == []


def test_what_has_changed_since_is_left_and_named(weils):
    merge = store.merge(weils, "actor", "a-weil", "anna-weil", MERGED)
    changed, dropped = record(weils, Claim, "of-both"), record(weils, Claim, "by-one")
    entry = entry_of(weils, changed)
    store.revise(weils, changed, entry.model_copy(update={"note": "New."}), EDIT, made_from=2)
    weils.commit()

    left = store.undo_merge(weils, merge, UNDONE)
    weils.commit()

    assert [(one.noun, one.slug, one.why) for one in left] == [("claim", "of-both", "it has been changed since")]
    assert changed.note == "New."
    assert [one.slug for one in changed.about] == ["anna-weil"]
    assert dropped.claimant.slug == "a-weil"
    assert list(failures(weils)) == []


def test_a_merge_is_undone_once_and_before_those_under_it(session):
    for key in ("one", "two", "three"):
        add(session, a_topic(key=key))
    first = store.merge(session, "topic", "one", "two", MERGED)
    second = store.merge(session, "topic", "two", "three", MERGED)
    session.commit()

    with pytest.raises(Refused, match="the topic that took “one” up was merged itself since; undo that merge first"):
        store.undo_merge(session, first, UNDONE)
    with pytest.raises(Moved) as moved:
        find_record(session, Topic, "topic", "one", select(Topic))
    assert moved.value.slug == "three"

    store.undo_merge(session, second, UNDONE)
    with pytest.raises(Moved) as moved:
        find_record(session, Topic, "topic", "one", select(Topic))
    assert moved.value.slug == "two"
    with pytest.raises(Refused, match="was undone before"):
        store.undo_merge(session, second, UNDONE)
    store.undo_merge(session, first, UNDONE)
    session.commit()

    assert set(session.scalars(select(Topic.slug))) == {"one", "two", "three"}
    assert list(failures(session)) == []


def test_programmes_are_merged_with_their_relations(session):
    add(session, a_programme(related=[{"kind": "part_of", "programme": "budget"}]))
    related = [{"kind": "part_of", "programme": "budget"}, {"kind": "succeeds", "programme": "the-fund"}]
    add(session, a_programme(key="fund-2", name="Fund II", related=related))
    both = [{"kind": "reforms", "programme": "the-fund"}, {"kind": "reforms", "programme": "fund-2"}]
    add(session, a_programme(key="reform", related=both))
    stances = [a_stance("supports", programme="the-fund"), a_stance("supports", programme="fund-2")]
    add(session, a_claim(programmes=["fund-2", "the-fund"], stances=stances))
    before = everything(session)

    merge = store.merge(session, "programme", "fund-2", "the-fund", MERGED)
    session.commit()

    kept, reform = record(session, Programme, "the-fund"), record(session, Programme, "reform")
    assert [one.text for one in kept.aliases] == ["Fund II"]
    assert [(one.kind, one.other.slug) for one in kept.related] == [("part_of", "budget")]
    assert [(one.kind, one.other.slug) for one in reform.related] == [("reforms", "the-fund")]
    claim = record(session, Claim, "fund-should-grow")
    assert [one.slug for one in claim.programmes] == ["the-fund"]
    assert [(one.target.slug, one.stance, one.note) for one in claim.stances] == [("the-fund", "supports", None)]
    assert list(failures(session)) == []

    assert store.undo_merge(session, merge, UNDONE) == ()
    session.commit()
    assert everything(session) == before
    assert list(failures(session)) == []


def test_topics_and_propositions_are_merged(session):
    add(session, a_proposition(topic="cash"))
    add(session, a_proposition(key="more", topic="money"))
    add(session, a_claim(topics=["cash", "money"], stances=[a_stance(), a_stance("supports", proposition="more")]))
    before = everything(session)

    one = store.merge(session, "topic", "cash", "money", MERGED)
    other = store.merge(session, "proposition", "more", "the-fund-should-grow", MERGED)
    session.commit()

    claim = record(session, Claim, "fund-should-grow")
    assert [topic.slug for topic in claim.topics] == ["money"]
    assert [stance.target.slug for stance in claim.stances] == ["the-fund-should-grow"]
    assert record(session, Proposition, "the-fund-should-grow").topic.slug == "money"
    assert list(failures(session)) == []

    left = [*store.undo_merge(session, one, UNDONE), *store.undo_merge(session, other, UNDONE)]
    session.commit()
    assert [(one.noun, one.slug) for one in left] == [("claim", "fund-should-grow")]  # the second merge changed it
    assert everything(session).keys() == before.keys()
    assert list(failures(session)) == []


def linked(session, **fields):
    return add(session, a_link(**fields))


def test_claims_are_merged_with_their_quotes_and_links(session):
    add(session, a_claim(key="one", quotes=[a_quote("€2 billion"), a_quote()], stances=[a_stance()]))
    add(session, a_claim(key="other"))
    for kind, start, stop in [
        ("repeats", "one", "other"),
        ("supports", "one", "third"),
        ("supports", "other", "third"),
        ("contradicts", "fourth", "one"),
    ]:
        linked(session, **{"from": start, "kind": kind, "to": stop})
    before = everything(session)

    shown = store.preview_merge(session, "claim", "one", "other")
    merge = store.merge(session, "claim", "one", "other", MERGED)
    session.commit()

    assert {(one.slug, one.removed) for one in shown if one.noun == "link"} == {
        ("one repeats other", True),
        ("one supports third", True),
        ("fourth contradicts one", False),
    }
    kept = record(session, Claim, "other")
    assert [quote.exact for quote in kept.quotes] == ["the fund should grow", "€2 billion"]
    links = {(link.from_claim.slug, link.kind, link.to_claim.slug) for link in session.scalars(select(Link))}
    assert links == {("other", "supports", "third"), ("fourth", "contradicts", "other")}
    assert session.scalars(select(Held.count).where(Held.count > 0)).all() == []
    assert list(failures(session)) == []

    assert store.undo_merge(session, merge, UNDONE) == ()
    session.commit()
    session.expire_all()
    assert everything(session) == before
    assert session.scalar(select(Held.count)) == 1
    assert list(failures(session)) == []


def test_a_link_that_stands_is_not_lost_to_one_that_was_withdrawn(session):
    add(session, a_claim(key="one"))
    linked(session, **{"from": "one", "kind": "supports", "to": "third", "reason": "It does."})
    withdrawn = linked(session, **{"from": "other", "kind": "supports", "to": "third"})
    store.withdraw(session, withdrawn, EDIT, made_from=1)

    store.merge(session, "claim", "one", "other", MERGED)
    session.commit()

    link = session.scalars(select(Link)).one()
    assert (link.from_claim.slug, link.stands, link.reason) == ("other", True, "It does.")
    assert list(failures(session)) == []


@pytest.mark.parametrize(
    ("noun", "one", "into", "complaint"),
    [
        ("source", "report", "other", "noun: sources are not merged"),
        ("link", "a", "b", "noun: links are not merged"),
        ("actor", "anna-weil", "anna-weil", "into: is the same record; choose another actor"),
        ("actor", "anna-weil", "nobody", "there is no actor “nobody”"),
        ("claim", "fund-should-grow", "taken-back", "into: is withdrawn, and the other published"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words(sqlite_session, noun, one, into, complaint):
    add(sqlite_session, a_claim())
    store.withdraw(sqlite_session, add(sqlite_session, a_claim(key="taken-back")), EDIT, made_from=1)

    with pytest.raises(Refused, match=complaint):
        store.preview_merge(sqlite_session, noun, one, into)
    with pytest.raises(Refused, match=complaint):
        store.merge(sqlite_session, noun, one, into, MERGED)


def test_a_merge_of_more_records_than_are_held_at_once(sqlite_session, monkeypatch):
    monkeypatch.setattr("app.store.merging.BATCH", 2)
    for number in range(7):
        add(sqlite_session, a_claim(key=f"claim-{number}", about=["older", "newer"] if number % 2 else ["older"]))

    merge = store.merge(sqlite_session, "actor", "older", "newer", MERGED)
    sqlite_session.commit()

    assert len(merge.revised) == 7
    assert all([one.slug for one in claim.about] == ["newer"] for claim in sqlite_session.scalars(select(Claim)))
    assert list(failures(sqlite_session)) == []
    store.undo_merge(sqlite_session, merge, UNDONE)
    assert list(failures(sqlite_session)) == []


def test_chosen_claims_are_moved_to_another_topic_or_proposition(session):
    add(session, a_claim(key="one", topics=["money"], stances=[a_stance("supports", topic="money")]))
    add(session, a_claim(key="two", topics=["money", "budget"]))
    add(session, a_claim(key="three", stances=[a_stance()]))
    add(session, a_proposition(key="a-part-of-it"))

    store.move_claims(session, "topic", "money", "budget", ["one", "two"], MERGED)
    store.move_claims(session, "proposition", "the-fund-should-grow", "a-part-of-it", ["three"], MERGED)
    session.commit()

    one, two, three = (record(session, Claim, slug) for slug in ("one", "two", "three"))
    assert ([one.topics[0].slug], one.stances[0].target.slug) == (["budget"], "budget")
    assert [topic.slug for topic in two.topics] == ["budget"]
    assert (three.stances[0].target.slug, three.topics[0].slug) == ("a-part-of-it", "money")
    assert reasons(session, "claim", one)[-1] == "They are one person."
    assert list(failures(session)) == []


def test_claims_that_do_not_name_the_topic_cannot_be_moved_from_it(sqlite_session):
    add(sqlite_session, a_claim())
    add(sqlite_session, a_topic(key="time"))
    add(sqlite_session, a_topic(key="budget"))

    with pytest.raises(Refused, match="the claim “fund-should-grow” does not name the topic “time”"):
        store.move_claims(sqlite_session, "topic", "time", "budget", ["fund-should-grow"], MERGED)
    with pytest.raises(Refused, match="claims cannot be moved between actors"):
        store.move_claims(sqlite_session, "actor", "anna-weil", "the-gazette", ["fund-should-grow"], MERGED)


def test_every_column_that_names_a_record_is_looked_at():
    """A new table or column that refers to records must be told to merges."""
    owners = {  # the columns that say to which record a row belongs, not whom it names
        ("actor_aliases", "actor_id"), ("affiliations", "actor_id"), ("facts", "actor_id"), ("hops", "claim_id"),
        ("programme_aliases", "programme_id"), ("facts", "programme_id"), ("relations", "programme_id"),
        ("claim_quotes", "claim_id"), ("stances", "claim_id"), ("figures", "claim_id"), ("claim_actors", "claim_id"),
        ("claim_programmes", "claim_id"), ("claim_topics", "claim_id"), ("held_stances", "actor_id"),
        ("suggestions", "claim_id"),
    }  # fmt: skip
    known = {(column.table.name, column.name) for by in NAMED_BY.values() for _, names, _ in by
             for column in [getattr(names, "expression", names)]}  # fmt: skip
    merged = {"actors", "programmes", "topics", "propositions", "claims"}

    found = {
        (table.name, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in merged
    }

    assert found - owners == known
    assert Merge.__tablename__ not in {table for table, _ in found}
    assert NewClaim.noun in NAMED_BY


def test_pages_lead_to_the_record_that_stays_and_keep_the_revisions(client, session):
    add(session, an_actor(name="Anna"))
    add(session, an_actor(key="a-weil", name="A. Weil"))
    store.merge(session, "actor", "a-weil", "anna-weil", MERGED)
    session.commit()

    page = client.get("/actors/a-weil", follow_redirects=False)
    data = client.get("/actors/a-weil/revisions/1.json").json()

    assert (page.status_code, page.headers["location"]) == (301, "/actors/anna-weil")
    assert (data["name"], data["current"], len(data["history"])) == ("A. Weil", 2, 2)
    assert client.get("/actors/a-weil/revisions/1").status_code == 200
    assert client.get("/changes").status_code == 200


def test_the_counts_that_are_kept_of_long_lists_follow(session, monkeypatch):
    monkeypatch.setattr("app.store.tallies.LONG", 2)
    for number in range(4):
        named = {"programmes": ["the-fund"], "topics": ["money", "cash"] if number % 2 else ["cash"]}
        add(
            session,
            a_claim(key=f"by-one-{number}", claimant="a-weil", stances=[a_stance(actor="the-gazette")], **named),
        )
        add(session, a_claim(key=f"by-other-{number}", **named))
    merges = [
        store.merge(session, "actor", "a-weil", "anna-weil", MERGED),
        store.merge(session, "topic", "cash", "money", MERGED),
        store.merge(session, "actor", "the-gazette", "anna-weil", MERGED),
    ]
    session.commit()
    assert list(failures(session)) == []

    for merge in reversed(merges):
        assert store.undo_merge(session, merge, UNDONE) == ()
    session.commit()

    assert list(failures(session)) == []
