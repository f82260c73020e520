"""Replacing a source's text: its quotes are found again, an editor settles the rest, and nothing moves silently."""

import pytest
from sqlalchemy import select

from app import store
from app.documents import Anchoring
from app.errors import Refused, Stale
from app.models import Actor, Claim, Quote, Revision, Source
from app.queries.checks import failures
from app.search import find
from app.store import Edit
from app.store.revisions import entry_of, latest
from tests.factories import EDIT, TEXT, a_claim, a_figure, a_hop, a_quote, a_source, add, an_actor

CORRECTED = Edit(by="Ada", reason="The publisher corrected the text.")
GROW, SUM, OTHERWISE = "the fund should grow", "It could reach €2 billion by 2030", "The Gazette sees it otherwise"
NEW = TEXT.replace("A Report on the Fund", "A Corrected Report on the Fund").replace(
    SUM, "It would reach €2 billion by 2030"
)
NEW = NEW.replace(" " + OTHERWISE + ": the fund is the fund.", "")


@pytest.fixture
def report(session):
    """A source with a quote that will move, one that changes, one that goes, and one that stays."""
    fact = {"what": "Title", "value": "A Report", "quote": a_quote("A Report")}
    add(session, a_source(facts=[fact]))
    add(session, a_claim(key="grows", quotes=[a_quote(GROW), a_quote(OTHERWISE)]))
    add(session, a_claim(key="sum", quotes=[a_quote(SUM)], figures=[a_figure()]))
    offices = [{"office": "Speaker", "quote": a_quote("Anna Weil said")}]
    add(session, an_actor(key="ben-brand", description="B.", description_quote=a_quote(GROW), affiliations=offices))
    session.commit()
    return session.scalars(select(Source)).one()


def shown(session, source, text=NEW):
    return {one.exact: one for one in store.preview_text(session, source, text)}


def places(found):
    """What an editor says who takes every proposal, and drops what is lost."""
    return {
        one.id: None if one.how is Anchoring.LOST else (one.start, one.stop)
        for one in found.values()
        if one.must_be_settled
    }


def replace(session, source, new=NEW, **more):
    settled = places(shown(session, source, new if isinstance(new, str) else new.text)) | more.get("settled", {})
    return store.replace_text(session, source, new, settled, CORRECTED, made_from=more.get("made_from", 1))


def test_every_quote_is_shown_with_where_it_stands_in_the_new_text(session, report):
    found = shown(session, report)

    assert [(one.exact, one.how) for one in found.values()] == [
        ("A Report", Anchoring.FUZZY),
        (GROW, Anchoring.MOVED),
        ("Anna Weil said", Anchoring.MOVED),
        (SUM, Anchoring.FUZZY),
        (OTHERWISE, Anchoring.LOST),
    ]
    assert (found[SUM].words, found[SUM].score > 85) == ("It would reach €2 billion by 2030", True)
    assert {(use.noun, use.slug) for use in found[GROW].uses} == {("claim", "grows"), ("actor", "ben-brand")}
    assert [(use.noun, use.slug) for use in found["A Report"].uses] == [("source", "report")]
    assert session.scalars(select(Revision.number)).all() == [1] * session.query(Revision).count()


def test_a_text_that_is_the_same_leaves_every_quote_where_it_is(session, report):
    assert {one.how for one in shown(session, report, "\ufeff" + TEXT.replace("\n", "\r\n")).values()} == {
        Anchoring.EXACT
    }


def test_all_that_rests_on_the_text_is_revised_with_it(session, report):
    revised = replace(session, report)
    session.commit()
    session.expire_all()

    assert {(one.noun, one.slug) for one in revised} == {
        ("actor", "ben-brand"),
        ("claim", "grows"),
        ("claim", "sum"),
    }
    assert session.scalar(select(Source.text)) == NEW
    sum_claim = session.scalars(select(Claim).where(Claim.slug == "sum")).one()
    assert [quote.exact for quote in sum_claim.quotes] == ["It would reach €2 billion by 2030"]
    newest = latest(session, "claim", sum_claim.id)
    assert (newest.number, newest.reason) == (2, "The publisher corrected the text.")
    assert newest.data["quotes"][0]["start"] == NEW.index("It would")
    grows = session.scalars(select(Claim).where(Claim.slug == "grows")).one()
    assert [(quote.exact, quote.start) for quote in grows.quotes] == [(GROW, NEW.index(GROW))]
    brand = session.scalars(select(Actor).where(Actor.slug == "ben-brand")).one()
    assert brand.description_quote is grows.quotes[0]
    assert brand.affiliations[0].quote.start == NEW.index("Anna Weil said")
    assert OTHERWISE not in session.scalars(select(Quote.exact)).all()
    assert "claim" in {group.noun for group in find(session, '"would reach"').groups if group.hits}
    assert list(failures(session)) == []


def test_nothing_that_moves_is_settled_by_itself(session, report):
    found = shown(session, report)
    some = places(found)
    del some[found[GROW].id], some[found[SUM].id], some[found[OTHERWISE].id]

    with pytest.raises(Refused) as refused:
        store.replace_text(session, report, NEW, some, CORRECTED, made_from=1)
    session.rollback()

    assert [str(one).split(": ", 1)[1] for one in refused.value.complaints] == [
        f"“{GROW}” stands elsewhere in the new text; say where it stands now, or drop it",
        f"“{SUM}” stands in the new text in other words; say where it stands now, or drop it",
        f"“{OTHERWISE}” is not in the new text; say where it stands now, or drop it",
    ]
    assert session.scalar(select(Source.text)) == TEXT
    assert list(failures(session)) == []


