"""`check` proves what always holds; each test breaks one thing behind the store's back and sees it named."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models import Redirect, Revision
from app.queries.checks import failures
from tests.conftest import DATABASES
from tests.databases import open_engine, open_session
from tests.factories import TEXT, a_claim, a_hop, a_link, a_quote, a_stance, add, an_actor

FIRST = "(SELECT id FROM claims WHERE slug = 'fund-should-grow')"
START, STOP = TEXT.index("the fund should grow"), TEXT.index(", Anna Weil said")


@pytest.fixture(scope="module", params=DATABASES)
def engine(request):
    """Two claims on one source, a link between them, an office; everything holds."""
    bases = request.getfixturevalue(f"{request.param}_bases")
    with bases.empty() as url, open_engine(url) as engine:
        with open_session(engine) as session:
            add(session, a_claim(stances=[a_stance()], about=["nato"], programmes=["the-fund"]))
            add(session, a_link())
            add(
                session,
                an_actor(key="ben-brand", affiliations=[{"office": "Chair", "quote": a_quote("Ben Brand")}]),
            )
            session.commit()
        yield engine


@pytest.fixture
def base(engine):
    """A session on that base; what a test breaks is whole again afterwards."""
    with open_session(engine) as session:
        assert list(failures(session)) == []
        yield session
        session.rollback()


def broken(base: Session, *statements: str) -> list[str]:
    """What `check` says after these statements."""
    base.flush()
    for statement in statements:
        assert base.connection().execute(text(statement)).rowcount > 0, statement
    base.expire_all()
    return list(failures(base))


def test_the_real_curation_holds(seeded):
    assert list(failures(seeded)) == []


def test_an_empty_base_holds(session):
    assert list(failures(session)) == []


def test_a_quote_changed_by_one_character_is_found(base):
    found = broken(base, "UPDATE quotes SET exact = 'the fund should glow' WHERE exact = 'the fund should grow'")

    assert any(f"is not what stands in report at {START}–{STOP}: “the fund should glow”" in one for one in found)
    assert "Claim fund-should-grow is not what its revision 1 says." in found


def test_a_text_changed_by_one_character_is_found(base):
    found = broken(base, "UPDATE sources SET text = replace(text, 'Brand', 'Braun') WHERE slug = 'report'")

    assert "is not what stands in report" in found[0]
    assert "“Ben Brand”" in found[0]
    assert found[1:] == ["Source report is not what its revision 1 says."]


@pytest.mark.parametrize("by", [1, -1, 20])
def test_a_wrong_offset_is_found(base, by):
    found = broken(
        base, f"UPDATE quotes SET start = start + {by}, stop = stop + {by} WHERE exact = 'the fund should grow'"
    )

    assert any(f"is not what stands in report at {START + by}–{STOP + by}" in one for one in found)


def test_an_offset_after_the_end_of_the_text_is_found(base):
    found = broken(base, "UPDATE quotes SET start = 5000, stop = 5009 WHERE exact = 'Ben Brand'")

    assert "is not what stands in report at 5000–5009" in found[0]
    assert found[1:] == ["Actor ben-brand is not what its revision 1 says."]


def test_a_published_claim_without_a_quote_is_found(base):
    found = broken(base, f"DELETE FROM claim_quotes WHERE claim_id = {FIRST}")

    assert "Claim fund-should-grow is published without a quote." in found


def test_a_draft_may_be_without_a_quote(base):
    found = broken(
        base,
        "UPDATE claims SET status = 'draft' WHERE slug = 'fund-should-grow'",
        f"DELETE FROM claim_quotes WHERE claim_id = {FIRST}",
    )

    assert "Claim fund-should-grow is published without a quote." not in found


@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        (f"DELETE FROM hops WHERE claim_id = {FIRST} AND position = 0", "does not start with its claimant"),
        (f"DELETE FROM hops WHERE claim_id = {FIRST}", "does not start with its claimant"),
        (
            f"UPDATE claims SET claimant_id = (SELECT id FROM actors WHERE slug = 'nato') WHERE id = {FIRST}",
            "does not start with its claimant",
        ),
        (f"DELETE FROM hops WHERE claim_id = {FIRST} AND position = 1", "does not lead to the page"),
        (
            f"UPDATE hops SET mode = 'paraphrase' WHERE claim_id = {FIRST} AND position = 1",
            "does not lead to the page",
        ),
        (f"UPDATE hops SET position = 2 WHERE claim_id = {FIRST} AND position = 1", "does not lead to the page"),
        ("DELETE FROM contributors", "ends with nobody who made a source that it quotes"),
    ],
)
def test_a_broken_chain_is_found(base, statement, failure):
    assert f"The attribution of claim fund-should-grow {failure}." in broken(base, statement)


def test_a_hop_missing_in_the_middle_is_found(base):
    chain = [a_hop("anna-weil", "direct"), a_hop("ben-brand", "paraphrase"), a_hop()]
    claim = add(base, a_claim(key="third", attribution=chain))

    found = broken(base, f"DELETE FROM hops WHERE position = 1 AND claim_id = {claim.id}")

    assert "The attribution of claim third does not lead to the page." in found


def newest(base: Session, noun: str) -> Revision:
    """The newest revision of the first record of the noun."""
    return base.scalars(select(Revision).where(Revision.noun == noun).order_by(Revision.id).limit(1)).one()


@pytest.mark.parametrize(
    ("noun", "change", "failure"),
    [
        ("claim", {"topics": ["gone"]}, "names topic gone, which does not exist."),
        ("claim", {"about": ["gone"]}, "names actor gone, which does not exist."),
        ("link", {"to": "gone"}, "names claim gone, which does not exist."),
        ("source", {"publisher": "gone"}, "names actor gone, which does not exist."),
        ("actor", {"kind": "ghost"}, "is no valid entry: "),
        ("claim", {"statement": "Something else."}, "Claim fund-should-grow is not what its revision 1 says."),
        ("claim", {"claimant": "nato"}, "Claim fund-should-grow is not what its revision 1 says."),
        ("claim", {"quotes": None}, "is no valid entry: "),
    ],
)
def test_a_newest_revision_that_names_nothing_or_says_something_else_is_found(base, noun, change, failure):
    revision = newest(base, noun)
    revision.data = revision.data | change
    base.flush()

    assert any(failure in one for one in failures(base))


def test_a_newest_revision_that_lost_its_fields_is_named_and_stops_nothing(base):
    newest(base, "claim").data = {}
    base.flush()

    found = list(failures(base))

    assert any("is no valid entry" in one for one in found)
    assert "Claim fund-should-grow is not what its revision 1 says." in found


def test_only_the_newest_revision_must_name_what_exists(base):
    claim = newest(base, "claim")
    old = Revision(
        **{name: getattr(claim, name) for name in ("noun", "record_id", "author", "reason", "by_seed")},
        number=2,
        data=claim.data,
    )
    base.add(old)
    claim.data = claim.data | {"topics": ["gone"]}
    base.execute(text("UPDATE claims SET revision = 2 WHERE slug = 'fund-should-grow'"))
    base.flush()
    base.expire_all()

    assert list(failures(base)) == []


def test_an_old_address_counts_as_a_name(base):
    nato = base.execute(text("SELECT id FROM actors WHERE slug = 'nato'")).scalar_one()
    base.execute(text("UPDATE actors SET slug = 'the-alliance' WHERE slug = 'nato'"))
    base.flush()
    base.expire_all()
    assert any("names actor nato, which does not exist" in one for one in failures(base))

    base.add(Redirect(noun="actor", slug="nato", record_id=nato))
    base.flush()

    assert list(failures(base)) == ["Actor the-alliance is not what its revision 1 says."]  # which has the old slug


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revisions WHERE noun = 'claim'",
        "UPDATE revisions SET number = 2 WHERE noun = 'claim'",
        "UPDATE claims SET revision = 3",
    ],
)
def test_a_gap_in_the_revisions_is_found(base, statement):
    ids = base.scalars(text("SELECT id FROM claims ORDER BY id")).all()
    current = 3 if "revision = 3" in statement else 1

    found = broken(base, statement)

    assert {f"The revisions of claim {number} are not 1 to {current}." for number in ids} <= set(found)


def test_a_gap_in_the_revisions_of_a_link_is_found(base):
    assert broken(base, "UPDATE links SET revision = 2") == ["The revisions of link 1 are not 1 to 2."]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE blocks SET stop = stop + 5 WHERE start = 0",
        "DELETE FROM blocks WHERE start > 0 AND number = 1",
        "UPDATE blocks SET start = start + 3 WHERE number = 2",
        "UPDATE blocks SET stop = stop - 3 WHERE number = 2",
        "UPDATE blocks SET stop = 5000 WHERE number = 2",
        "DELETE FROM blocks",
    ],
)
def test_blocks_that_overlap_or_leave_words_out_are_found(base, statement):
    found = broken(base, statement)

    assert len(found) == 1
    assert "block" in found[0]
    assert "report" in found[0]


@pytest.mark.parametrize("noun", ["actor", "claim"])
def test_an_old_address_that_leads_nowhere_is_found(base, noun):
    base.add(Redirect(noun=noun, slug="old", record_id=999))
    base.flush()

    assert list(failures(base)) == [f"The old address of {noun} old leads nowhere."]


def test_an_old_address_that_is_a_record_too_is_found(base):
    base.add(Redirect(noun="actor", slug="nato", record_id=1))
    base.flush()

    assert "actor nato is both an old address and a record." in failures(base)


FOREIGN_KEYS = [
    ("claims", "claimant_id", "actors"),
    ("hops", "actor_id", "actors"),
    ("claim_quotes", "quote_id", "quotes"),
    ("claim_topics", "topic_id", "topics"),
    ("claim_actors", "actor_id", "actors"),
    ("stances", "proposition_id", "propositions"),
    ("links", "to_id", "claims"),
    ("affiliations", "quote_id", "quotes"),
    ("contributors", "actor_id", "actors"),
]


@pytest.mark.parametrize(("table", "column", "target"), FOREIGN_KEYS)
def test_a_foreign_key_that_leads_nowhere_is_found(base, table, column, target):
    without_foreign_key(base, table, column, target)

    found = broken(base, f"UPDATE {table} SET {column} = 999 WHERE {column} = (SELECT min({column}) FROM {table})")

    assert any(f"rows of {table} name a {column} that is not in {target}." in one for one in found)


def without_foreign_key(base: Session, table: str, column: str, target: str) -> None:
    if base.get_bind().dialect.name == "sqlite":
        base.execute(text("PRAGMA defer_foreign_keys = ON"))  # until a commit, which never comes
    else:
        base.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT fk_{table}_{column}_{target}"))


def test_every_failure_is_named_not_only_the_first(base):
    base.add(Redirect(noun="topic", slug="old", record_id=999))
    newest(base, "source").data = {}

    found = broken(
        base,
        "UPDATE quotes SET exact = 'Ben Braun' WHERE exact = 'Ben Brand'",
        f"DELETE FROM hops WHERE claim_id = {FIRST}",
        "UPDATE links SET revision = 2",
        "DELETE FROM blocks",
    )

    assert len(found) == 9


def test_a_kept_count_that_is_off_is_found(base):
    failures = broken(base, "UPDATE held_stances SET count = count + 1")

    assert failures
    assert all("kept count" in failure for failure in failures)


@pytest.mark.parametrize("links", ["claim_actors", "claim_programmes", "claim_topics", "stances"])
def test_a_link_without_the_date_of_its_claim_is_found(base, links):
    failures = broken(base, f"UPDATE {links} SET dated = '1999'")

    assert failures
    assert all(f"in {links} do not bear its date" in failure for failure in failures)


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        ("UPDATE topics SET definition = 'Other.'", "Topic money"),
        ("UPDATE propositions SET scope = 'Other.'", "Proposition the-fund-should-grow"),
        ("UPDATE actors SET note = 'Other.' WHERE slug = 'nato'", "Actor nato"),
        ("UPDATE affiliations SET office = 'Other'", "Actor ben-brand"),
        ("DELETE FROM affiliations", "Actor ben-brand"),
        ("UPDATE programmes SET status = 'ended'", "Programme the-fund"),
        ("UPDATE sources SET language = 'de'", "Source report"),
        ("DELETE FROM contributors", "Source report"),
        ("UPDATE claims SET certainty = 'denied' WHERE slug = 'fund-should-grow'", "Claim fund-should-grow"),
        (f"UPDATE hops SET cue = 'x' WHERE claim_id = {FIRST} AND position = 0", "Claim fund-should-grow"),
        ("DELETE FROM claim_actors", "Claim fund-should-grow"),
        ("UPDATE stances SET note = 'Other.'", "Claim fund-should-grow"),
        ("UPDATE links SET reason = 'Other.'", "Link 1"),
        ("UPDATE links SET withdrawn_because = 'Other.'", "Link 1"),
        (
            "INSERT INTO actor_aliases (id, actor_id, text) SELECT 99, id, 'x' FROM actors WHERE slug = 'nato'",
            "Actor nato",
        ),
    ],
)
def test_a_row_that_is_not_what_the_newest_revision_says_is_found(base, statement, record):
    assert f"{record} is not what its revision 1 says." in broken(base, statement)


def test_a_stance_without_the_claimant_of_its_claim_is_found(base):
    failures = broken(base, "UPDATE stances SET claimant_id = 999")

    assert failures
    assert all("do not bear its claimant" in failure for failure in failures)


def test_a_side_that_is_miscounted_is_found(base):
    failures = broken(base, "UPDATE kept_counts SET count = count + 1 WHERE scope = 'proposition'")

    assert failures
    assert all("take the stance" in failure for failure in failures)
