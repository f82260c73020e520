"""Soft rules: what warns without blocking."""

from app.entries.soft_rules import actors_in, broken
from tests.factories import a_claim, a_figure, a_hop, a_quote, a_stance


def _fields(claim, unnamed=()) -> list[str]:
    return [one.field for one in broken(claim.canonical(), unnamed)]


def test_a_claim_that_one_source_passes_on_has_a_single_origin():
    assert _fields(a_claim()) == ["quotes"]
    assert _fields(a_claim(quotes=[a_quote(), a_quote(source="another")])) == []


def test_what_an_author_says_in_the_own_voice_is_its_own_origin():
    assert _fields(a_claim(claimant="the-gazette")) == []


def test_a_claimant_without_a_name_is_an_anonymous_speaker():
    claim = a_claim(claimant="five-sources", attribution=[a_hop("five-sources", "paraphrase"), a_hop()])

    assert _fields(claim, {"five-sources"}) == ["quotes", "claimant"]
    assert actors_in(claim.canonical()) == {"five-sources", "the-gazette"}


def test_a_figure_needs_a_period_unless_it_is_a_year():
    own = {"claimant": "the-gazette"}

    assert _fields(a_claim(**own, figures=[a_figure(period="2026"), a_figure()])) == ["figures.1.period"]
    assert _fields(a_claim(**own, figures=[a_figure(text="by 2030", value=2030, unit="year", currency=None)])) == []


def test_stances_want_a_proposition_among_them():
    own = {"claimant": "the-gazette"}
    on_fund = a_stance(programme="the-fund")

    assert _fields(a_claim(**own, stances=[on_fund])) == ["stances"]
    assert _fields(a_claim(**own, stances=[on_fund, a_stance()])) == []


def test_a_form_that_is_hardly_begun_breaks_nothing():
    assert broken({}) == broken({"claimant": "x", "figures": "?", "attribution": [{}]}) == []
