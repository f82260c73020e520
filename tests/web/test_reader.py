"""The reader: a source's text in full, cut so that quotes can overlap and names can link, and nothing is lost."""

from itertools import pairwise
from typing import Any

import pytest

from app import store
from app.extraction.mentions import Mention
from app.models import Block, Claim, ClaimQuote, Quote, Source
from app.vocabulary import BlockKind, ClaimStatus
from app.web.reader import Passage, number_claims, passages
from tests import factories
from tests.factories import EDIT, add, an_actor
from tests.web.reading import read

TEXT = "The European Union funds drones."
#       0   4            17    23


def a_source(*quotes: Quote, text: str = TEXT, cuts: tuple[int, ...] = ()) -> Source:
    """A source in memory, its text cut into blocks at these places."""
    edges = (0, *cuts, len(text))
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, start=start, stop=stop, section=[], number=number)
        for number, (start, stop) in enumerate(pairwise(edges), start=1)
    ]
    return Source(text=text, blocks=blocks, quotes=list(quotes))


def a_quote(words: str, *claims: int, status: ClaimStatus = ClaimStatus.PUBLISHED, text: str = TEXT) -> Quote:
    """The words as a quote of the claims with these numbers."""
    start = text.index(words)
    uses = [ClaimQuote(claim_id=claim, claim=Claim(id=claim, status=status)) for claim in claims]
    return Quote(exact=words, start=start, stop=start + len(words), uses=uses)


def pieces(passage: Passage) -> list[tuple[str, list[int]]]:
    return [(one.text, [note.number for note in one.notes]) for one in passage.stretches]


def test_a_quote_cuts_its_block_into_before_within_and_after():
    (passage,) = passages(a_source(a_quote("European Union", 1)), [])

    assert pieces(passage) == [("The ", []), ("European Union", [1]), (" funds drones.", [])]


def test_overlapping_quotes_are_both_over_what_they_share():
    (passage,) = passages(a_source(a_quote("European Union funds", 1), a_quote("funds drones", 2)), [])

    assert pieces(passage) == [
        ("The ", []),
        ("European Union ", [1]),
        ("funds", [1, 2]),
        (" drones", [2]),
        (".", []),
    ]
    assert [[note.number for note in one.ending] for one in passage.stretches] == [[], [], [1], [2], []]


def test_a_quote_inside_another_starts_and_ends_there():
    outer, inner = a_quote(TEXT, 1), a_quote("Union", 2)

    (passage,) = passages(a_source(outer, inner), [])

    assert pieces(passage) == [("The European ", [1]), ("Union", [1, 2]), (" funds drones.", [1])]
    assert [one.anchors for one in passage.stretches] == [(outer.anchor,), (inner.anchor,), ()]
    assert passage.stretches[1].within == (outer.anchor, inner.anchor)


def test_two_claims_on_the_same_words_share_one_place():
    quote = a_quote("funds drones", 7, 8)

    (passage,) = passages(a_source(quote), [])

    assert pieces(passage)[1] == ("funds drones", [1, 2])
    assert passage.stretches[1].anchors == (quote.anchor,)


def test_words_that_only_a_fact_rests_on_can_be_landed_on_and_carry_no_number():
    quote = a_quote("European Union")

    (passage,) = passages(a_source(quote), [])

    assert passage.stretches[1].anchors == (quote.anchor,)
    assert passage.stretches[1].within == (quote.anchor,)
    assert passage.notes == passage.stretches[1].notes == ()


def test_a_claim_that_is_not_published_leaves_no_number():
    source = a_source(a_quote("Union", 1, status=ClaimStatus.WITHDRAWN), a_quote("drones", 2))

    assert [note.claim.id for note in number_claims(source.quotes)] == [2]
    assert passages(source, [])[0].notes[0].number == 1


def test_claims_are_numbered_in_reading_order_and_keep_their_number():
    first, again = a_quote("European", 9), a_quote("drones", 9)
    between = a_quote("funds", 3)

    notes = number_claims([again, between, first])

    assert [(note.number, note.claim.id) for note in notes] == [(1, 9), (2, 3), (1, 9)]


def test_a_quote_over_two_blocks_is_in_both_and_starts_in_the_first():
    source = a_source(a_quote("Union funds", 1), cuts=(19,))

    one, other = passages(source, [])

    assert pieces(one)[-1] == ("Union ", [1])
    assert pieces(other)[0] == ("funds", [1])
    assert [len(passage.notes) for passage in (one, other)] == [1, 0]
    assert other.stretches[0].anchors == ()


