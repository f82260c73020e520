"""Writing sources: the text, its blocks, and that neither moves under what was quoted."""

import pytest

from app import store
from app.errors import Refused
from app.models import Source
from app.queries.checks import failures
from app.vocabulary import BlockKind
from tests.factories import EDIT, TEXT, a_claim, a_quote, a_source, add


def stored_text(session, slug="report"):
    from sqlalchemy import select

    return session.scalar(select(Source.text).where(Source.slug == slug))


def test_the_text_is_stored_as_it_came_with_blocks_that_cover_it(session):
    source = add(session, a_source())

    assert stored_text(session) == TEXT
    assert [(block.kind, TEXT[block.start : block.stop][:8]) for block in source.blocks] == [
        (BlockKind.HEADING, "A Report"),
        (BlockKind.PARAGRAPH, "In short"),
        (BlockKind.PARAGRAPH, "Ben Bran"),
    ]
    assert list(failures(session)) == []


@pytest.mark.parametrize("came", ["\ufeff" + TEXT, "\ufeff\ufeff" + TEXT, TEXT.replace("\n", "\r\n")])
def test_places_hold_whatever_line_ends_and_marks_the_text_came_with(sqlite_session, came):
    add(sqlite_session, a_source(text=came))
    claim = add(sqlite_session, a_claim(quotes=[a_quote("The Gazette sees it otherwise")]))
    sqlite_session.commit()

    assert stored_text(sqlite_session) == TEXT
    assert claim.quotes[0].start == TEXT.index("The Gazette sees")
    assert list(failures(sqlite_session)) == []


@pytest.mark.parametrize("text", ["   \n", "\x01\x02\x03 binary \x04"])
def test_what_is_no_text_is_refused(sqlite_session, text):
    with pytest.raises(Refused):
        add(sqlite_session, a_source(text=text))


def test_a_type_of_document_that_cannot_be_read_is_refused(sqlite_session):
    with pytest.raises(Refused, match="documents of type “image/png” cannot be read"):
        add(sqlite_session, a_source(media_type="image/png"))


def test_corrections_mend_what_the_reader_took_a_block_for(sqlite_session):
    source = add(sqlite_session, a_source(corrections={"Ben Brand disagreed": "boilerplate"}))

    assert [block.kind for block in source.blocks][-1] == BlockKind.BOILERPLATE
    assert [block.number for block in source.blocks] == [None, 1, None]


def test_a_correction_that_fits_no_block_is_refused(sqlite_session):
    with pytest.raises(Refused, match="no block begins with “Nowhere”"):
        add(sqlite_session, a_source(corrections={"Nowhere": "boilerplate"}))


def test_the_text_does_not_change_under_its_quotes(session):
    add(session, a_claim())
    source = add_again(session, 1)

    for changed in (TEXT.replace("should grow", "should glow"), "Note: " + TEXT, TEXT[:40]):
        with pytest.raises(Refused) as refused:
            store.revise(session, source, a_source(text=changed), EDIT, made_from=1)
        session.rollback()

        (complaint,) = refused.value.complaints
        assert complaint.path == ("text",)
        assert complaint.wrong == "the new text moves or changes 1 quoted places, the first is “the fund should grow”"
    assert stored_text(session) == TEXT
    assert source.revision == 1


def test_the_text_may_change_where_nothing_is_quoted(sqlite_session):
    add(sqlite_session, a_claim())
    source = add_again(sqlite_session, 1)
    changed = TEXT + "\nThis report was corrected.\n"

    store.revise(sqlite_session, source, a_source(text=changed), EDIT, made_from=1)
    sqlite_session.commit()

    assert stored_text(sqlite_session) == changed
    assert len(source.blocks) == 4
    assert list(failures(sqlite_session)) == []


def test_what_a_source_states_is_quoted_from_the_text_that_comes_with_it(session):
    source = add(session, a_source(text="A Report\n\nWords."))
    new = "New: A Report\n\nWords, by Anna Weil."

    fact = {"what": "Author", "value": "Anna Weil", "quote": a_quote("Anna Weil")}
    store.revise(session, source, a_source(text=new, facts=[fact]), EDIT, made_from=1)
    session.commit()

    (stated,) = source.facts
    assert stated.quote is not None
    assert (stated.quote.exact, stated.quote.start) == ("Anna Weil", new.index("Anna Weil"))
    assert list(failures(session)) == []


def test_what_a_source_states_but_its_text_does_not_is_refused(sqlite_session):
    fact = {"what": "Author", "value": "Carla", "quote": a_quote("Carla")}

    with pytest.raises(Refused) as refused:
        add(sqlite_session, a_source(facts=[fact]))

    assert [one.path for one in refused.value.complaints] == [("facts", 0, "quote")]


def test_claims_without_a_day_of_their_own_take_the_sources(session):
    own, its = add(session, a_claim(key="own", said="2024")), add(session, a_claim(key="its"))
    source = add_again(session, 1)

    store.revise(session, source, a_source(published="2026-07"), EDIT, made_from=1)
    session.commit()
    session.expire_all()

    assert (own.dated, its.dated) == ("2024", "2026-07")


def add_again(session, revision):
    """The source that the claims of a test have brought with them."""
    from sqlalchemy import select

    session.commit()
    source = session.scalars(select(Source).where(Source.slug == "report")).one()
    assert source.revision == revision
    return source
