"""What the store asks of claims: words that stand in the source, and a chain that ends with whoever wrote it."""

import pytest
from sqlalchemy import select

from app import store
from app.errors import Refused
from app.models import Claim
from app.queries.checks import failures
from app.vocabulary import ClaimStatus, TargetType
from tests.factories import (
    EDIT,
    TEXT,
    a_claim,
    a_figure,
    a_hop,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    add,
    an_actor,
)


def complaints(session, **fields):
    with pytest.raises(Refused) as refused:
        add(session, a_claim(**fields))
    return [(one.path, f"{one.wrong}; {one.cure}") for one in refused.value.complaints]


def test_a_claim_is_stored_with_all_that_hangs_on_it(session):
    add(session, an_actor(key="nato", name="NATO"))

    add(
        session,
        a_claim(
            certainty="hedged",
            hedges=["could reach"],
            attribution=[a_hop("anna-weil", "direct", cue="she added", to="nato"), a_hop()],
            quotes=[a_quote("It could reach €2 billion by 2030"), a_quote()],
            stances=[a_stance("opposes", topic="money"), a_stance()],
            figures=[a_figure(qualifier="up to")],
            about=["nato"],
            programmes=["the-fund"],
            said="2026-03",
        ),
    )
    session.commit()
    session.expunge_all()

    claim = session.scalars(select(Claim)).one()
    assert [(hop.actor.slug, hop.mode, hop.cue, hop.to and hop.to.slug) for hop in claim.hops] == [
        ("anna-weil", "direct", "she added", "nato"),
        ("the-gazette", "own_voice", None, None),
    ]
    assert [quote.exact for quote in claim.quotes] == ["It could reach €2 billion by 2030", "the fund should grow"]
    assert [(stance.on, stance.target.slug, stance.stance) for stance in claim.stances] == [
        (TargetType.TOPIC, "money", "opposes"),
        (TargetType.PROPOSITION, "the-fund-should-grow", "supports"),
    ]
    assert [(one.text, one.value, one.currency, one.qualifier) for one in claim.figures] == [
        ("€2 billion", 2e9, "EUR", "up to")
    ]
    assert ([one.slug for one in claim.about], [one.slug for one in claim.programmes]) == (["nato"], ["the-fund"])
    assert (claim.hedges, str(claim.said), claim.dated, claim.status) == (
        ["could reach"],
        "2026-03",
        "2026-03",
        ClaimStatus.PUBLISHED,
    )


def test_a_quote_knows_its_place_and_its_surroundings(sqlite_session):
    claim = add(sqlite_session, a_claim(quotes=[a_quote("It could reach €2 billion")]))

    (quote,) = claim.quotes
    assert (quote.start, quote.stop) == (TEXT.index("It could"), TEXT.index(" by 2030"))
    assert TEXT[: quote.start].endswith(quote.prefix)
    assert TEXT[quote.stop :].startswith(quote.suffix)
    assert len(quote.prefix) == len(quote.suffix) == 32
    assert quote.locator == "¶ 1"


def test_words_that_differ_by_one_character_are_refused_with_the_nearest(sqlite_session):
    found = complaints(sqlite_session, quotes=[a_quote(), a_quote("The Gazette sees it otherwize: the fund")])

    (path, words) = found[0]
    assert len(found) == 1
    assert path == ("quotes", 1)
    assert words.startswith(
        "these words are not in the source; copy them exactly, the nearest are “The Gazette sees it"
    )
    assert "otherwise" in words


@pytest.mark.parametrize("exact", ["The Fund should grow", "the fund  should grow", '“the fund should shrink"'])
def test_case_white_space_and_quotation_marks_are_part_of_the_words(sqlite_session, exact):
    assert complaints(sqlite_session, quotes=[a_quote(exact)])[0][1].startswith("these words are not in the source")


def test_words_that_stand_several_times_need_their_surroundings(sqlite_session):
    ((path, words),) = complaints(sqlite_session, quotes=[a_quote("the fund")])

    assert path == ("quotes", 0)
    assert words == (
        "stands 4 times in the source and 4 places fit; "
        "give the words before “the fund” as prefix or the words after it as suffix"
    )


def test_surroundings_that_fit_no_place_do_not_help(sqlite_session):
    ((_, words),) = complaints(sqlite_session, quotes=[a_quote("the fund", prefix="never", suffix="never")])

    assert words.startswith("stands 4 times in the source and 0 places fit")


@pytest.mark.parametrize(
    ("selectors", "place"),
    [
        ({"prefix": "In short, "}, "the fund should grow"),
        ({"suffix": " should shrink"}, "the fund should shrink"),
        ({"prefix": "otherwise:"}, "the fund is"),
        ({"prefix": "is", "suffix": "."}, "the fund."),
        ({"start": TEXT.index("the fund is")}, "the fund is"),
        ({"start": 3, "prefix": "is"}, "the fund."),  # the place has moved; the words around it have not
    ],
)
def test_the_surroundings_or_the_place_decide_which_words_are_meant(sqlite_session, selectors, place):
    claim = add(sqlite_session, a_claim(quotes=[a_quote("the fund", **selectors)]))

    assert claim.quotes[0].start == TEXT.index(place)


