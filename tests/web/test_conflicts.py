"""Two people change one record at once: both see it, both changes stay, and no write is lost."""

from typing import Any

import pytest

from app.store import revise
from app.web.forms.reconciling import reconciled
from tests.factories import EDIT, a_claim, a_quote, a_stance, add, an_actor
from tests.people import changed, fields_of, signed_in
from tests.web.drafting import hand_in_change, publish
from tests.web.reading import parsed, text_of

PATH = "/claims/fund-should-grow"


@pytest.fixture
def bob(client, session):
    return signed_in(client, session, "editor", "Bob")


def opened(writer, path: str = PATH) -> list[tuple[str, str]]:
    """The fields of the form as the page gives them to that person now."""
    return fields_of(writer.get(f"{path}/edit").text)


def now(client, number: int, path: str = PATH) -> dict[str, Any]:
    answer = client.get(f"{path}/revisions/{number}.json")
    assert answer.status_code == 200
    return answer.json()["data"]


def test_changes_of_different_fields_are_put_together_and_shown_before_they_are_saved(base, client, ada, bob):
    adas, bobs = opened(ada), opened(bob)
    assert bob.post(PATH, changed(bobs, statement="The fund must grow.", reason="Stronger.")).status_code == 303

    answer = ada.post(PATH, changed(adas, note="Seen twice.", reason="A note."))

    assert answer.status_code == 409
    told = text_of(parsed(answer).select_one("#overtaken"))
    assert "Bob changed this claim meanwhile" in told
    assert "Stronger." in told
    assert "Both changes fit together in: Statement" in told
    assert client.get(f"{PATH}/revisions/3").status_code == 404, "nothing is saved before she has seen it"
    assert ada.post(PATH, fields_of(answer.text)).status_code == 303
    saved = now(client, 3)
    assert (saved["statement"], saved["note"]) == ("The fund must grow.", "Seen twice.")


@pytest.mark.parametrize(("choice", "expected"), [("mine", "The fund shall grow."), ("theirs", "The fund must grow.")])
def test_of_a_field_that_both_changed_one_version_is_chosen(base, client, ada, bob, choice, expected):
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, changed(bobs, statement="The fund must grow.", reason="Stronger."))

    answer = ada.post(PATH, changed(adas, statement="The fund shall grow.", note="Mine.", reason="More formal."))

    page = parsed(answer)
    versions = page.select_one("fieldset.versions")
    assert versions.legend.get_text() == "Statement"
    assert [one["value"] for one in versions.select("input[type=radio]")] == ["mine", "theirs"]
    mine, theirs = (text_of(one) for one in versions.select("label"))
    assert "The fund shall grow." in mine
    assert "That of Bob The fund must grow." in theirs
    fields = [pair for pair in fields_of(answer.text) if pair[0] != "_take.statement"]
    assert ada.post(PATH, [*fields, ("_take.statement", choice)]).status_code == 303
    saved = now(client, 3)
    assert (saved["statement"], saved["note"]) == (expected, "Mine.")


def test_the_form_can_be_edited_instead(base, client, ada, bob):
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, changed(bobs, statement="The fund must grow.", reason="Stronger."))
    answer = ada.post(PATH, changed(adas, statement="The fund shall grow.", reason="More formal."))

    fields = changed(fields_of(answer.text), statement="The fund must and shall grow.")

    assert ada.post(PATH, fields).status_code == 303
    assert now(client, 3)["statement"] == "The fund must and shall grow."


def test_a_third_change_in_the_meantime_is_not_lost_either(base, client, session, ada, bob):
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, changed(bobs, statement="The fund must grow.", reason="Stronger."))
    first = ada.post(PATH, changed(adas, statement="The fund shall grow.", reason="More formal."))
    bob.post(PATH, changed(opened(bob), note="By Bob.", reason="A note."))

    second = ada.post(PATH, [*fields_of(first.text), ("_take.statement", "theirs")])

    assert second.status_code == 409
    assert not parsed(second).select("fieldset.versions"), "what she chose is settled"
    assert ada.post(PATH, fields_of(second.text)).status_code == 303
    saved = now(client, 4)
    assert (saved["statement"], saved["note"]) == ("The fund must grow.", "By Bob.")


