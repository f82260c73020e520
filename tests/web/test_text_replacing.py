"""Replacing a source's text on its page: what becomes of each quote is shown, settled by the editor, then done."""

import pytest
from bs4 import BeautifulSoup

from app.queries.checks import failures
from tests.factories import TEXT, a_claim, a_quote, a_source, add
from tests.people import Writer, fields_of, signed_in

REASON = ("_reason", "A newer text.")
NEW = """A Report on the Fund

A paragraph is new here, so that all below it moves.

In short, the fund should grow, Anna Weil said. It could reach €2 billion by 2030, she added.

Ben Brand disagreed: "the fund should shrink". The Gazette sees it in another way: the fund is a fund.
"""


@pytest.fixture
def editor(client, session) -> Writer:
    """Claims on words that will move, change a little, change much, and go."""
    add(session, a_claim())
    add(session, a_claim(key="brand", statement="It should shrink.", quotes=[a_quote("“the fund should shrink”")]))
    gazette = a_quote("The Gazette sees it otherwise: the fund is the fund.")
    add(session, a_claim(key="gazette", statement="It is what it is.", quotes=[gazette]))
    session.commit()
    return signed_in(client, session)


def look(editor: Writer, text: str = NEW):
    return editor.post("/sources/report/text", {"text": text})


def main(page) -> str:
    found = BeautifulSoup(page.text, "html.parser").select_one("main")
    assert found is not None
    return " ".join(found.text.split())


def quote_under(page, heading: str) -> str:
    """The number of the first quote under a heading."""
    found = BeautifulSoup(page.text, "html.parser").select_one(f"[aria-labelledby=g-{heading}] details.fold")
    assert found is not None, f"no quote under {heading}"
    return str(found["id"]).removeprefix("f-")


def replaced(editor: Writer, page, *settled: tuple[str, str], reason=REASON):
    """Send the form of the page with these choices; what is left out stays as the page proposes it."""
    names = {name for name, _ in settled} | {reason[0]}
    fields = [pair for pair in fields_of(page.text) if pair[0] not in names]
    return editor.post("/sources/report/text", [*fields, *settled, reason, ("_do", "replace")])


def quotes_of(client, claim: str) -> list[str]:
    return [one["exact"] for one in client.get(f"/claims/{claim}.json").json()["quotes"]]


def test_every_quote_is_shown_by_how_it_was_found_and_nothing_is_changed(client, editor):
    page = look(editor)

    assert page.status_code == 200
    said = main(page)
    assert "Moved: 1 quote" in said
    assert "In other characters: 1 quote" in said
    assert "In other words: 1 quote" in said
    assert "The Gazette sees it in another way: the fund is a fund." in said
    assert client.get("/sources/report.txt").text == TEXT


def test_settled_quotes_stand_in_the_new_text_and_claims_say_so(client, session, editor):
    page = look(editor)
    fuzzy = quote_under(page, "fuzzy")

    answer = replaced(editor, page, (f"quotes.{fuzzy}.how", "take"))

    assert answer.headers["location"] == "/sources/report#replaced"
    assert client.get("/sources/report.txt").text == NEW
    assert quotes_of(client, "fund-should-grow") == ["the fund should grow"]
    assert quotes_of(client, "brand") == ['"the fund should shrink"']
    assert quotes_of(client, "gazette") == ["The Gazette sees it in another way: the fund is a fund."]
    assert client.get("/claims/gazette/revisions/2.json").json()["reason"] == "A newer text."
    session.expire_all()
    assert list(failures(session)) == []


def test_nothing_moves_before_every_quote_is_settled(client, editor):
    page = look(editor)

    answer = replaced(editor, page, reason=("_reason", ""))

    assert answer.status_code == 422
    assert "choose what becomes of it" in main(answer)
    assert "Why is empty" in main(answer)
    assert client.get("/sources/report.txt").text == TEXT
    moved = quote_under(answer, "moved")
    assert (f"quotes.{moved}.how", "take") in fields_of(answer.text)


def test_other_words_are_taken_if_they_stand_in_the_new_text(client, editor):
    page = look(editor)
    fuzzy = quote_under(page, "fuzzy")
    other = [(f"quotes.{fuzzy}.how", "other")]

    wrong = replaced(editor, page, *other, (f"quotes.{fuzzy}.words", "the fund is a found"))
    empty = replaced(editor, page, *other)
    right = replaced(editor, page, *other, (f"quotes.{fuzzy}.words", "the fund is a fund."))

    assert "the nearest are “the fund is a fund" in main(wrong)
    assert "copy the words from the new text" in main(empty)
    assert right.status_code == 303
    assert quotes_of(client, "gazette") == ["the fund is a fund."]


