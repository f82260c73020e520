"""Records as references: what is cited, by whom, where it leads."""

import tracemalloc

import pytest

from app.citations import Name
from app.dates import PartialDate
from app.errors import Moved, NotFound, Refused
from app.models import Redirect
from app.queries.citations import list_citable
from app.queries.cited_revisions import reference_to_revision
from app.queries.claim_references import get_citable_claim, reference_to
from app.queries.filters import ClaimFilter
from app.queries.reference_lists import list_references, list_source_references
from app.queries.references import get_citable_source, quote_reference, source_reference
from app.queries.revisions import get_snapshot
from app.store import Edit, withdraw
from app.vocabulary import ClaimStatus
from tests.factories import a_claim, a_hop, a_quote, a_source, add, an_actor

SITE = "https://ascribe.example"


def test_a_reference_to_a_source_tells_author_editor_and_publisher_apart(session):
    for key, name, kind in [
        ("leyen", "Ursula von der Leyen", "person"),
        ("gerbig", "Annika Gerbig", "person"),
        ("court", "European Court of Auditors", "institution"),
    ]:
        add(session, an_actor(key=key, name=name, kind=kind))
    people = [{"actor": "leyen"}, {"actor": "court"}, {"actor": "gerbig", "role": "editor"}]
    add(session, a_source(contributors=people, publisher="court", published="2026-07", series="Briefs"))

    found = source_reference(get_citable_source(session, "report"), SITE)

    assert found.authors == (
        Name(given="Ursula", particle="von der", family="Leyen"),
        Name(literal="European Court of Auditors"),
    )
    assert [editor.in_full for editor in found.editors] == ["Annika Gerbig"]
    assert found.publisher == "European Court of Auditors"
    assert (found.issued, found.series) == (PartialDate(2026, 7), "Briefs")


def test_a_writer_without_a_name_and_a_title_of_ours_are_cited_as_style_guides_ask(session):
    add(session, an_actor(key="nobody", name="Unnamed author", kind="unnamed_group"))
    add(session, a_source(title=None, supplied_title="Article on the fund", contributors=[{"actor": "nobody"}]))

    found = source_reference(get_citable_source(session, "report"))

    assert found.authors == ()
    assert found.title == "[Article on the fund]"


def test_a_source_is_cited_at_its_own_address_and_where_it_states_none_at_ours(session):
    add(session, a_source(key="with", url="https://example.org/report"))
    add(session, a_source(key="without"))

    assert source_reference(get_citable_source(session, "with"), SITE).url == "https://example.org/report"
    assert f"{SITE}/sources/with" in source_reference(get_citable_source(session, "with"), SITE).note
    assert source_reference(get_citable_source(session, "without"), SITE).url == f"{SITE}/sources/without"


def test_a_quote_is_cited_as_its_source_with_words_place_and_the_way_there(session):
    add(session, a_claim())
    quote = get_citable_claim(session, "fund-should-grow").quotes[0]

    found = quote_reference(quote, quote.source, SITE)

    assert found.title == "A Report on the Fund"
    assert found.quote == "the fund should grow"
    assert (found.locator, found.locator_label) == ("1", "paragraph")
    assert found.note == f"{SITE}/sources/report#char={quote.start},{quote.stop}"


def test_a_claim_record_is_cited_at_its_revision_and_names_the_claimant(session):
    claim = add(session, a_claim())

    found = reference_to(get_citable_claim(session, "fund-should-grow"), SITE)

    assert found.title == "Anna Weil: The fund should grow"
    assert found.authors == (Name(literal="Ascribe"),)
    assert found.url == f"{SITE}/claims/fund-should-grow/revisions/1"
    assert found.issued == PartialDate.parse(str(claim.updated_at.date()))
    assert "“the fund should grow” (Gazette 2026, " in found.abstract
    assert found.keywords == ("Money",)


def test_a_claim_record_can_be_cited_as_it_was(session):
    claim = add(session, a_claim())
    revision = get_snapshot(session, "claim", claim.slug, 1).revision

    found = reference_to_revision(session, claim.slug, revision, SITE)

    now = reference_to(get_citable_claim(session, "fund-should-grow"), SITE)
    assert (found.title, found.url, found.version) == (now.title, now.url, now.version)


