"""A draft from the first word to the record that it becomes: seen, talked about, sent back, published."""

from sqlalchemy import select

from app.models import Claim, Draft, Revision
from app.store import revise
from app.vocabulary import DraftState
from tests.factories import EDIT, a_claim, a_link, a_quote, add, an_actor
from tests.people import changed, fields_of, signed_in
from tests.web.drafting import NEW, hand_in, hand_in_change, page_of, publish
from tests.web.reading import parsed, text_of


def test_a_new_claim_is_shown_whole_with_its_words_in_their_passage(base, cy, ada):
    number = hand_in(cy, **NEW)

    page = page_of(ada, f"/drafts/{number}")

    assert page.h1.get_text() == "The fund could double."
    assert "A new claim by Cy" in text_of(page.select_one(".kind-line"))
    assert not page.select("#missing")
    evidence = page.select_one("blockquote")
    assert evidence.select_one(".quoted").get_text() == "It could reach €2 billion by 2030"
    assert "In short," in evidence.select_one(".around").get_text()
    assert evidence.footer.a["href"].startswith("/sources/report#char=")
    facts = {one.dt.get_text(): text_of(one.dd) for one in page.select(".facts > div")}
    assert facts["Claimant"] == "Anna Weil"
    assert "paraphrase" in facts["How it reached the page"]


def test_a_change_is_shown_beside_the_record_as_it_is(base, cy, ada):
    number = hand_in_change(cy, statement="The fund must grow.", reason="Said more strongly.")

    page = page_of(ada, f"/drafts/{number}")

    rows = page.select(".changed > div")
    assert [row.dt.get_text() for row in rows] == ["Statement"]
    assert rows[0].select_one("del").get_text() == "[removed: should]"
    assert rows[0].select_one("ins").get_text() == "[added: must]"
    assert "Said more strongly." in page.get_text()
    assert not page.select("blockquote"), "no new words: the quote stood there before"


def test_new_actors_and_links_that_come_with_it_are_shown(base, cy, ada):
    fields = NEW | {
        "new_actors.0.name": "Zora Zett",
        "new_actors.0.kind": "person",
        "about.0": "Zora Zett",
        "links.0.kind": "repeats",
        "links.0.to": "fund-should-grow",
        "links.0.reason": "The same sentence.",
    }
    number = hand_in(cy, **fields)

    beside = text_of(page_of(ada, f"/drafts/{number}").select_one("#beside").parent)

    assert "A new actor: Zora Zett , person" in beside
    assert "repeats The fund should grow. . The same sentence." in beside


def test_claims_much_like_a_new_one_are_shown_before_anybody_publishes_it(base, cy, ada):
    number = hand_in(cy, **NEW | {"statement": "The fund should grow!", "quotes.0.exact": "the fund should grow"})

    page = page_of(ada, f"/drafts/{number}")

    assert page.select_one("#similar ~ ul a")["href"] == "/claims/fund-should-grow"
    assert "on the same words" in text_of(page.select_one("#similar ~ ul"))
    assert publish(ada, number).status_code == 303, "who has seen it may publish it"


def test_what_is_missing_is_said_and_what_is_typed_is_shown(base, cy, ada):
    number = hand_in(cy, statement="The fund could double.", kind="normative")

    page = page_of(ada, f"/drafts/{number}")

    missing = text_of(page.select_one("#missing").parent)
    assert "Claimant is missing" in missing
    assert "Quote is missing" in missing or "Quote is empty" in missing
    assert "The fund could double." in page.get_text()
    assert not page.select("form[action$=publish]")
    saves = {"_saves": "1"}
    assert ada.post(f"/drafts/{number}/publish", saves).status_code == 422


def test_what_the_base_would_refuse_is_told_before_anybody_publishes(base, cy, ada):
    number = hand_in(cy, **NEW | {"certainty": "hedged", "hedges": "perhaps"})

    page = page_of(ada, f"/drafts/{number}")

    assert "“perhaps” is in none of the quotes" in text_of(page.select_one("#missing").parent)


def test_an_editor_publishes_as_it_is_and_the_history_names_both(base, cy, ada, session):
    number = hand_in(cy, **NEW, _reason="Overlooked so far")

    answer = publish(ada, number)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims/the-fund-could-double#saved"
    revision = session.scalars(select(Revision).where(Revision.noun == "claim").order_by(Revision.id.desc())).first()
    assert (revision.author, revision.reason) == ("Cy", "Overlooked so far. Published by Ada.")
    found = cy.client.get("/changes.json?author=Cy").json()["items"]
    assert [one["slug"] for one in found] == ["the-fund-could-double"]


def test_an_editor_may_change_a_draft_before_publishing_it_and_the_history_says_so(base, cy, ada, session):
    number = hand_in(cy, **NEW)
    fields = changed(fields_of(ada.get(f"/drafts/{number}/edit").text), statement="It could double.")

    answer = ada.post("/claims", fields)

    assert answer.status_code == 303, answer.text
    revision = session.scalars(select(Revision).where(Revision.noun == "claim").order_by(Revision.id.desc())).first()
    assert (revision.author, revision.reason) == ("Cy", "Added. Changed and published by Ada.")
    assert revision.data["statement"] == "It could double."
    assert session.get_one(Draft, number).state is DraftState.ACCEPTED