def test_a_claim_is_withdrawn_with_its_quote(client, editor):
    page = look(editor)
    fuzzy = quote_under(page, "fuzzy")

    dropped = replaced(editor, page, (f"quotes.{fuzzy}.how", "drop"))
    withdrawn = replaced(editor, page, (f"quotes.{fuzzy}.how", "withdraw"))

    assert dropped.status_code == 422
    assert "would lose its last quote" in main(dropped)
    assert withdrawn.status_code == 303
    assert "Withdrawn" in client.get("/claims/gazette").text


def test_words_that_are_lost_are_shown_with_what_is_most_like_them(editor):
    page = look(editor, "Something else is told here, at some length, by other people.")

    assert page.status_code == 200
    assert "Lost: 3 quotes" in main(page)


def test_a_quote_that_somebody_adds_meanwhile_is_not_lost(client, session, editor):
    page = look(editor)
    fuzzy = quote_under(page, "fuzzy")
    add(session, a_claim(key="late", statement="It could be large.", quotes=[a_quote("It could reach €2 billion")]))
    session.commit()

    answer = replaced(editor, page, (f"quotes.{fuzzy}.how", "take"))

    assert answer.status_code == 422
    assert client.get("/sources/report.txt").text == TEXT
    assert "It could reach €2 billion" in main(answer)


def test_a_source_that_somebody_changes_meanwhile_is_looked_at_again(client, editor):
    page = look(editor)
    fuzzy = quote_under(page, "fuzzy")
    entry = client.get("/sources/report/revisions/1.json").json()["data"] | {"note": "Read."}
    editor.send("/sources/report", {"entry": entry, "reason": "A note.", "made_from": 1})

    stale = replaced(editor, page, (f"quotes.{fuzzy}.how", "take"))
    again = replaced(editor, stale)

    assert stale.status_code == 409
    assert "has changed since" in main(stale)
    assert again.status_code == 303
    assert client.get("/sources/report/revisions/3.json").json()["data"]["note"] == "Read."


def test_corrected_kinds_of_blocks_go_along_where_the_text_still_has_them(client, session):
    kept = a_source(key="kept", corrections={"In short": "pull_quote", "Ben Brand": "boilerplate"})
    add(session, kept)
    session.commit()
    editor = signed_in(client, session)
    text = TEXT.replace("Ben Brand", "Bo Brand")

    page = editor.post("/sources/kept/text", {"text": text})
    form = fields_of(page.text)
    answer = editor.post("/sources/kept/text", [*form[:-1], REASON, ("_do", "replace")])

    assert "“Ben Brand”" in main(page)
    assert answer.status_code == 303
    assert client.get("/sources/kept/revisions/2.json").json()["data"]["corrections"] == {"In short": "pull_quote"}


@pytest.mark.parametrize(
    ("text", "says"), [("", "is empty"), ("a\0b", "NUL"), ("x\n" * 40_002, "more than 40,000 lines")]
)
def test_a_text_that_cannot_be_taken_is_refused_in_words(editor, text, says):
    for step in ("look", "replace"):
        page = editor.post("/sources/report/text", {"text": text, "_do": step, "_reason": "So."})

        assert page.status_code == 422
        assert says in main(page)


def test_a_file_is_taken_and_shown(editor):
    files = {"file": ("new.txt", NEW.encode("utf-16"), "text/plain")}
    page = editor.client.post(
        "/sources/report/text", data={"_csrf": editor.csrf, "text": ""}, files=files, headers=editor.cookies
    )

    assert page.status_code == 200
    assert dict(fields_of(page.text))["text"] == NEW


def test_a_script_replaces_a_text_with_json(client, editor):
    page = look(editor)
    places = {quote_under(page, name): None for name in ("fuzzy",)}
    body = {"text": TEXT + "One more line.\n", "settled": {}, "reason": "It goes on.", "made_from": 1}

    refused = editor.send("/sources/report/text", body | {"text": NEW, "settled": places})
    done = editor.send("/sources/report/text", body)

    assert refused.status_code == 422
    assert done.json()["revision"] == 2
    assert client.get("/sources/report.txt").text.endswith("One more line.\n")
    assert editor.send("/sources/report/text", {"settled": {"x": [1]}}).status_code == 422
    for odd in ({"x": [1]}, {"9" * 5_000: None}):
        assert editor.send("/sources/report/text", body | {"settled": odd}).status_code == 422


def test_a_script_in_a_text_is_shown_as_text(editor):
    page = look(editor, NEW + "<script>alert(1)</script>")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
