"""The history of a record: every revision can be read, restored and undone; a claim is withdrawn and comes back."""

import pytest

from app.store import Edit, merge, rename, revise, withdraw
from tests.factories import EDIT, ONE_OF_EACH, a_claim, a_link, a_quote, add, an_actor
from tests.people import changed, fields_of
from tests.web.drafting import page_of
from tests.web.reading import parsed, read, text_of


@pytest.fixture
def base(base, session):
    """A claim of two revisions."""
    revise(session, base, a_claim(statement="The fund must grow."), EDIT, 1)
    session.commit()
    return base


def restore(writer, path: str, **fields):
    """Send the form of a revision's page, with other values if they are given."""
    sent = fields_of(writer.get(path).text, "form[action$=restore]")
    return writer.post(f"{path}/restore", changed(sent, **fields))


@pytest.mark.parametrize(("place", "entry"), ONE_OF_EACH.items(), ids=ONE_OF_EACH.keys())
def test_every_record_page_shows_its_history(client, session, place, entry):
    add(session, entry)
    session.commit()

    history = read(client, f"/{place}").select_one(".history")

    assert text_of(history.summary) == "1 revision"
    assert history.select_one("li a")["href"] == f"/{place}/revisions/1"
    assert f"{EDIT.by}: {EDIT.reason}" in text_of(history)
    assert history.select("a")[-1]["href"] == f"/changes?record={place.replace('/', '%2F')}"
    assert read(client, history.select("a")[-1]["href"]).select(".changes li")


def test_what_a_record_was_is_restored_as_a_new_revision(base, ada, client):
    answer = restore(ada, "/claims/fund-should-grow/revisions/1", reason="The first wording was right.")

    assert answer.headers["location"] == "/claims/fund-should-grow#saved"
    page = read(client, "/claims/fund-should-grow")
    assert page.h1.get_text() == "The fund should grow."
    assert [one["value"] for one in page.select(".history li")] == ["3", "2", "1"]
    assert "Ada: The first wording was right." in text_of(page.select_one(".history li"))
    assert "[removed: " in client.get("/claims/fund-should-grow/revisions/2").text


def test_restoring_needs_a_reason(base, ada):
    answer = restore(ada, "/claims/fund-should-grow/revisions/1", reason=" ")

    assert answer.status_code == 422
    assert parsed(answer).select_one(".problems a[href='#f-_reason']")
    assert parsed(answer).h1.get_text() == "The fund should grow.", "it is the page of the revision still"


def test_restoring_does_not_undo_what_one_has_not_seen(base, ada, session):
    sent = fields_of(ada.get("/claims/fund-should-grow/revisions/1").text, "form[action$=restore]")
    revise(session, base, a_claim(statement="The fund will grow."), EDIT, 2)
    session.commit()

    answer = ada.post("/claims/fund-should-grow/revisions/1/restore", changed(sent, reason="Back."))

    assert answer.status_code == 422
    page = parsed(answer)
    assert "would undo a change that came after" in text_of(page.select_one("#problems"))
    assert page.select_one("[name=_made_from]")["value"] == "3"
    assert page.select_one("[name=_reason]")["value"] == "Back."


def test_what_no_longer_fits_is_not_restored_and_says_why(base, ada, session):
    add(session, a_claim(key="other", quotes=[a_quote("the fund should shrink")]))
    claim = session.merge(base)
    revise(session, claim, a_claim(statement="The fund must grow.", note="x"), EDIT, 2)
    session.commit()

    answer = restore(ada, "/claims/fund-should-grow/revisions/1", reason="x" * 501)

    assert answer.status_code == 422
    assert "longer than 500" in answer.text


def test_only_those_who_publish_can_restore(base, client, cy):
    path = "/claims/fund-should-grow/revisions/1"

    for page in (read(client, path), page_of(cy, path)):
        assert not page.select("form[action$=restore]")
    assert cy.post(f"{path}/restore", {"_reason": "Mine", "_made_from": "2"}).status_code == 403
    assert client.post(f"{path}/restore").status_code == 401