def test_what_an_editor_types_into_a_draft_is_kept_beside_the_words_of_its_author(base, cy, ada, session):
    number = hand_in(cy, **NEW)
    typed = changed(fields_of(ada.get(f"/drafts/{number}/edit").text), statement="By Ada.", _do="keep")

    copy = int(ada.post("/drafts", typed).headers["location"].split("/")[2])

    assert copy != number
    assert session.get_one(Draft, number).form["statement"] == NEW["statement"]
    fields = fields_of(ada.get(f"/drafts/{copy}/edit").text)
    assert ada.post("/claims", fields).status_code == 303
    session.rollback()
    assert {session.get_one(Draft, one).state for one in (number, copy)} == {DraftState.ACCEPTED}
    assert session.scalars(select(Revision).order_by(Revision.id.desc())).first().author == "Cy"


def test_a_published_draft_leads_to_its_record(base, cy, ada):
    number = hand_in(cy, **NEW)
    publish(ada, number)

    page = page_of(cy, f"/drafts/{number}")

    assert page.select_one(".banner a[href='/claims/the-fund-could-double']")
    assert not page.select("form[action$=publish]")
    listed = page_of(cy, "/drafts")
    assert listed.select_one(f"#draft-{number} a[href='/claims/the-fund-could-double']")


def test_whoever_presses_publish_twice_publishes_once(base, cy, ada, session):
    number = hand_in(cy, **NEW)
    first, second = publish(ada, number), ada.post(f"/drafts/{number}/publish", {"_saves": "1"})

    assert first.headers["location"] == second.headers["location"]
    assert len(session.scalars(select(Claim)).all()) == 2


def test_a_form_of_a_draft_that_is_sent_twice_makes_one_claim(base, ada, session):
    number = int(ada.post("/drafts", {"_noun": "claim", "_do": "keep", **NEW}).headers["location"].split("/")[2])
    fields = fields_of(ada.get(f"/drafts/{number}/edit").text)

    first, second = ada.post("/claims", fields), ada.post("/claims", fields)

    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert len(session.scalars(select(Claim)).all()) == 2


def test_nobody_publishes_what_they_have_not_seen(base, cy, ada, session):
    number = hand_in(cy, **NEW)
    saves = page_of(ada, f"/drafts/{number}").select_one("[name=_saves]")["value"]
    cy.post(f"/drafts/{number}/take-back")
    form = changed(fields_of(cy.get(f"/drafts/{number}/edit").text), statement="Something else.", _do="review")
    cy.post("/drafts", form)

    answer = ada.post(f"/drafts/{number}/publish", {"_saves": saves})

    assert answer.status_code == 422
    assert "changed after you opened it" in answer.text
    assert "Something else." in answer.text
    assert len(session.scalars(select(Claim)).all()) == 1


def test_a_draft_is_sent_back_with_a_comment_and_comes_again(base, cy, ada):
    number = hand_in(cy, **NEW)

    empty = ada.post(f"/drafts/{number}/send-back", {"comment": " "})
    sent = ada.post(f"/drafts/{number}/send-back", {"comment": "Who says it?"})

    assert empty.status_code == 422
    assert "say what should change" in empty.text
    assert sent.status_code == 303
    page = page_of(cy, f"/drafts/{number}")
    assert "sent back" in text_of(page.select_one(".kind-line"))
    comment = page.select_one(".comment")
    assert (text_of(comment.select_one("strong")), text_of(comment.select_one(".said"))) == ("Ada", "Who says it?")
    assert "Who says it?" in cy.get(f"/drafts/{number}/edit").text
    cy.post(f"/drafts/{number}/hand-in")
    assert publish(ada, number).status_code == 303


def test_a_comment_that_is_too_long_comes_back_with_what_was_typed(base, cy):
    number = hand_in(cy, **NEW)

    answer = cy.post(f"/drafts/{number}/comments", {"comment": "x" * 5_001})

    assert answer.status_code == 422
    assert "shorten it" in answer.text
    assert parsed(answer).select_one("#f-comment").get_text().strip() == "x" * 5_001


def test_what_somebody_writes_is_shown_as_text(base, cy, ada):
    script = "<script>alert(1)</script>"
    number = hand_in(cy, **NEW | {"statement": script, "note": script})
    cy.post(f"/drafts/{number}/comments", {"comment": script})

    answer = ada.get(f"/drafts/{number}")

    assert script not in answer.text
    assert text_of(parsed(answer).select_one(".comment .said")) == script


def test_a_contributor_sees_no_button_to_publish_and_may_not(base, cy):
    number = hand_in(cy, **NEW)

    page = page_of(cy, f"/drafts/{number}")

    assert not page.select("form[action$=publish]")
    assert cy.post(f"/drafts/{number}/publish", {"_saves": "1"}).status_code == 403