def test_rows_that_both_added_to_a_list_are_all_kept(base, client, session, ada, bob):
    for slug in ("nato", "eu"):
        add(session, an_actor(key=slug, name=slug.upper(), kind="institution"))
    session.commit()
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, [*changed(bobs, reason="NATO too."), ("about.0", "NATO")])

    answer = ada.post(PATH, [*changed(adas, reason="The EU too."), ("about.0", "EU")])

    assert answer.status_code == 409
    assert not parsed(answer).select("fieldset.versions")
    ada.post(PATH, fields_of(answer.text))
    assert set(now(client, 3)["about"]) == {"nato", "eu"}


def test_a_chain_that_both_changed_is_for_them_to_settle(base, client, ada, bob):
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, changed(bobs, attribution__0__mode="direct", reason="Her words."))

    answer = ada.post(PATH, changed(adas, attribution__0__cue="said", reason="The cue."))

    versions = parsed(answer).select_one("fieldset.versions")
    assert versions["id"] == "f-_take-attribution"
    assert [len(label.select(".line")) for label in versions.select("label")] == [2, 2]
    fields = [pair for pair in fields_of(answer.text) if pair[0] != "_take.attribution"]
    ada.post(PATH, [*fields, ("_take.attribution", "theirs")])
    hop = now(client, 3)["attribution"][0] if client.get(f"{PATH}/revisions/3").status_code == 200 else None
    assert hop is None or "cue" not in hop


def test_a_claim_that_was_withdrawn_meanwhile_stays_withdrawn(base, client, session, ada):
    from app.store import withdraw

    fields = opened(ada)
    withdraw(session, base, EDIT, 1)
    session.commit()

    answer = ada.post(PATH, changed(fields, note="Seen.", reason="A note."))

    assert answer.status_code == 409
    assert "Status" in text_of(parsed(answer).select_one("#overtaken"))
    ada.post(PATH, fields_of(answer.text))
    saved = now(client, 3)
    assert (saved["status"], saved["note"]) == ("withdrawn", "Seen.")


def test_a_draft_that_was_overtaken_is_put_together_too(base, client, session, ada, bob):
    cy = signed_in(client, session, "contributor")
    number = hand_in_change(cy, statement="The fund shall grow.", note="By Cy.", reason="More formal.")
    bob.post(PATH, changed(opened(bob), statement="The fund must grow.", reason="Stronger."))

    answer = publish(ada, number)

    assert answer.status_code == 409
    versions = parsed(answer).select_one("fieldset.versions")
    assert "That of the draft The fund shall grow." in text_of(versions)
    assert "That of Bob The fund must grow." in text_of(versions)
    fields = [pair for pair in fields_of(answer.text) if pair[0] != "_take.statement"]
    assert ada.post(PATH, [*fields, ("_take.statement", "theirs")]).status_code == 303
    saved = client.get(f"{PATH}/revisions/3.json").json()
    assert (saved["data"]["statement"], saved["data"]["note"]) == ("The fund must grow.", "By Cy.")
    assert (saved["author"], saved["reason"]) == ("Cy", "More formal. Changed and published by Ada.")
    assert "accepted" in text_of(parsed(cy.get(f"/drafts/{number}")).select_one(".kind-line"))


def test_a_draft_that_was_overtaken_where_nothing_clashes_is_put_together_too(base, client, session, ada, bob):
    cy = signed_in(client, session, "contributor")
    number = hand_in_change(cy, note="By Cy.", reason="A note.")
    bob.post(PATH, changed(opened(bob), statement="The fund must grow.", reason="Stronger."))

    answer = publish(ada, number)

    assert answer.status_code == 409
    assert "fit together" in answer.text
    assert ada.post(PATH, fields_of(answer.text)).status_code == 303
    assert (now(client, 3)["statement"], now(client, 3)["note"]) == ("The fund must grow.", "By Cy.")