def test_the_current_revision_has_nothing_to_restore(base, ada):
    assert not page_of(ada, "/claims/fund-should-grow/revisions/2").select("form[action$=restore]")


def test_a_revision_that_never_was_cannot_be_restored(base, ada):
    for number in ("9", "0", "-1", "99999999999999"):
        answer = ada.post(f"/claims/fund-should-grow/revisions/{number}/restore", {"_reason": "x", "_made_from": "2"})
        assert answer.status_code == 404
    assert ada.post("/claims/no-such/revisions/1/restore", {"_reason": "x"}).status_code == 404


def test_after_saving_the_page_says_which_revision_it_is_and_how_to_undo_it(base, ada, client):
    fields = changed(fields_of(ada.get("/actors/anna-weil/edit").text), name="Anna W. Weil", reason="In full.")
    answer = ada.post("/actors/anna-weil", fields)

    page = page_of(ada, answer.headers["location"].partition("#")[0])

    told = page.select_one("#saved")
    assert "Saved as revision 2." in text_of(told)
    assert told.a["href"] == "/actors/anna-weil/revisions/1#restore"
    assert page_of(ada, "/actors/anna-weil/revisions/1").select_one("#restore")
    assert not read(client, "/actors/anna-weil").select("#saved"), "readers are told nothing"


def test_a_new_claim_is_undone_by_withdrawing_it(ada, session):
    add(session, a_claim())
    session.commit()

    assert (
        page_of(ada, "/claims/fund-should-grow").select_one("#saved a")["href"] == "/claims/fund-should-grow/withdraw"
    )


def test_a_claim_is_withdrawn_with_a_reason_and_published_again(base, ada, client, session):
    add(session, a_claim(key="fund-should-shrink", quotes=[a_quote("should shrink")]))
    add(session, a_link())
    session.commit()
    page = page_of(ada, "/claims/fund-should-grow/withdraw")
    assert "no longer bears on 1 other claim" in page.main.get_text()

    answer = ada.post(
        "/claims/fund-should-grow/withdraw", changed(fields_of(str(page), "form.sheet"), reason="Misread.")
    )

    assert answer.headers["location"] == "/claims/fund-should-grow#saved"
    shown = page_of(ada, "/claims/fund-should-grow")
    assert "Misread." in text_of(shown.select_one(".banner"))
    assert shown.select_one(".desk a[href='/claims/fund-should-grow/withdraw']").get_text() == "Publish it again"
    assert "fund-should-grow" not in client.get("/claims").text

    back = page_of(ada, "/claims/fund-should-grow/withdraw")
    assert "Ada withdrew it" in back.main.get_text()
    sent = changed(fields_of(str(back), "form.sheet"), reason="Read again: it holds.")
    assert ada.post("/claims/fund-should-grow/reinstate", sent).status_code == 303
    assert "fund-should-grow" in client.get("/claims").text


@pytest.mark.parametrize(
    ("step", "reason", "told"), [("withdraw", "", "say in a few words why"), ("reinstate", "x", "stands already")]
)
def test_a_step_that_cannot_be_done_says_why(base, ada, step, reason, told):
    answer = ada.post(f"/claims/fund-should-grow/{step}", {"_reason": reason, "_made_from": "2"})

    assert answer.status_code == 422
    assert told in answer.text
    assert parsed(answer).select_one("[name=_reason]")["value"] == reason


def test_a_claim_that_changed_meanwhile_is_not_withdrawn_unseen(base, ada, client):
    answer = ada.post("/claims/fund-should-grow/withdraw", {"_reason": "Misread.", "_made_from": "1"})

    assert answer.status_code == 422
    assert "came after you opened it" in answer.text
    assert "Withdrawn" not in client.get("/claims/fund-should-grow").text


def test_contributors_and_readers_withdraw_nothing(base, client, cy):
    assert cy.get("/claims/fund-should-grow/withdraw").status_code == 403
    assert cy.post("/claims/fund-should-grow/withdraw", {"_reason": "x", "_made_from": "2"}).status_code == 403
    asked = client.get("/claims/fund-should-grow/withdraw")
    assert asked.status_code == 401
    assert parsed(asked).select_one("[name=then]")["value"] == "/claims/fund-should-grow/withdraw"