def test_a_claim_cannot_lose_its_last_quote(session, report):
    number = shown(session, report)[SUM].id

    with pytest.raises(Refused, match=r"the claim “sum” would lose its last quote; choose the words .* or withdraw it"):
        replace(session, report, settled={number: None})
    session.rollback()

    claim = session.scalars(select(Claim).where(Claim.slug == "sum")).one()
    store.withdraw(session, claim, EDIT, made_from=1)
    replace(session, report, settled={number: None})
    session.commit()

    assert (claim.quotes, claim.revision) == ([], 3)
    assert list(failures(session)) == []
    with pytest.raises(Refused, match="quotes: is empty"):
        store.reinstate(session, claim, EDIT, made_from=3)


def test_what_a_claim_says_must_stand_in_its_new_words(session, report):
    number = shown(session, report)[SUM].id
    start = NEW.index("It would")

    with pytest.raises(Refused, match=r"claim sum: figures\.0\.text: “€2 billion” is in none of the quotes"):
        replace(session, report, settled={number: (start, start + len("It would"))})


def test_a_cue_may_not_vanish_under_a_claim_whose_quotes_stay(session):
    chain = [a_hop("anna-weil", "direct", cue="sees it otherwise"), a_hop()]
    claim = add(session, a_claim(attribution=chain))
    source = claim.quotes[0].source
    session.commit()

    with pytest.raises(
        Refused, match=r"claim fund-should-grow: attribution\.0\.cue: “sees it otherwise” is not in the"
    ):
        store.replace_text(session, source, TEXT.replace("sees it otherwise", "does not"), {}, CORRECTED, made_from=1)


def test_quotes_that_change_places_do_not_mix(session):
    words = ["First words.", "Other words."]
    add(session, a_source(text="\n\n".join(words)))
    one, other = (
        add(session, a_claim(key=key, quotes=[a_quote(exact)])) for key, exact in zip("ab", words, strict=True)
    )
    source = one.quotes[0].source
    session.commit()

    replace(session, source, "\n\n".join(reversed(words)))
    session.commit()

    assert [claim.quotes[0].exact for claim in (one, other)] == words
    assert list(failures(session)) == []


def test_two_quotes_may_be_settled_to_the_same_words(session):
    claim = add(session, a_claim(quotes=[a_quote("the fund should grow"), a_quote("fund should grow")]))
    source = claim.quotes[0].source
    new = TEXT.replace("the fund should grow", "this fund must thrive")
    start = new.index("this fund must thrive")
    place = (start, start + len("this fund must thrive"))

    settled = {one.id: place for one in store.preview_text(session, source, new)}
    store.replace_text(session, source, new, settled, CORRECTED, made_from=1)
    session.commit()

    assert [quote.exact for quote in claim.quotes] == ["this fund must thrive"]
    assert list(failures(session)) == []


def test_the_record_can_be_corrected_with_its_text(session, report):
    entry = entry_of(session, report).model_copy(update={"text": NEW, "title": "A Corrected Report on the Fund"})

    replace(session, report, entry)
    session.commit()

    assert (report.title, report.revision) == ("A Corrected Report on the Fund", 2)
    assert report.facts[0].quote.exact == NEW[report.facts[0].quote.start : report.facts[0].quote.stop]
    assert list(failures(session)) == []


@pytest.mark.parametrize("place", [(-1, 5), (5, 5), (10, 5), (0, 100_000), (30, 32)])
def test_a_place_without_words_is_refused(session, report, place):
    found = shown(session, report)
    assert NEW[30:32].strip() == ""

    with pytest.raises(Refused, match="is put where the new text has no words; choose words of the text"):
        replace(session, report, settled={found[GROW].id: place})


def test_a_quote_of_another_source_is_refused(sqlite_session):
    source = add(sqlite_session, a_claim()).quotes[0].source

    with pytest.raises(Refused, match=r"quotes\.99: is no quote of this source; open the source anew"):
        store.replace_text(sqlite_session, source, TEXT, {99: (0, 3)}, CORRECTED, made_from=1)
    with pytest.raises(Refused, match="key: is not that of this source"):
        store.replace_text(sqlite_session, source, a_source(key="other"), {}, CORRECTED, made_from=2)


def test_a_text_replaced_from_an_old_revision_is_stale(session, report):
    store.revise(session, report, entry_of(session, report).model_copy(update={"note": "New."}), EDIT, made_from=1)
    session.commit()

    with pytest.raises(Stale):
        replace(session, report)


def test_a_quote_that_stays_has_the_new_words_around_it_and_its_new_number(session):
    claim = add(session, a_claim(quotes=[a_quote("Ben Brand disagreed")]))
    source = claim.quotes[0].source
    assert claim.quotes[0].locator == "¶ 2"

    new = TEXT.replace(", she added.", ".\n\nShe adds.")
    replace(session, source, new)
    session.commit()

    (quote,) = claim.quotes
    assert (claim.revision, quote.locator, quote.start) == (1, "¶ 3", TEXT.index("Ben Brand"))
    assert new[: quote.start].endswith(quote.prefix)
    assert list(failures(session)) == []


def test_words_that_nobody_quotes_any_more_do_not_hold_a_text(session):
    claim = add(session, a_claim())
    source = claim.quotes[0].source
    store.revise(session, claim, a_claim(quotes=[a_quote("Ben Brand")]), EDIT, made_from=1)

    store.replace_text(session, source, TEXT.replace("should grow", "should glow"), {}, CORRECTED, made_from=1)
    session.commit()

    assert session.scalars(select(Quote.exact)).all() == ["Ben Brand"]
    assert list(failures(session)) == []