def test_what_is_not_there_cannot_be_cited_and_what_has_moved_says_where(session):
    claim = add(session, a_claim())
    session.add(Redirect(noun="claim", slug="old-name", record_id=claim.id))
    session.flush()

    with pytest.raises(Moved):
        get_citable_claim(session, "old-name")
    with pytest.raises(NotFound):
        get_citable_source(session, "nowhere")


def test_a_list_is_cited_by_its_sources_each_once(session):
    add(session, a_claim(key="one"))
    add(session, a_claim(key="two", quotes=[a_quote(), a_quote("the fund is the fund")]))
    add(session, a_source(key="never-quoted"))

    assert [one.id for one in list_references(session, ClaimFilter())] == ["report"]
    assert [one.quote for one in list_references(session, ClaimFilter(), "quotes")] == [
        "the fund should grow",
        "the fund is the fund",
    ]
    assert [one.id for one in list_references(session, ClaimFilter(), "claims", sort="added")] == ["one", "two"]
    assert {one.id for one in list_source_references(session)} == {"report", "never-quoted"}


def test_the_filter_of_a_list_narrows_what_is_cited(session):
    add(session, a_claim(key="ours", claimant="anna-weil"))
    by_ben = [a_hop("ben-brand", "paraphrase"), a_hop()]
    shrink = [a_quote("the fund should shrink")]
    add(session, a_claim(key="theirs", claimant="ben-brand", attribution=by_ben, quotes=shrink))

    found = list(list_references(session, ClaimFilter(actor=("ben-brand",)), "quotes"))

    assert [one.quote for one in found] == ["the fund should shrink"]


def test_a_filter_by_a_record_that_does_not_exist_is_refused_before_anything_is_sent(session):
    with pytest.raises(Refused):
        list_references(session, ClaimFilter(actor=("nobody",)))


@pytest.mark.parametrize("cited", ["sources", "quotes", "claims"])
def test_one_record_and_a_list_give_the_same_references(seeded, cited):
    in_list = {one.url if cited == "claims" else one.note + one.url: one for one in _all(seeded, cited)}

    slugs = [one.id for one in _all(seeded, "claims")][::40]
    for slug in slugs:
        claim = get_citable_claim(seeded, slug)
        alone = {
            "sources": [source_reference(source, SITE) for source in claim.sources],
            "quotes": [quote_reference(quote, quote.source, SITE) for quote in claim.quotes],
            "claims": [reference_to(claim, SITE)],
        }[cited]
        for one in alone:
            assert in_list[one.url if cited == "claims" else one.note + one.url] == one


def test_a_list_streams_in_little_memory(seeded):
    found = list_references(seeded, ClaimFilter(), "claims", site=SITE)
    next(found)

    tracemalloc.start()
    count = sum(1 for _ in found)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count > 300
    assert peak < 8 * 2**20


@pytest.mark.parametrize("cited", ["sources", "quotes"])
@pytest.mark.parametrize("where", [ClaimFilter(), ClaimFilter(kind=("normative",)), ClaimFilter(programme=("safe",))])
def test_a_long_list_rests_on_the_same_words_as_a_short_one(seeded, monkeypatch, cited, where):
    asked_of_claims = list(list_references(seeded, where, cited))

    monkeypatch.setattr("app.queries.ordering.MOST", 3)
    asked_of_sources = list(list_references(seeded, where, cited))

    assert asked_of_claims
    assert asked_of_sources == asked_of_claims


def _all(session, cited):
    return list(list_references(session, ClaimFilter(), cited, site=SITE))


def test_a_withdrawn_record_says_so_in_its_title_alone_and_in_a_list(session):
    claim = add(session, a_claim())
    withdraw(session, claim, Edit(by="Ada", reason="A correction."), made_from=1)

    alone = reference_to(get_citable_claim(session, "fund-should-grow"))
    [listed] = list_references(session, ClaimFilter(status=("withdrawn",)), "claims")

    assert alone.title == listed.title == "Anna Weil: The fund should grow [withdrawn]"
    assert alone.version == "2"


@pytest.mark.parametrize("status", [ClaimStatus.DRAFT, ClaimStatus.IN_REVIEW])
def test_what_is_not_public_yet_cannot_be_cited(session, status):
    claim = add(session, a_claim())
    claim.status = status
    session.flush()

    with pytest.raises(NotFound):
        get_citable_claim(session, "fund-should-grow")
    assert list(list_references(session, ClaimFilter(), "claims")) == []
    assert [found.kind for found in list_citable(session) if found.kind == "claim_record"] == []
