"""A revision at its own address shows the same for ever, and says what has changed since."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import Redirect
from app.models.nouns import RECORDS
from app.store import Edit, revise, withdraw
from app.web.differences import differences, shortened
from tests.factories import (
    EDIT,
    ONE_OF_EACH,
    TEXT,
    a_claim,
    a_figure,
    a_proposition,
    a_quote,
    a_source,
    a_stance,
    add,
    an_actor,
)
from tests.web.many import counting
from tests.web.reading import parsed, read

SECOND = Edit(by="Ben", reason="Said more plainly.")
REST = {"stances": [a_stance()], "programmes": ["the-fund"], "about": ["nato"], "note": "Seen twice."}


@pytest.fixture
def revised(session):
    """A claim that was added, then changed."""
    quotes = [a_quote(), a_quote("It could reach €2 billion by 2030")]
    claim = add(session, a_claim(quotes=quotes, figures=[a_figure()], **REST))
    other = a_claim(statement="The fund must grow.", quotes=quotes, figures=[a_figure()], **REST)
    revise(session, claim, other, SECOND, made_from=1)
    session.commit()
    return claim


def test_a_revision_shows_all_that_was_kept_of_a_claim(client, revised):
    page = read(client, "/claims/fund-should-grow/revisions/1")

    assert page.h1.get_text() == "The fund should grow."
    words = page.select("blockquote")
    assert [one.p.get_text() for one in words] == ["the fund should grow", "It could reach €2 billion by 2030"]
    start = TEXT.index("the fund should grow")
    assert words[0].a["href"] == f"/sources/report#char={start},{start + 20}"
    facts = {one.dt.get_text(): one.dd.get_text(" ", strip=True) for one in page.select(".facts:not(.changed) > div")}
    assert facts["Claimant"] == "Anna Weil"
    assert "paraphrase" in facts["How it reached the page"]
    assert facts["Stances"] == "supports: The fund should grow."
    assert "€2 billion" in facts["Figures"]
    assert facts["Editor’s note"] == "Seen twice."
    assert (facts["Kind"], facts["Certainty"], facts["Status"]) == ("normative", "asserted", "published")


def test_a_revision_that_has_changed_since_says_so_and_leads_to_the_current_one(client, revised):
    page = read(client, "/claims/fund-should-grow/revisions/1")

    banner = page.select_one(".banner")
    assert "has changed since" in banner.get_text()
    assert banner.select_one("a[href='/claims/fund-should-grow']")
    assert page.select_one(banner.select_one("a[href^='#']")["href"])


def test_what_changed_is_marked_word_by_word_and_labelled_for_those_who_hear_it(client, revised):
    changed = read(client, "/claims/fund-should-grow/revisions/1").select(".changed > div")

    assert [one.dt.get_text() for one in changed] == ["Statement"]
    assert changed[0].dd.get_text() == "The fund [removed: should][added: must] grow."
    assert changed[0].select_one("del").get_text() == "[removed: should]"
    assert changed[0].select_one("ins").get_text() == "[added: must]"


def test_the_current_revision_says_that_it_is_the_current_one(client, revised):
    page = read(client, "/claims/fund-should-grow/revisions/2")

    assert "the current one" in page.select_one(".banner").get_text()
    assert page.h1.get_text() == "The fund must grow."
    assert not page.select("ins, del")


def test_a_revision_stays_what_it_was_when_everything_it_names_is_renamed(client, session, revised):
    before = client.get("/claims/fund-should-grow/revisions/2").text
    _rename(session, an_actor(name="Anna Weil-Brand"))
    _rename(session, a_proposition(sentence="The fund should have more money."))
    session.commit()

    after = client.get("/claims/fund-should-grow/revisions/2").text

    assert "Anna Weil-Brand" in client.get("/claims/fund-should-grow").text
    assert after == before


def _rename(session, entry: Any) -> None:
    model: Any = RECORDS[entry.noun]
    record = session.scalar(select(model).where(model.slug == entry.key))
    revise(session, record, entry, SECOND, made_from=1)


def test_the_revisions_of_a_withdrawn_claim_stay_and_say_so(client, session, revised):
    withdraw(session, revised, Edit(by="Ada", reason="The paper has printed a correction."), made_from=2)
    session.commit()

    before, withdrawn = (read(client, f"/claims/fund-should-grow/revisions/{number}") for number in (2, 3))

    assert "has been withdrawn since" in before.select_one(".banner").get_text()
    assert "published" in before.select_one(".changed del").get_text()
    assert any("The paper has printed a correction." in one.get_text() for one in withdrawn.select(".banner"))


@pytest.mark.parametrize("number", ["3", "0", "-1", "99999999999", "9" * 300])
def test_a_number_that_never_was_is_not_found(client, revised, number):
    page, data = (client.get(f"/claims/fund-should-grow/revisions/{number}{suffix}") for suffix in ("", ".json"))

    assert page.status_code == data.status_code == 404
    assert parsed(page).select_one("main a[href='/claims/fund-should-grow']")
    assert "revision" in data.json()["error"]


@pytest.mark.parametrize("number", ["one", "1.5", "%00"])
def test_what_is_no_number_is_refused(client, revised, number):
    assert client.get(f"/claims/fund-should-grow/revisions/{number}").status_code == 422


@pytest.mark.parametrize(("place", "entry"), ONE_OF_EACH.items(), ids=ONE_OF_EACH.keys())
def test_every_noun_has_revisions(client, session, place, entry):
    add(session, entry)
    session.commit()

    page, data = read(client, f"/{place}/revisions/1"), client.get(f"/{place}/revisions/1.json").json()

    assert page.h1.get_text()
    assert page.h1.get_text() == data["name"]
    assert (data["number"], data["current"], data["author"], data["reason"]) == (1, 1, EDIT.by, EDIT.reason)
    assert data["data"]["key"] == place.partition("/")[2]


def test_a_source_shows_its_text_as_it_was(client, session):
    source = add(session, a_source())
    revise(session, source, a_source(text=f"{TEXT}\nOne line more.\n"), SECOND, made_from=1)
    session.commit()

    page = read(client, "/sources/report/revisions/1")

    assert page.select_one(".kept-text .block").get_text() == TEXT
    assert "One line more." in page.select_one(".changed ins").get_text()


def test_the_history_of_a_claim_leads_to_each_revision(client, revised):
    history = [one["href"] for one in read(client, "/claims/fund-should-grow").select(".history a")]

    assert history[:2] == [f"/claims/fund-should-grow/revisions/{number}" for number in (2, 1)]
    assert history[2:] == ["/changes?record=claims%2Ffund-should-grow"]


def test_a_revision_as_data_is_the_entry_as_it_was_kept(client, revised):
    data = client.get("/claims/fund-should-grow/revisions/1.json").json()

    assert data["data"]["statement"] == "The fund should grow."
    assert data["data"]["quotes"][0]["exact"] == "the fund should grow"
    assert [one["number"] for one in data["history"]] == [2, 1]
    assert client.get(data["url"]).status_code == client.get(data["record"]).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_an_old_slug_leads_to_the_same_revision(client, session, revised, suffix):
    session.add(Redirect(noun="claim", slug="old", record_id=revised.id))
    session.commit()

    answer = client.get(f"/claims/old/revisions/1{suffix}", follow_redirects=False)

    assert answer.status_code == 301
    assert answer.headers["location"] == f"/claims/fund-should-grow/revisions/1{suffix}"


def test_a_revision_asks_the_database_a_few_questions(app, client, revised):
    with counting(app.state.engine) as sent:
        client.get("/claims/fund-should-grow/revisions/1")

    assert len(sent) <= 8, "\n".join(sent)


PAIRS = [
    ("The fund should grow.", "The fund must grow."),
    ("", "New."),
    ("Old.", ""),
    ("one\ntwo\nthree", "one\n2\nthree\nfour"),
    ("a b c d", "d c b a"),
    ("“quotes”, and – dashes", "‘quotes’ and — dashes"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_texts_can_be_read_off_their_differences(old, new):
    pieces = differences(old, new)

    assert "".join(piece.text for piece in pieces if piece.how != "in") == old
    assert "".join(piece.text for piece in pieces if piece.how != "out") == new


def test_new_words_stand_together():
    pieces = differences("It is in the short term.", "It is by the year 2030.")

    assert [piece.how for piece in pieces] == ["same", "out", "in", "same", "out", "in", "same"]


def test_what_did_not_change_is_cut_down_to_its_edges():
    pieces = shortened(differences("x" * 500 + " old " + "y" * 500, "x" * 500 + " new " + "y" * 500))

    assert sum(len(piece.text) for piece in pieces) < 300
    assert [piece.text for piece in pieces if piece.how != "same"] == ["old", "new"]