def test_places_are_counted_in_code_points(session):
    add(session, a_source(text="👩🏽 e\u0301 𝔸 — the fund should grow."))

    claim = add(session, a_claim())

    assert claim.quotes[0].start == len("👩🏽 e\u0301 𝔸 — ")
    assert list(failures(session)) == []


def test_one_place_is_quoted_once_by_a_claim(session):
    found = complaints(session, quotes=[a_quote(), a_quote("€2 billion"), a_quote(prefix="In short, ")])

    assert found == [(("quotes", 2), "“the fund should grow” is quoted twice; take one out")]


def test_hedges_figures_and_cues_are_words_of_the_source(sqlite_session):
    found = complaints(
        sqlite_session,
        certainty="hedged",
        hedges=["should", "perhaps"],
        attribution=[a_hop("anna-weil", "paraphrase", cue="Anna Weil whispered"), a_hop(cue="A Report")],
        figures=[a_figure()],
    )

    assert found == [
        (("hedges", 1), "“perhaps” is in none of the quotes; use the quotes’ own words"),
        (("figures", 0, "text"), "“€2 billion” is in none of the quotes; write it as the quote does"),
        (("attribution", 0, "cue"), "“Anna Weil whispered” is not in the source; use the source’s own words"),
    ]


def test_hedges_and_cues_match_without_regard_to_case_and_line_breaks(sqlite_session):
    add(sqlite_session, a_source(text="In short, the fund\nshould grow, Anna Weil said."))

    claim = add(
        sqlite_session,
        a_claim(
            certainty="hedged",
            hedges=["Fund should"],
            quotes=[a_quote("the fund\nshould grow")],
            attribution=[a_hop("anna-weil", "direct", cue="should grow, anna"), a_hop()],
        ),
    )

    assert claim.hedges == ["Fund should"]


def test_the_chain_ends_with_whoever_wrote_or_published_a_quoted_source(sqlite_session):
    add(sqlite_session, a_source(contributors=[{"actor": "ben-brand"}], publisher="the-press"))

    ((path, words),) = complaints(sqlite_session)

    assert path == ("attribution", 1, "actor")
    assert words == (
        "the-gazette neither wrote nor published the quoted source; end the chain with one of: ben-brand, the-press"
    )
    sqlite_session.rollback()
    add(sqlite_session, a_source(contributors=[{"actor": "ben-brand"}], publisher="the-press"))
    for number, writer in enumerate(["ben-brand", "the-press"]):
        chain = [a_hop("anna-weil", "direct"), a_hop(writer)]
        assert add(sqlite_session, a_claim(key=f"claim-{number}", attribution=chain)).slug


def test_a_quote_from_a_source_that_is_not_there_is_refused(sqlite_session):
    add(sqlite_session, a_claim())

    with pytest.raises(Refused, match="there is no source “gone”; correct the slug or add the source"):
        store.add(sqlite_session, a_claim(key="other", quotes=[a_quote(source="gone")]), EDIT)


def test_a_claim_is_dated_by_when_it_was_said_or_else_by_its_first_source(session):
    add(session, a_source(published="2026-07-04"))
    add(session, a_source(key="undated", text="the fund should grow"))

    dated = {
        "said": add(session, a_claim(key="a", said="2025")).dated,
        "published": add(session, a_claim(key="b", quotes=[a_quote(), a_quote(source="undated")])).dated,
        "nothing": add(session, a_claim(key="c", quotes=[a_quote(source="undated"), a_quote()])).dated,
    }

    assert dated == {"said": "2025", "published": "2026-07-04", "nothing": ""}


def test_a_revision_of_a_claim_exchanges_all_that_hangs_on_it(session):
    claim = add(session, a_claim(stances=[a_stance()], figures=[], programmes=["the-fund"]))
    add(session, a_topic(key="time"))
    session.commit()

    changed = a_claim(
        stances=[a_stance("opposes")],
        quotes=[a_quote("€2 billion"), a_quote()],
        figures=[a_figure()],
        topics=["time"],
    )
    store.revise(session, claim, changed, EDIT, made_from=1)
    session.commit()
    session.expire_all()

    assert [stance.stance for stance in claim.stances] == ["opposes"]
    assert [quote.exact for quote in claim.quotes] == ["€2 billion", "the fund should grow"]
    assert [topic.slug for topic in claim.topics] == ["time"]
    assert (len(claim.figures), claim.programmes) == (1, [])
    assert list(failures(session)) == []


def test_a_draft_is_kept_as_a_draft(sqlite_session):
    assert add(sqlite_session, a_claim(status="draft")).status == ClaimStatus.DRAFT
