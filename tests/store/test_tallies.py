"""The kept counts of long lists stay right whatever is written, and facets say the same with them and without."""

import random

import pytest
from sqlalchemy import func, select

from app.entries import Entry
from app.models import SIDES, Claim, KeptCount, Source
from app.queries import facets, ordering
from app.queries.checks import failures
from app.queries.claims import list_claims
from app.queries.facets import facet_counts
from app.queries.filters import ClaimFilter
from app.store import bulk, revise, tallies, withdraw
from app.store.revisions import entry_of
from bench.generator import entries
from tests.factories import EDIT, a_claim, a_hop, a_programme, a_quote, a_stance, a_topic, add, an_actor

LISTS = [
    ClaimFilter(),
    ClaimFilter(actor=("anna-weil",)),
    ClaimFilter(programme=("the-fund",)),
    ClaimFilter(topic=("money",)),
    ClaimFilter(topic=("money",), kind=("causal",)),
    ClaimFilter(proposition=("the-fund-should-grow",), stance=("supports",)),
]


@pytest.fixture(autouse=True)
def long_from_the_second_claim(monkeypatch):
    monkeypatch.setattr(tallies, "LONG", 1)


@pytest.fixture
def base(session):
    """Three claims of two actors."""
    add(session, a_claim(programmes=["the-fund"], about=["nato"], stances=[a_stance()]))
    add(session, a_claim(key="second", kind="causal", topics=["money", "law"], programmes=["the-fund"]))
    add(session, a_claim(key="third", claimant="ben-brand", quotes=[a_quote("the fund should shrink")], said="2025"))
    session.flush()
    return session


def change(session, record, **fields) -> None:
    entry = entry_of(session, record)
    revise(session, record, type(entry).model_validate(entry.model_dump() | fields), EDIT, record.revision)


def claim(session, slug: str) -> Claim:
    return session.scalars(select(Claim).where(Claim.slug == slug)).one()


def the_same_with_and_without(session, monkeypatch) -> None:
    """Facets and totals from kept counts are those that are counted."""
    session.flush()
    assert list(failures(session)) == []
    for where in LISTS:
        kept, total = facet_counts(session, where), list_claims(session, where).total
        with monkeypatch.context() as patch:
            patch.setattr(facets, "_kept_list", lambda _where: None)
            assert list_claims(session, where).total == total
            for name, live in facet_counts(session, where).items():
                assert kept[name] == live, (where, name)


def test_long_lists_are_kept_and_short_ones_are_not(base):
    lists = set(base.execute(select(KeptCount.scope, KeptCount.owner_id).distinct()))

    assert ("all", 0) in lists
    assert {scope for scope, _ in lists} == {"all", "actor", "programme", "topic", SIDES}
    assert len([scope for scope, _ in lists if scope == "actor"]) == 1  # Ben Brand has one claim


def test_what_is_added_is_counted(base, monkeypatch):
    the_same_with_and_without(base, monkeypatch)


def test_what_is_revised_is_counted_as_it_is_now(base, monkeypatch):
    change(base, claim(base, "second"), kind="normative", topics=("law",), programmes=())

    the_same_with_and_without(base, monkeypatch)


def test_what_is_withdrawn_no_longer_counts(base, monkeypatch):
    withdraw(base, claim(base, "second"), EDIT, 1)

    the_same_with_and_without(base, monkeypatch)


def test_another_claimant_takes_the_claim_along(base, monkeypatch):
    chain = (a_hop("ben-brand", "paraphrase"), a_hop())
    change(base, claim(base, "second"), claimant="ben-brand", attribution=chain)

    the_same_with_and_without(base, monkeypatch)


def test_an_actor_of_another_kind_is_counted_under_it(base, monkeypatch):
    change(base, claim(base, "second").claimant, kind="institution")

    the_same_with_and_without(base, monkeypatch)
    kinds = {one.value: one.count for one in facet_counts(base, ClaimFilter())["actor_kind"]}
    assert kinds == {"institution": 2, "person": 1}


def test_another_publisher_and_date_of_a_source_change_the_counts_of_its_claims(base, monkeypatch):
    add(base, an_actor(key="the-herald", name="The Herald"))
    source = base.scalars(select(Source).where(Source.slug == "report")).one()

    change(base, source, publisher="the-herald", published="2026-03")

    the_same_with_and_without(base, monkeypatch)
    assert [(one.value, one.count) for one in facet_counts(base, ClaimFilter())["publisher"]] == [("the-herald", 3)]
    assert ("2026-03", 2) in [(one.value, one.count) for one in facet_counts(base, ClaimFilter())["month"]]


def test_any_changes_one_after_the_other_leave_the_counts_right(base, monkeypatch):
    chance = random.Random(7)
    add(base, a_topic(key="industry"))
    add(base, a_programme(key="other-fund"))
    for number in range(25):
        some = chance.choice(base.scalars(select(Claim)).all())
        match chance.randrange(4):
            case 0:
                add(base, random_claim(chance, number))
            case 1:
                fields = random_claim(chance, number).model_dump(include={"kind", "topics", "stances", "said"})
                change(base, some, **fields)
            case 2:
                change(base, some.claimant, kind=chance.choice(["person", "agency", "state"]))
            case 3 if some.is_published:
                withdraw(base, some, EDIT, some.revision)

    the_same_with_and_without(base, monkeypatch)


def random_claim(chance: random.Random, number: int) -> Entry:
    return a_claim(
        key=f"claim-{number}",
        kind=chance.choice(["normative", "causal", "factual"]),
        claimant=chance.choice(["anna-weil", "ben-brand", "nato"]),
        topics=chance.sample(["money", "law", "industry"], 2),
        stances=chance.choice([[], [a_stance("opposes")], [a_stance(), a_stance(programme="other-fund")]]),
        said=chance.choice([None, "2024", "2025-06"]),
    )


def test_a_bulk_load_counts_as_single_writes_do(session, monkeypatch):
    monkeypatch.setattr(tallies, "LONG", 10)

    bulk.load(session, entries(200), EDIT)

    assert list(failures(session)) == []
    assert session.scalar(select(func.count()).select_from(KeptCount)) > 500
    with_kept = facet_counts(session, ClaimFilter())
    monkeypatch.setattr(facets, "_kept_list", lambda _where: None)
    assert facet_counts(session, ClaimFilter()) == with_kept


def test_what_is_counted_in_the_newest_claims_only_says_so(base, monkeypatch):
    monkeypatch.setattr(ordering, "MOST", 1)

    counts = facet_counts(base, ClaimFilter(kind=("normative",)))

    assert [(one.value, one.count, one.more) for one in counts["actor"]] == [("ben-brand", 1, True)]
    assert {(one.value, one.count, one.more) for one in counts["kind"]} == {
        ("normative", 2, False),  # its own choice left out, this is the list of all claims, whose counts are kept
        ("causal", 1, False),
    }
