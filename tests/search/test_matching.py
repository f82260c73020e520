"""What is found: the same on both databases, and right as records change."""

import random

import pytest
from sqlalchemy import select, text

from app import search, store
from app.models import Actor, Claim, Source
from app.search.words import words
from app.vocabulary import ClaimStatus
from tests.factories import EDIT, a_claim, a_programme, a_quote, a_source, add, an_actor


def claims(session, q: str) -> set[str]:
    statement = select(Claim.slug).where(search.claims_matching(search.expanded(session, q)))
    return set(session.scalars(statement))


def found(session, q: str, noun: str) -> set[str]:
    groups = search.find(session, q, shown=100).groups
    return {hit.record.slug for group in groups if group.noun == noun for hit in group.hits}


def entries(session) -> list[tuple[object, ...]]:
    kept = "SELECT id, noun, record_id, part, start, heading, body, words FROM search_entries ORDER BY id"
    names = "SELECT noun, record_id, name FROM search_names ORDER BY noun, record_id, name"
    return [tuple(row) for statement in (kept, names) for row in session.execute(text(statement))]


def test_a_claim_is_found_by_its_statement_its_quote_and_its_claimant(session):
    add(session, a_claim(statement="More money is needed."))

    assert (
        claims(session, "needed") == claims(session, "should grow") == claims(session, "weil") == {"fund-should-grow"}
    )
    assert claims(session, "weil money grow") == {"fund-should-grow"}
    assert claims(session, "weil tanks") == set()


def test_no_phrase_reaches_from_one_text_into_the_next(session):
    add(session, a_claim(statement="Grow it.", quotes=[a_quote("the fund should shrink"), a_quote()]))

    assert claims(session, '"fund should grow"') == {"fund-should-grow"}
    assert (
        claims(session, '"shrink the fund"') == claims(session, '"grow anna"') == claims(session, '"it the"') == set()
    )


@pytest.mark.parametrize(
    "q", ["Grów", "SHOULD", '"the fund should"', "gro", "fund OR tanks", "fund -tanks", "the-fund"]
)
def test_case_accents_phrases_beginnings_and_operators(session, q):
    add(session, a_claim())

    assert claims(session, q) == {"fund-should-grow"}


@pytest.mark.parametrize("q", ["gro ", '"should fund"', "fund -grow", "tanks OR guns", "und"])
def test_what_does_not_match_is_not_found(session, q):
    add(session, a_claim())

    assert claims(session, q) == set()


@pytest.mark.parametrize(
    "q", ["defense program", "defence programme", "united states", "US", "U.S.", "mobilize", "mobilise"]
)
def test_either_spelling_finds_the_other(session, q):
    add(session, a_claim(statement="The U.S. must mobilise its defence programmes."))

    assert claims(session, q) == {"fund-should-grow"}


def test_a_programme_is_found_by_what_it_is_also_called(session):
    add(
        session,
        a_programme(
            key="safe", name="Security Action for Europe (SAFE)", aliases=["SAFE", "Security Action for Europe"]
        ),
    )
    add(session, a_claim(key="long", statement="Security Action for Europe lends money."))
    add(session, a_claim(key="short", statement="SAFE lends money."))
    add(session, a_claim(key="neither", statement="Action is safer for the security of Europe."))

    assert claims(session, "SAFE") == claims(session, "security action for europe money") == {"long", "short"}
    assert claims(session, '"SAFE"') == {"short"}


def test_a_revised_claim_is_found_by_its_new_words_only(session):
    claim = add(session, a_claim())

    store.revise(
        session, claim, a_claim(statement="Let it wither.", quotes=[a_quote("should shrink")]), EDIT, made_from=1
    )

    assert claims(session, "wither") == {"fund-should-grow"}
    assert claims(session, "grow") == set()