def test_a_draft_is_nobody_elses_business_until_it_is_handed_in(base, client, session, cy, ada):
    bea = signed_in(client, session, "contributor", "Bea")
    answer = cy.post("/drafts", {"_noun": "claim", "_do": "keep", **NEW})
    kept = int(answer.headers["location"].split("/")[2])
    handed_in = hand_in(cy, **NEW)

    assert ada.get(f"/drafts/{kept}").status_code == 403
    assert ada.get(f"/drafts/{handed_in}").status_code == 200
    for number in (kept, handed_in):
        for step in ("", "/edit"):
            assert bea.get(f"/drafts/{number}{step}").status_code == 403
        for step in ("take-back", "hand-in", "drop", "comments"):
            assert bea.post(f"/drafts/{number}/{step}", {"comment": "Hello"}).status_code == 403
    for step in ("take-back", "drop"):
        assert ada.post(f"/drafts/{handed_in}/{step}").status_code == 403, "an editor sends back, and takes nothing"
    assert ada.get("/drafts/999999").status_code == ada.post("/drafts/999999/publish").status_code == 404


def test_a_draft_that_is_given_up_is_kept_and_can_be_taken_up_again(base, cy, session):
    number = hand_in(cy, **NEW)

    assert cy.post(f"/drafts/{number}/drop").headers["location"] == f"/drafts#draft-{number}"
    assert "dropped" in text_of(page_of(cy, "/drafts").select_one(f"#draft-{number}"))
    assert cy.get(f"/drafts/{number}/edit", follow_redirects=False).headers["location"] == f"/drafts/{number}"
    cy.post(f"/drafts/{number}/take-back")

    assert page_of(cy, f"/drafts/{number}/edit").select_one("[name=statement]").get_text().strip() == NEW["statement"]


def test_a_step_that_comes_too_late_says_so(base, cy, ada):
    number = hand_in(cy, **NEW)
    publish(ada, number)

    answer = cy.post(f"/drafts/{number}/drop")

    assert answer.status_code == 422
    assert "accepted already" in answer.text


def test_an_editor_who_reviews_a_draft_of_their_own_is_told_so(base, ada, session):
    number = hand_in(ada, **NEW)

    page = page_of(ada, f"/drafts/{number}")

    assert "nobody else has looked at it" in page.get_text()
    assert publish(ada, number).status_code == 303
    revision = session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert (revision.author, revision.reason) == ("Ada", "Added.")


def test_a_proposition_is_published_by_an_admin(base, client, session, cy, ada):
    root = signed_in(client, session, "admin")
    number = hand_in(cy, noun="proposition", sentence="The fund should end.", scope="Its life.")

    assert not page_of(ada, f"/drafts/{number}").select("form[action$=publish]")
    assert ada.post(f"/drafts/{number}/publish", {"_saves": "1"}).status_code == 403
    assert publish(root, number).headers["location"] == "/propositions/the-fund-should-end#saved"


def test_a_change_whose_record_has_changed_since_is_shown_with_both_changes(base, cy, ada, session):
    number = hand_in_change(cy, statement="The fund must grow.", reason="Stronger.")
    revise(session, base, a_claim(note="Seen twice."), EDIT, 1)
    session.commit()

    page = page_of(ada, f"/drafts/{number}")

    assert "has changed since" in text_of(page.select_one("#newer"))
    assert [row.dt.get_text() for row in page.select(".changed > div")] == ["Statement"], "the note is in it already"


def test_a_change_of_a_record_with_another_address_meanwhile_is_still_published(base, cy, ada, session):
    from app.store import rename

    number = hand_in_change(cy, statement="The fund must grow.", reason="Stronger.")
    rename(session, base, "fund-must-grow", EDIT, 1)
    session.commit()

    assert page_of(ada, f"/drafts/{number}").select(".changed")
    shown = publish(ada, number)
    assert shown.status_code == 409, "the address is a change too; both fit together"
    answer = ada.post("/claims/fund-must-grow", fields_of(shown.text))

    assert answer.headers["location"] == "/claims/fund-must-grow#saved"
    assert cy.client.get("/claims/fund-must-grow.json").json()["statement"] == "The fund must grow."


def test_a_change_of_a_record_that_was_merged_away_is_refused_in_words(base, cy, ada, session):
    from app.store import merge

    add(session, an_actor(key="a-weil", name="A. Weil"))
    session.commit()
    number = hand_in_change(cy, "/actors/a-weil", name="Anna W. Weil", reason="In full.")
    merge(session, "actor", "a-weil", "anna-weil", EDIT)
    session.commit()

    assert "was merged into another" in page_of(ada, f"/drafts/{number}").get_text()
    assert "was merged into another" in ada.post(f"/drafts/{number}/publish", {"_saves": "1"}).text


def test_a_link_in_a_draft_needs_no_second_claim_of_ones_own(base, cy, ada, session):
    add(session, a_claim(key="fund-should-shrink", quotes=[a_quote("should shrink")]))
    add(session, a_link())
    session.commit()
    number = hand_in_change(cy, note="Links stay.", reason="A note.")

    assert publish(ada, number).status_code == 303
    assert session.get_one(Claim, base.id).links_out