def test_a_form_with_both_changes_can_be_kept_as_a_draft(base, client, ada, bob):
    adas, bobs = opened(ada), opened(bob)
    bob.post(PATH, changed(bobs, statement="The fund must grow.", reason="Stronger."))
    answer = ada.post(PATH, changed(adas, statement="The fund shall grow.", reason="More formal."))
    fields = [pair for pair in fields_of(answer.text) if pair[0] != "_take.statement"]

    kept = ada.post("/drafts", [*fields, ("_take.statement", "theirs"), ("_do", "keep")])

    again = fields_of(ada.get(kept.headers["location"]).text)
    assert dict(again)["statement"] == "The fund must grow."
    assert dict(again)["_made_from"] == "2"


def test_a_script_is_told_which_revision_it_missed(base, client, session, ada):
    revise(session, base, a_claim(note="Seen."), EDIT, 1)
    session.commit()

    answer = ada.send(PATH, {"entry": a_claim(note="Other.").canonical(), "reason": "Mine.", "made_from": 1})

    assert answer.status_code == 409
    assert "you worked from revision 1, it is now 2" in answer.json()["error"]


def test_a_choice_about_a_revision_that_never_was_changes_nothing(base, client, ada):
    fields = [
        ("_made_from" if name == "_made_from" else name, "9" if name == "_made_from" else value)
        for name, value in opened(ada)
    ]

    answer = ada.post(PATH, [*changed(fields, reason="x"), ("_take.statement", "theirs")])

    assert answer.status_code in (404, 409)
    assert client.get(f"{PATH}/revisions/2").status_code == 404


BASE = {"statement": "One.", "topics.0": "money", "quotes.0.exact": "a", "quotes.1.exact": "b"}


@pytest.mark.parametrize(
    ("theirs", "mine", "taken", "conflicts"),
    [
        ({}, {"statement": "Two."}, (), ()),
        ({"statement": "Two."}, {}, ("statement",), ()),
        ({"statement": "Two."}, {"statement": "Two."}, (), ()),
        ({"statement": "Two."}, {"statement": "Three."}, (), ("statement",)),
        ({"quotes.0.exact": "c"}, {"quotes.1.exact": "d"}, ("quotes",), ()),
        ({"quotes.0.exact": "c"}, {"quotes.0.exact": "d"}, (), ("quotes",)),
        ({"topics.0": ""}, {"topics.1": "peace"}, ("topics",), ()),
        ({"note": "New."}, {"note": "Other."}, (), ("note",)),
        ({"key": "other"}, {}, (), ()),
    ],
)
def test_what_both_did_is_told_apart_field_by_field(theirs, mine, taken, conflicts):
    found = reconciled(BASE, BASE | theirs, BASE | mine)

    assert (found.taken, found.conflicts) == (taken, conflicts)


def test_rows_that_came_and_went_are_put_together():
    found = reconciled(BASE, BASE | {"quotes.0.exact": "c"}, BASE | {"quotes.2.exact": "d"})

    assert sorted(value for name, value in found.values.items() if name.startswith("quotes")) == ["b", "c", "d"]


def test_stances_of_both_are_kept(base, client, session, ada, bob):
    add(session, a_claim(key="other", quotes=[a_quote("the fund should shrink")], stances=[a_stance()]))
    session.commit()
    adas, bobs = opened(ada), opened(bob)
    row = {"stances.0.stance": "supports", "stances.0.on": "proposition", "stances.0.name": "the-fund-should-grow"}
    bob.post(PATH, [*changed(bobs, reason="A side."), *row.items()])

    answer = ada.post(PATH, changed(adas, note="Seen.", reason="A note."))
    ada.post(PATH, fields_of(answer.text))

    assert now(client, 3)["stances"] == [{"proposition": "the-fund-should-grow", "stance": "supports"}]