def test_a_withdrawn_claim_leaves_the_results_but_can_be_asked_for(session):
    claim = add(session, a_claim())

    store.withdraw(session, claim, EDIT, made_from=1)

    assert found(session, "grow", "claim") == set()
    assert session.scalars(select(search.published_hits("grow").c.record)).all() == []
    withdrawn = select(Claim.slug).where(Claim.status == ClaimStatus.WITHDRAWN, search.claims_matching("grow"))
    assert session.scalars(withdrawn).all() == ["fund-should-grow"]


def test_a_renamed_claimant_is_found_by_the_new_name_in_claims_and_sources(session):
    add(session, a_claim())
    weil, gazette = (
        session.scalars(select(Actor).where(Actor.slug == slug)).one() for slug in ("anna-weil", "the-gazette")
    )

    store.revise(session, weil, an_actor(name="Anna Schwarz", aliases=["The Iron Hand"]), EDIT, made_from=1)
    store.revise(session, gazette, an_actor(key="the-gazette", name="Morning Herald"), EDIT, made_from=1)

    assert claims(session, "schwarz") == claims(session, "iron hand") == {"fund-should-grow"}
    assert found(session, "herald", "source") == {"report"}
    assert found(session, "weil", "actor") == set()


def test_claims_follow_the_date_of_their_source(session):
    add(session, a_claim())
    source = session.scalars(select(Source)).one()

    store.revise(session, source, a_source(published="2026-05"), EDIT, made_from=1)
    revised = entries(session)
    search.rebuild(session)

    assert entries(session) == revised


def test_a_source_is_found_by_words_from_all_over_its_text(session):
    long = "Alpha. " + "filler words here. " * 3_000 + "A joint venture, at last. " + "more of it. " * 3_000 + "Omega."
    add(session, a_source(text=long))

    assert found(session, "alpha omega", "source") == found(session, '"joint venture" alpha', "source") == {"report"}
    assert found(session, "omega OR nothing", "source") == {"report"}
    assert found(session, "alpha -omega", "source") == found(session, "alpha beta", "source") == set()


def test_a_phrase_is_found_wherever_a_text_is_cut_into_parts(session):
    add(session, a_source(text=" ".join(f"w{number}" for number in range(2_500))))

    for first in range(0, 2_490, 61):
        assert found(session, f'"{" ".join(f"w{first + step}" for step in range(8))}"', "source") == {"report"}


def test_records_of_every_noun_are_found(session):
    add(
        session,
        a_claim(about=["ben-brand"], programmes=["the-fund"], stances=[{"stance": "supports", "proposition": "p"}]),
    )

    found = {group.noun: group.total for group in search.find(session, "the OR anna OR money").groups}

    assert found == {"claim": 1, "actor": 3, "programme": 1, "proposition": 1, "topic": 1, "source": 1}


def test_the_index_made_anew_is_the_index_kept(seeded):
    kept = entries(seeded)

    search.rebuild(seeded)

    assert entries(seeded) == kept


def test_an_empty_index_is_filled_when_there_are_records(session):
    add(session, a_claim())
    kept = entries(session)
    session.execute(text("DELETE FROM search_entries"))

    assert search.rebuild_if_empty(session) is True
    assert search.rebuild_if_empty(session) is False
    assert entries(session) == kept


def test_an_empty_base_needs_no_index(session):
    assert search.rebuild_if_empty(session) is False


def test_random_words_and_phrases_find_what_reading_finds(seeded):
    texts = _texts_of_claims(seeded)
    vocabulary = sorted({word for texts in texts.values() for one in texts for word in one})
    rng = random.Random(7)

    for _ in range(150):
        asked = rng.sample(vocabulary, rng.choice([1, 1, 2, 3]))
        if rng.random() < 0.5:
            source = rng.choice(rng.choice(list(texts.values())))
            at = rng.randrange(len(source))
            asked = [" ".join(source[at : at + 3]), *asked[:1]] if rng.random() < 0.5 else source[at : at + 2]
        q = " ".join(f'"{one}"' for one in asked)

        expected = {
            slug for slug, texts in texts.items() if all(any(_holds(t, one.split()) for t in texts) for one in asked)
        }
        assert set(seeded.scalars(select(Claim.slug).where(search.claims_matching(q)))) == expected, q