def test_a_name_is_a_stretch_of_its_own_inside_a_quote():
    name = Mention(4, 18, "actor", "european-union")

    (passage,) = passages(a_source(a_quote("The European Union funds", 1)), [name])

    assert pieces(passage)[1] == ("European Union", [1])
    assert [one.mention for one in passage.stretches] == [None, name, None, None]


def test_a_name_that_a_quote_cuts_stays_plain_text():
    name = Mention(4, 18, "actor", "european-union")

    (passage,) = passages(a_source(a_quote("Union funds", 1)), [name])

    assert "".join(one.text for one in passage.stretches) == TEXT
    assert all(one.mention is None for one in passage.stretches)


@pytest.fixture(scope="module")
def slugs(seeded_client) -> list[str]:
    return [source["slug"] for source in seeded_client.get("/sources.json").json()["items"]]


def open_source(client, slug: str) -> Any:
    return read(client, f"/sources/{slug}")


def test_the_reader_shows_every_block_word_for_word(seeded_client, slugs):
    for slug in slugs:
        source = seeded_client.get(f"/sources/{slug}.json").json()
        blocks = open_source(seeded_client, slug).select(".reader .block")

        for ours in blocks:
            for added in ours.select("sup, .paragraph-number"):
                added.decompose()
        shown = [block.get_text() for block in blocks]
        assert shown == [source["text"][block["start"] : block["end"]] for block in source["blocks"]]


def test_every_quote_of_a_claim_is_marked_word_for_word_and_leads_to_its_claim(seeded_client, slugs, all_claims):
    for slug in slugs:
        page = open_source(seeded_client, slug)
        marked: dict[str, str] = {}
        for piece in page.select(".quoted"):
            for anchor in piece["data-anchors"].split():
                marked[anchor] = marked.get(anchor, "") + piece.get_text()
        places = {element["id"] for element in page.select(".reader [id]")}

        for quote in (quote for claim in all_claims for quote in claim["quotes"] if quote["source"]["slug"] == slug):
            anchor = f"char={quote['start']},{quote['end']}"
            assert anchor in places
            assert "".join(marked[anchor].split()) == "".join(quote["exact"].split())
        linked = {link["href"] for link in page.select(".reader sup a")}
        assert linked == {f"/claims/{one['slug']}" for one in all_claims if slug in sources_of(one)}


def sources_of(claim) -> set[str]:
    return {quote["source"]["slug"] for quote in claim["quotes"]}


def test_beside_the_text_stand_its_claims_in_reading_order(seeded_client, slugs, all_claims):
    for slug in slugs:
        page = open_source(seeded_client, slug)

        items = page.select(".claim-list > li")
        assert [int(item["value"]) for item in items] == list(range(1, len(items) + 1))
        assert len(items) == sum(slug in sources_of(claim) for claim in all_claims)
        numbers = {int(note["value"]) for note in page.select(".notes li")}
        assert numbers == {int(item["value"]) for item in items}


def test_names_in_the_text_lead_to_their_pages(seeded_client):
    page = open_source(seeded_client, "rutte-urges-dual-track")

    mentions = {(link.get_text(), link["href"]) for link in page.select("a.mention")}
    assert ("Mark Rutte", "/actors/mark-rutte") in mentions
    assert any(href.startswith("/programmes/") for _, href in mentions)


def test_what_the_text_does_not_state_is_shown_as_not_stated(seeded_client, slugs):
    for slug in slugs:
        source = seeded_client.get(f"/sources/{slug}.json").json()
        terms = {
            term.get_text(): term.find_next("dd").get_text(" ")
            for term in open_source(seeded_client, slug).select(".record dt")
        }

        for label, field in [
            ("Title", "title"),
            ("Published", "published"),
            ("Publisher", "publisher"),
            ("Series", "series"),
        ]:
            assert ("not stated" in terms[label]) == (source[field] is None), (slug, label)


def test_a_name_that_is_new_links_at_once_and_one_that_is_gone_no_longer_does(client, session):
    def linked() -> set[str]:
        return {link["href"] for link in open_source(client, "report").select("a.mention")}

    add(session, an_actor(key="anna-weil", name="Anna Weil"))
    add(session, an_actor(key="the-gazette", name="The Gazette"))
    ben = add(session, an_actor(key="ben-brand", name="Somebody Else"))
    add(session, factories.a_source())
    session.commit()
    assert "/actors/anna-weil" in linked()
    assert "/actors/ben-brand" not in linked()

    store.revise(session, ben, an_actor(key="ben-brand", name="Ben Brand"), EDIT, made_from=1)
    session.commit()
    assert {"/actors/anna-weil", "/actors/ben-brand"} <= linked()

    store.revise(session, ben, an_actor(key="ben-brand", name="Somebody Else"), EDIT, made_from=2)
    session.commit()
    assert "/actors/ben-brand" not in linked()
