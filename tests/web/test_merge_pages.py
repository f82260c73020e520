"""Renaming, merging and splitting on pages: what will happen is shown, then done, and old addresses lead on."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    a_claim,
    a_link,
    a_programme,
    a_proposition,
    a_quote,
    a_stance,
    a_topic,
    add,
    an_actor,
)
from tests.people import Writer, signed_in

WEIL = {"into": "anna-weil", "_reason": "They are one person."}


@pytest.fixture
def admin(client, session) -> Writer:
    return signed_in(client, session, "admin")


@pytest.fixture
def editor(client, session) -> Writer:
    return signed_in(client, session)


@pytest.fixture
def weils(session) -> None:
    """One person entered twice; two claims name the second."""
    add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
    add(session, a_claim())
    add(session, an_actor(key="a-weil", name="A. Weil", note="Speaks for the fund."))
    add(session, a_claim(key="second", statement="The fund should stay.", claimant="a-weil"))
    add(session, a_claim(key="third", statement="The fund is known.", about=["a-weil"]))
    session.commit()


def main(page) -> str:
    found = BeautifulSoup(page.text, "html.parser").select_one("main")
    assert found is not None
    return " ".join(found.text.split())


def links(page) -> set[str]:
    return {str(one["href"]) for one in BeautifulSoup(page.text, "html.parser").select("main a[href]")}


def test_a_new_address_is_shown_before_it_is_given(client, editor, weils):
    page = editor.get("/actors/a-weil/rename?key=weil")

    assert page.status_code == 200
    assert "/actors/weil" in main(page)
    assert "/actors/a-weil" in main(page)
    assert client.get("/actors/weil").status_code == 404


def test_a_renamed_record_is_found_under_both_addresses_with_its_revisions(client, editor, weils):
    answer = editor.post("/actors/a-weil/rename", {"key": "weil", "_reason": "Shorter."})

    assert answer.headers["location"] == "/actors/weil#renamed"
    old = client.get("/actors/a-weil", follow_redirects=False)
    assert (old.status_code, old.headers["location"]) == (301, "/actors/weil")
    assert client.get("/actors/a-weil/revisions/1").status_code == 200
    assert client.get("/actors/weil/revisions/2.json").json()["reason"] == "Shorter."
    again = editor.post("/actors/weil/rename", {"key": "a-weil", "_reason": "Back."})
    assert again.headers["location"] == "/actors/a-weil#renamed"


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("", "Address is empty"),
        ("Ä b", "is no address"),
        ("x" * 101, "is no address"),
        ("a.b", "is no address"),
        ("<script>", "is no address"),
        ("a-weil", "is its address already"),
        ("anna-weil", "is taken"),
    ],
)
def test_an_address_that_cannot_be_given_is_refused_in_words(editor, weils, key, says):
    for page in (
        editor.get("/actors/a-weil/rename", params={"key": key}),
        editor.post("/actors/a-weil/rename", {"key": key, "_reason": "So."}),
    ):
        assert page.status_code == 422
        assert says in main(page)
        assert "<script>alert" not in page.text


def test_a_renamed_record_needs_a_reason_and_keeps_what_was_typed(editor, weils):
    page = editor.post("/actors/a-weil/rename", {"key": "weil", "_reason": " "})

    assert page.status_code == 422
    assert "Why is empty" in main(page)
    assert 'value="weil"' in page.text


def test_the_record_to_merge_into_is_found_by_name_and_what_moves_is_shown(client, editor, weils):
    page = editor.get("/actors/a-weil/merge", params={"into": "Anna Weil"})

    assert page.status_code == 200
    assert {"/claims/second", "/claims/third", "/actors/anna-weil"} <= links(page)
    assert "2 claims" in main(page)
    assert client.get("/actors/a-weil").status_code == 200


def test_a_name_that_nobody_bears_offers_those_that_are_near(editor, weils):
    page = editor.get("/actors/a-weil/merge", params={"into": "Ana Weill"})

    assert page.status_code == 422
    assert "/actors/a-weil/merge?into=anna-weil" in links(page)


def test_a_name_that_several_bear_offers_each(session, editor, weils):
    add(session, an_actor(key="other-weil", name="Anna Weil"))
    session.commit()

    page = editor.get("/actors/a-weil/merge", params={"into": "Anna Weil"})

    assert "several actors are called “Anna Weil”" in main(page)
    assert {"/actors/a-weil/merge?into=anna-weil", "/actors/a-weil/merge?into=other-weil"} <= links(page)


@pytest.mark.parametrize("into", ["", "a-weil", "A. Weil", "<script>alert(1)</script>", "x" * 900, "\0"])
def test_a_record_that_it_cannot_be_merged_into_is_refused_in_words(editor, weils, into):
    for page in (
        editor.get("/actors/a-weil/merge", params={"into": into}),
        editor.post("/actors/a-weil/merge", {"into": into, "_reason": "So."}),
    ):
        assert page.status_code == 422
        assert "Not merged" in main(page)
        assert "<script>alert" not in page.text


def test_merged_records_are_one_and_the_old_address_leads_to_it(client, editor, weils):
    answer = editor.post("/actors/a-weil/merge", WEIL)

    assert answer.headers["location"] == "/actors/anna-weil#merged"
    assert 'id="merged"' in editor.get("/actors/anna-weil").text
    assert 'id="merged"' not in client.get("/actors/anna-weil").text
    old = client.get("/actors/a-weil", follow_redirects=False)
    assert (old.status_code, old.headers["location"]) == (301, "/actors/anna-weil")
    assert client.get("/actors/a-weil/revisions/1").status_code == 200
    assert client.get("/claims/second.json").json()["claimant"]["slug"] == "anna-weil"


def test_an_undone_merge_leaves_two_records_and_says_what_it_left(client, editor, weils):
    editor.post("/actors/a-weil/merge", WEIL)
    entry = client.get("/claims/second/revisions/2.json").json()["data"] | {"note": "Read again."}
    body = {"entry": entry, "reason": "A note.", "made_from": 2}
    assert editor.send("/claims/second", body).status_code == 200
    page = editor.get("/actors/anna-weil/merges")
    form = BeautifulSoup(page.text, "html.parser").select_one("form.sheet")
    assert form is not None

    refused = editor.post(str(form["action"]), {"_reason": ""})
    undone = editor.post(str(form["action"]), {"_reason": "They are two."})

    assert refused.status_code == 422
    assert "Why is empty" in main(refused)
    assert "it has been changed since" in main(undone)
    assert client.get("/actors/a-weil", follow_redirects=False).status_code == 200
    assert client.get("/claims/third.json").json()["about"][0]["slug"] == "a-weil"
    assert client.get("/claims/second.json").json()["claimant"]["slug"] == "anna-weil"
    assert editor.post(str(form["action"]), {"_reason": "Again."}).status_code == 404


def test_an_undone_merge_that_left_nothing_leads_to_the_record_that_is_back(editor, weils):
    editor.post("/actors/a-weil/merge", WEIL)
    form = BeautifulSoup(editor.get("/actors/anna-weil/merges").text, "html.parser").select_one("form.sheet")
    assert form is not None

    answer = editor.post(str(form["action"]), {"_reason": "They are two."})

    assert answer.headers["location"] == "/actors/a-weil#undone"


@pytest.mark.parametrize(
    ("plural", "one", "other"),
    [
        ("programmes", a_programme(key="one"), a_programme(key="other", name="Other Fund")),
        ("topics", a_topic(key="one"), a_topic(key="other", name="Other money")),
        ("propositions", a_proposition(key="one"), a_proposition(key="other", sentence="The fund should shrink.")),
        ("claims", a_claim(key="one"), a_claim(key="other", statement="The fund should grow fast.")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_noun_but_sources_is_merged(client, session, admin, plural, one, other):
    for entry in (one, other):
        add(session, entry)
    session.commit()

    page = admin.get(f"/{plural}/one/merge?into=other")
    answer = admin.post(f"/{plural}/one/merge", {"into": "other", "_reason": "The same."})

    assert page.status_code == 200
    assert answer.headers["location"] == f"/{plural}/other#merged"
    assert client.get(f"/{plural}/one", follow_redirects=False).status_code == 301


def test_claims_that_are_linked_show_the_link_that_goes(session, editor):
    add(session, a_claim())
    add(session, a_claim(key="fund-should-shrink", statement="The fund should shrink."))
    add(session, a_link())
    session.commit()

    page = editor.get("/claims/fund-should-grow/merge?into=fund-should-shrink")

    assert "goes, for it would say nothing more" in main(page)


def test_a_script_renames_and_merges_with_json(editor, weils):
    renamed = editor.send("/actors/a-weil/rename", {"key": "weil", "reason": "Shorter."})
    merged = editor.send("/actors/weil/merge", {"into": "anna-weil", "reason": "One person."})
    refused = editor.send("/actors/anna-weil/merge", {"into": "nobody", "reason": "?"})

    assert renamed.json()["slug"] == "weil"
    assert merged.json()["slug"] == "anna-weil"
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "into"


def test_an_editor_may_not_merge_the_vocabulary(session, editor):
    add(session, a_claim())
    session.commit()

    assert editor.get("/topics/money/merge").status_code == 403
    assert editor.post("/topics/money/split", {}).status_code == 403


@pytest.fixture
def sides(session) -> None:
    """Two claims on one proposition and one topic."""
    add(session, a_claim(stances=[a_stance()]))
    add(session, a_claim(key="second", statement="It must grow.", stances=[a_stance("opposes")], quotes=[a_quote()]))
    session.commit()


def test_claims_are_moved_to_another_topic_after_a_look(client, session, admin, sides):
    add(session, a_topic(key="rules", name="Rules"))
    session.commit()
    fields = [("claims", "second"), ("into", "Rules")]

    looked = admin.post("/topics/money/split", [*fields, ("_do", "look")])
    answer = admin.post("/topics/money/split", [*fields, ("_do", "move"), ("_reason", "About rules.")])

    assert looked.status_code == 200
    assert "1 claim will name Rules" in main(looked)
    assert answer.headers["location"] == "/topics/rules#moved"
    assert [one["slug"] for one in client.get("/claims/second.json").json()["topics"]] == ["rules"]
    assert [one["slug"] for one in client.get("/claims/fund-should-grow.json").json()["topics"]] == ["money"]


def test_claims_are_moved_to_a_new_proposition(client, admin, sides):
    new = [("sentence", "The fund should grow fast."), ("scope", "Its pace.")]
    fields = [("claims", "second"), *new]

    looked = admin.post("/propositions/the-fund-should-grow/split", [*fields, ("_do", "look")])
    before = client.get("/propositions/the-fund-should-grow-fast").status_code
    moving = [*fields, ("_do", "move"), ("_reason", "Pace.")]
    answer = admin.post("/propositions/the-fund-should-grow/split", moving)

    assert "which is new" in main(looked)
    assert before == 404
    assert answer.headers["location"] == "/propositions/the-fund-should-grow-fast#moved"
    assert client.get("/claims.json?proposition=the-fund-should-grow-fast").json()["total"] == 1
    assert client.get("/claims.json?proposition=the-fund-should-grow").json()["total"] == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ([("into", "money")], "tick the claims"),
        ([("claims", "second")], "name the topic that they move to"),
        ([("claims", "second"), ("into", "money")], "is the topic that they are in"),
        ([("claims", "second"), ("into", "Nothing")], "no topic is called “Nothing”"),
        ([("claims", "second"), ("into", "Money"), ("name", "New")], "keep one of the two"),
        ([("claims", "second"), ("name", "New")], "Definition is missing"),
        ([("claims", "<script>"), ("into", "Money")], "is no claim"),
        ([("claims", "second"), ("name", "N" * 900), ("definition", "D" * 9000)], "is longer than"),
    ],
)
def test_a_split_that_cannot_be_made_is_refused_in_words(client, admin, sides, fields, says):
    page = admin.post("/topics/money/split", [*fields, ("_do", "move"), ("_reason", "So.")])

    assert page.status_code == 422
    assert says in main(page)
    assert client.get("/claims/second.json").json()["topics"][0]["slug"] == "money"


def test_a_split_needs_a_reason_and_keeps_what_was_chosen(session, admin, sides):
    add(session, a_topic(key="rules", name="Rules"))
    session.commit()

    page = admin.post("/topics/money/split", [("claims", "second"), ("into", "rules"), ("_do", "move")])

    assert page.status_code == 422
    assert "Why is empty" in main(page)
    ticked = BeautifulSoup(page.text, "html.parser").select("input[name=claims][checked]")
    assert [str(one["value"]) for one in ticked] == ["second"]