def test_a_withdrawn_claim_that_is_changed_stays_withdrawn(base, ada, client, session):
    withdraw(session, base, EDIT, 2)
    session.commit()
    fields = changed(fields_of(ada.get("/claims/fund-should-grow/edit").text), note="Seen.", reason="A note.")

    assert ada.post("/claims/fund-should-grow", fields).status_code == 303

    data = client.get("/claims/fund-should-grow/revisions/4.json").json()["data"]
    assert (data["status"], data["note"]) == ("withdrawn", "Seen.")


def test_the_changes_of_one_record_are_listed_under_every_address_it_had(base, client, session):
    rename(session, base, "fund-must-grow", EDIT, 2)
    session.commit()

    for slug in ("fund-must-grow", "fund-should-grow"):
        found = client.get(f"/changes.json?record=claims/{slug}").json()["items"]
        assert [one["number"] for one in found] == [3, 2, 1]
    assert "Only of The fund must grow." in text_of(read(client, "/changes?record=claims/fund-must-grow").main)
    feed = client.get("/changes.atom?record=claims/fund-must-grow")
    assert feed.text.count("<entry>") == 3


def test_the_changes_of_a_claim_tell_of_the_links_from_and_to_it(base, client, session):
    other = add(session, a_claim(key="fund-should-shrink", statement="The fund should shrink."))
    link = add(session, a_link())
    back = a_link(**{"from": "fund-should-shrink", "to": "fund-should-grow", "kind": "qualifies", "reason": "In part."})
    add(session, back)
    withdraw(session, link, Edit(by="Ada", reason="They agree."), 1)
    add(session, a_claim(key="third"))
    add(session, a_link(**{"from": "third", "to": other.slug, "reason": "Of others."}))
    session.commit()

    listed = client.get("/changes.json?record=claims/fund-should-grow").json()["items"]
    page = read(client, "/changes?record=claims/fund-should-grow")

    links = [(one["what"], one["name"], one["reason"]) for one in listed if one["noun"] == "link"]
    assert links == [
        ("withdrawn", "Both cannot be.", "They agree."),
        ("added", "In part.", EDIT.reason),
        ("added", "Both cannot be.", EDIT.reason),
    ]
    assert [one["number"] for one in listed if one["noun"] == "claim"] == [2, 1]
    assert "Only of The fund must grow." in text_of(page.main)
    assert client.get("/changes.atom?record=claims/fund-should-grow").text.count("<entry>") == 5
    assert len(client.get("/changes.json?record=claims/fund-should-grow&noun=claim").json()["items"]) == 2


def test_the_changes_of_a_record_that_was_merged_away_stay(base, client, session):
    add(session, an_actor(key="a-weil", name="A. Weil"))
    session.commit()
    merge(session, "actor", "a-weil", "anna-weil", EDIT)
    session.commit()

    found = client.get("/changes.json?record=actors/a-weil").json()["items"]

    assert [one["number"] for one in found] == [2, 1], "how it was, and that it went"
    assert read(client, "/actors/a-weil/revisions/1").h1.get_text() == "A. Weil"


@pytest.mark.parametrize("query", ["record=claims", "record=robots/x", "record=claims/%00", "record=claims/A"])
def test_a_record_that_cannot_be_is_refused(client, query):
    for suffix in ("", ".json", ".atom"):
        assert client.get(f"/changes{suffix}?{query}").status_code == 422


def test_a_record_that_never_was_is_not_found(client):
    for suffix in ("", ".json", ".atom"):
        assert client.get(f"/changes{suffix}?record=claims/no-such").status_code == 404


def test_a_page_of_changes_leads_to_the_feed_of_the_same(base, client):
    page = read(client, "/changes?record=claims/fund-should-grow&author=Ada")

    feeds = [one["href"] for one in page.select("head link[type='application/atom+xml']")]
    assert feeds == ["/changes.atom?record=claims%2Ffund-should-grow&author=Ada"]
    assert page.select_one(".finder [name=record]")["value"] == "claims/fund-should-grow"
