"""What entries refuse, each rule broken once, and what a person is told."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.entries import Entry, NewClaim, NewQuote, NewSource
from app.entries.complaints import complaints_of
from app.vocabulary import Certainty
from tests.factories import (
    TEXT,
    a_claim,
    a_figure,
    a_hop,
    a_link,
    a_programme,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    an_actor,
)


def complaints(make: Any, **fields: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        make(**fields)
    return [str(complaint) for complaint in complaints_of(refused.value, MODELS[make])]


MODELS: dict[Any, type[Entry]] = {
    make: type(make()) for make in (a_claim, a_link, a_programme, a_quote, a_source, a_topic, an_actor)
}


@pytest.mark.parametrize("key", ["Anna-Weil", "anna--weil", "-anna", "anna-", "anna weil", "anna.weil", "änna", "a/b"])
def test_a_key_is_a_slug(key):
    assert complaints(an_actor, key=key) == [
        "key: is no slug; write lower-case letters, digits and single hyphens, such as mark-rutte"
    ]


@pytest.mark.parametrize(
    ("make", "fields", "complaint"),
    [
        (an_actor, {"key": ""}, "key: is empty; fill it in"),
        (an_actor, {"key": "a" * 101}, "key: is longer than 100 characters; shorten it"),
        (an_actor, {"name": "   "}, "name: is empty; fill it in"),
        (an_actor, {"name": "A\0"}, "name: holds a character that cannot be shown (U+0000); take it out"),
        (an_actor, {"kind": "persn"}, "kind: “persn” is not in the list; did you mean person?"),
        (an_actor, {"nmae": "A"}, "nmae: is not a field here; did you mean name?"),
        (
            an_actor,
            {"aliases": "Weil"},
            "aliases: is not a list; write each entry on a line of its own, after a hyphen",
        ),
        (a_topic, {"definition": "x" * 5_001}, "definition: is longer than 5,000 characters; shorten it"),
        (a_quote, {"source": None}, "source: “None” does not fit; input should be a valid string"),
        (a_quote, {"exact": ""}, "exact: is empty; fill it in"),
        (a_quote, {"exact": " \n"}, "exact: is empty; fill it in"),
        (a_quote, {"start": -1}, "start: “-1” does not fit; input should be greater than or equal to 0"),
        (a_claim, {"claimant": "A. W."}, "claimant: is no slug; write lower-case letters, digits and single hyphens"),
        (a_claim, {"topics": []}, "topics: is empty; fill it in"),
        (a_claim, {"quotes": []}, "quotes: is empty; fill it in"),
        (a_claim, {"attribution": []}, "attribution: is empty; fill it in"),
        (a_claim, {"quotes": ["words"]}, "quotes.0: has no fields; write it as field: value"),
        (a_claim, {"said": "soon"}, "said: “soon” is not a date: write 2025, 2025-12 or 2025-12-31"),
        (a_claim, {"kind": "x"}, "kind: “x” is not in the list; use one of: factual, causal, evaluative, normative"),
        (a_claim, {"attribution": [a_hop(que="he said")]}, "attribution.0.que: is not a field here; did you mean cue?"),
    ],
)
def test_a_complaint_names_the_field_what_is_wrong_and_how_to_mend_it(make, fields, complaint):
    assert complaints(make, **fields)[0].startswith(complaint)


def test_a_missing_field_is_named():
    with pytest.raises(ValidationError) as refused:
        NewQuote.model_validate({"source": "report"})

    assert [str(one) for one in complaints_of(refused.value, NewQuote)] == ["exact: is missing; add it"]


def test_a_complaint_of_a_link_uses_the_names_that_curators_write():
    assert complaints(a_link, form="x") == ["form: is not a field here; did you mean from?"]
    assert complaints(a_link, **{"from": "A"})[0].startswith("from: is no slug")


def test_every_mistake_of_an_entry_is_told_at_once():
    found = complaints(a_claim, kind="factul", said="soon", topics=[])

    assert [one.partition(":")[0] for one in found] == ["kind", "said", "topics"]


@pytest.mark.parametrize(
    ("chain", "complaint"),
    [
        (
            [a_hop("ben-brand", "paraphrase"), a_hop()],
            "has a chain that starts with ben-brand; start it with the claimant anna-weil",
        ),
        (
            [a_hop("anna-weil", "direct"), a_hop(mode="paraphrase")],
            "has a chain that does not end on the page; give the last hop, and only it, the own_voice",
        ),
        (
            [a_hop("anna-weil", "own_voice"), a_hop()],
            "has a chain that does not end on the page; give the last hop, and only it, the own_voice",
        ),
        (
            [a_hop("anna-weil", "direct"), a_hop("anna-weil")],
            "names one actor twice in a row in the chain; take one out",
        ),
    ],
)
def test_a_chain_leads_from_the_claimant_to_the_page(chain, complaint):
    assert complaints(a_claim, attribution=chain) == [complaint]


def test_an_own_voice_is_a_chain_of_one_hop():
    assert len(a_claim(claimant="the-gazette").attribution) == 1


def test_a_hedged_claim_names_its_hedges():
    assert complaints(a_claim, certainty="hedged") == [
        "is hedged without hedges; add the hedging words, or say asserted"
    ]


def test_an_asserted_claim_has_no_hedges():
    assert complaints(a_claim, hedges=["could"]) == ["is asserted with hedges; say hedged, or take the words out"]


@pytest.mark.parametrize("certainty", ["reported", "denied"])
def test_other_certainties_may_have_hedges_or_not(certainty):
    assert a_claim(certainty=certainty).certainty == a_claim(certainty=certainty, hedges=["could"]).certainty


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"about": ["eu", "eu"]}, "names eu twice under about; take one out"),
        ({"programmes": ["safe", "edip", "safe"]}, "names safe twice under programmes; take one out"),
        ({"topics": ["money", "money"]}, "names money twice under topics; take one out"),
        (
            {"stances": [a_stance("supports"), a_stance("opposes")]},
            "names proposition the-fund-should-grow twice under stances; take one out",
        ),
    ],
)
def test_a_claim_names_nothing_twice(fields, complaint):
    assert complaints(a_claim, **fields) == [complaint]


def test_stances_toward_two_nouns_of_one_slug_are_two():
    both = a_claim(stances=[a_stance(actor="nato"), a_stance(programme="nato")])

    assert [(stance.on, stance.slug) for stance in both.stances] == [("actor", "nato"), ("programme", "nato")]


@pytest.mark.parametrize("targets", [{"note": "x"}, {"actor": "nato", "topic": "money"}])
def test_a_stance_has_one_target(targets):
    assert complaints(a_claim, stances=[a_stance(**targets)]) == [
        "stances.0: names no target or several; name one proposition, programme, actor or topic"
    ]


@pytest.mark.parametrize(
    ("amount", "complaint"),
    [
        ({"value": None}, "figures.0: needs either a value or a range; give value, or low and high"),
        ({"low": 1}, "figures.0: needs either a value or a range; give value, or low and high"),
        ({"value": None, "low": 3, "high": 2}, "figures.0: has low above high; swap them"),
        ({"value": "nan"}, "figures.0.value: “nan” does not fit; input should be a finite number"),
        ({"value": "1e999"}, "figures.0.value: “1e999” does not fit; input should be a finite number"),
        ({"value": "2 billion"}, "figures.0.value: “2 billion” does not fit; input should be a valid number"),
        ({"currency": "euro"}, "figures.0.currency: “euro” does not fit; string should match"),
        ({"qualifier": "atleast"}, "figures.0.qualifier: “atleast” is not in the list; did you mean at least?"),
    ],
)
def test_a_figure_is_a_value_or_a_range_of_numbers(amount, complaint):
    (found,) = complaints(a_claim, figures=[a_figure(**amount)])

    assert found.startswith(complaint)


@pytest.mark.parametrize("amount", [{"low": 1}, {"high": 2}, {"low": 1, "high": 1}])
def test_a_range_may_be_open_at_one_end(amount):
    assert a_claim(figures=[a_figure(value=None) | amount]).figures[0].value is None


def test_a_link_joins_two_claims():
    assert complaints(a_link, to="fund-should-grow") == ["links a claim to itself; name another claim"]


def test_a_programme_relates_to_another_once_in_each_way():
    part_of = {"kind": "part_of", "programme": "budget"}

    assert len(a_programme(related=[part_of, part_of | {"kind": "reforms"}]).related) == 2
    assert complaints(a_programme, related=[part_of, part_of]) == [
        "is twice part of budget under related; take one out"
    ]


def test_a_source_has_a_title_of_its_own_or_of_ours():
    assert a_source(title=None, supplied_title="On the fund").title is None
    assert complaints(a_source, title=None) == [
        "has no title; give the title that it states, or a supplied_title of ours"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"contributors": [{"actor": "weil"}, {"actor": "weil", "role": "author"}]},
        {"contributors": [{"actor": "weil", "role": "publisher"}], "publisher": "weil"},
    ],
)
def test_a_source_names_nobody_twice_in_one_role(fields):
    (found,) = complaints(a_source, **fields)

    assert found.startswith("names weil twice as ")


def test_a_source_may_name_somebody_in_two_roles():
    assert a_source(contributors=[{"actor": "weil"}], publisher="weil").publisher == "weil"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "www.example.org"}, "url"),
        ({"language": "English"}, "language"),
        ({"language": "en-" + "x" * 40}, "language"),
        ({"media_type": "text/plain; charset=utf-16"}, "media_type"),
        ({"short": "x" * 61}, "short"),
        ({"corrections": {"First words": "paragraf"}}, "corrections.First words"),
        ({"text": "one\0two"}, "text"),
        ({"text": ""}, "text"),
    ],
)
def test_a_source_refuses_what_no_page_could_show(fields, field):
    (found,) = complaints(a_source, **fields)

    assert found.startswith(f"{field}: ")


@pytest.mark.parametrize("came", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r")])
def test_the_text_of_a_source_has_plain_line_ends_and_no_byte_order_mark(came):
    assert a_source(text=came).text == TEXT


def test_our_own_words_are_folded_and_those_of_sources_are_not():
    claim = a_claim(statement=" The  fund\nshould grow. ", quotes=[a_quote(" the  fund\n")])

    assert claim.statement == "The fund should grow."
    assert claim.quotes[0].exact == " the  fund\n"


def test_entries_cannot_be_changed_behind_the_stores_back():
    with pytest.raises(ValidationError, match="frozen"):
        a_topic().name = "Other"  # type: ignore[misc]


def test_the_canonical_form_leaves_out_what_was_left_to_its_default():
    plain = a_claim().canonical()

    assert plain == a_claim(certainty="asserted", note=None, about=[]).canonical()
    assert set(plain) == {"key", "statement", "kind", "claimant", "attribution", "quotes", "topics"}


@pytest.mark.parametrize(
    "entry",
    [
        a_claim(said="2025-12", certainty="hedged", hedges=["could"], figures=[a_figure()], stances=[a_stance()]),
        a_source(published="2026-07-04", corrections={"A Report": "boilerplate"}),
        a_link(),
        a_programme(status="in_force", related=[{"kind": "part_of", "programme": "budget"}]),
    ],
    ids=lambda entry: entry.noun,
)
def test_an_entry_comes_back_from_its_canonical_form(entry):
    assert type(entry).model_validate(entry.canonical()) == entry


def test_a_canonical_link_uses_the_names_that_curators_write():
    assert a_link().canonical()["from"] == "fund-should-grow"


@pytest.mark.parametrize("model", [NewClaim, NewSource])
def test_every_entry_describes_itself_as_json_schema(model):
    assert model.model_json_schema()["additionalProperties"] is False
    assert Certainty.HEDGED in str(NewClaim.model_json_schema())