def _texts_of_claims(session) -> dict[str, list[list[str]]]:
    return {
        claim.slug: [
            words(one)
            for one in (
                claim.statement,
                *(quote.exact for quote in claim.quotes),
                claim.claimant.name,
                *(alias.text for alias in claim.claimant.aliases),
            )
        ]
        for claim in session.scalars(select(Claim))
    }


def _holds(text: list[str], phrase: list[str]) -> bool:
    return any(text[at : at + len(phrase)] == phrase for at in range(len(text) - len(phrase) + 1))


def test_searching_takes_the_same_statements_whatever_is_found(seeded, counted_statements):
    with counted_statements() as few:
        search.find(seeded, "kill switch")
    with counted_statements() as many:
        search.find(seeded, "europe")

    assert few.count <= many.count <= 16


def test_what_matches_better_scores_higher(session):
    add(
        session,
        a_claim(
            key="weak",
            statement="Tanks, planes, ships and the fund are all named in this long sentence.",
            quotes=[a_quote("should shrink")],
        ),
    )
    add(session, a_claim(key="strong", statement="The fund.", quotes=[a_quote("the fund is the fund")]))
    add(session, a_claim(key="none", statement="Nothing.", quotes=[a_quote("should shrink")]))
    slugs = {claim.id: claim.slug for claim in session.scalars(select(Claim))}

    scores = search.claim_scores(session, "fund", [(claim_id, "") for claim_id in slugs])

    best_first = sorted(scores, key=lambda claim_id: -scores[claim_id])
    assert [slugs[claim_id] for claim_id in best_first] == ["strong", "weak", "none"]


def test_the_newest_matches_alone_can_be_asked_for(session):
    for year in ("2021", "2024", "2022"):
        add(session, a_claim(key=f"of-{year}", said=year))

    hits = search.published_hits("fund")
    newest = select(Claim.slug).join(hits, hits.c.record == Claim.id).order_by(hits.c.number.desc()).limit(2)

    assert session.scalars(newest).all() == ["of-2024", "of-2022"]


def test_the_matching_words_are_shown_in_their_place(seeded):
    hits = [hit for group in search.find(seeded, "kill switch").groups for hit in group.hits]

    claim = next(hit for hit in hits if hit.noun == "claim")
    source = next(hit for hit in hits if hit.noun == "source")
    assert [piece.text.lower() for piece in (*claim.title, *claim.snippet) if piece.marked][:2] == ["kill", "switch"]
    assert claim.quote is not None
    assert {piece.text.lower() for piece in source.snippet if piece.marked} == {"kill", "switch"}
    assert source.block is not None


@pytest.mark.parametrize(
    ("q", "meant"),
    [("polnad", "poland"), ("Rutt ameriacn weapons", "rutte american weapons"), ("procuremnt", "procurement")],
)
def test_a_misspelt_query_is_corrected_to_one_that_finds_something(seeded, q, meant):
    assert search.find(seeded, f"{q} ").total == 0
    assert (search.corrected(seeded, f"{q} ") or "").lower() == meant
    assert search.find(seeded, meant).total > 0


def test_what_is_like_nothing_is_not_corrected(seeded):
    assert search.corrected(seeded, "xqzwvy") is None
    assert search.corrected(seeded, "!!") is None


def test_what_is_typed_so_far_finds_names_then_sentences(seeded):
    found = search.suggested(seeded, "proc")

    assert 1 < len(found) <= 8
    assert [one.noun for one in found] == sorted(
        (one.noun for one in found), key="actor programme proposition topic claim".split().index
    )
    assert all(
        any(word.startswith("proc") for word in words(one.name)) or one.noun in {"actor", "programme"} for one in found
    )
    assert search.suggested(seeded, "p") == search.suggested(seeded, "??") == []


def test_an_alias_is_enough_to_be_suggested(seeded):
    assert [one.slug for one in search.suggested(seeded, "edtu")][:1] == ["european-defence-technology-union"]
