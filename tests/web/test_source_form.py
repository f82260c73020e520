"""A new source, from a pasted or uploaded text to its page; and a change of its record."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import a_claim, a_source, add, an_actor
from tests.people import Writer, changed, fields_of, signed_in

REPORT = """A Fund for Everybody

By Carla Moreno

Published 4 July 2026 | Transatlantic Papers

Why a fund

The fund should be open to all, the ministers said. It could reach €5 billion.

Share this page

The end of the story is not written yet, and the ministers know it.
"""


def upload(writer: Writer, content: bytes, name="report.txt", media_type="text/plain", **fields):
    """Send a file to the first step, as a browser does."""
    data = {"_csrf": writer.csrf, "text": "", "url": "", **fields}
    files = {"file": (name, content, media_type)}
    return writer.client.post("/sources/new", data=data, files=files, headers=writer.cookies)


def read(writer: Writer, text: str, **fields):
    return writer.post("/sources/new", {"text": text, **fields})


def values(page) -> dict[str, str]:
    return dict(fields_of(page.text))


def text_of(page, part: str) -> str:
    """The words of the first such part of the page."""
    found = BeautifulSoup(page.text, "html.parser").select_one(part)
    assert found is not None, f"the page has no {part}"
    return " ".join(found.text.split())


def errors(page) -> str:
    return text_of(page, ".problems")


@pytest.fixture
def editor(client, session) -> Writer:
    return signed_in(client, session)


def test_a_pasted_text_is_read_and_what_it_says_of_itself_is_proposed_with_its_words(editor):
    page = read(editor, REPORT)

    assert page.status_code == 200
    filled = values(page)
    assert filled["title"] == "A Fund for Everybody"
    assert filled["contributors.0.actor"] == "Carla Moreno"
    assert filled["new_actors.0.name"] == "Carla Moreno"
    assert filled["published"] == "2026-07-04"
    assert filled["short"] == "Moreno 2026"
    assert filled["text"] == REPORT
    assert filled["facts.0.quote.exact"] == "A Fund for Everybody"
    assert "By Carla Moreno" in text_of(page, ".findings")


def test_what_was_read_is_published_with_its_new_actors_and_corrected_blocks(client, editor):
    fields = fields_of(read(editor, REPORT).text)
    row = next(name for name, value in fields if value == "Why a fund").rpartition(".")[0]

    answer = editor.post("/sources", changed(fields, kind="report", **{f"{row}.kind": "pull_quote"}))

    assert answer.status_code == 303
    made = client.get("/sources/moreno-2026.json").json()
    assert made["title"] == "A Fund for Everybody"
    assert [one["name"] for one in made["authors"]] == ["Carla Moreno"]
    assert client.get("/sources/moreno-2026.txt").text == REPORT
    kept = client.get("/sources/moreno-2026/revisions/1.json").json()["data"]
    assert kept["corrections"] == {"Why a fund": "pull_quote"}
    assert kept["facts"][0]["quote"]["start"] == 0
    assert client.get("/actors/carla-moreno").status_code == 200


def test_an_author_who_is_an_actor_already_is_not_proposed_as_a_new_one(session, editor):
    add(session, an_actor(key="carla", name="Carla Moreno"))
    session.commit()

    assert values(read(editor, REPORT))["new_actors.0.name"] == "Transatlantic Papers"


def test_an_uploaded_text_stands_in_the_form_after_it_was_read(editor):
    page = upload(editor, REPORT.encode())

    assert page.status_code == 200
    assert values(page)["text"] == REPORT


@pytest.mark.parametrize(
    ("encoding", "media_type", "warns"),
    [
        ("utf-16", "text/plain", False),
        ("windows-1252", "text/plain; charset=windows-1252", False),
        ("windows-1252", "text/plain", True),
        ("utf-8-sig", "application/octet-stream", False),
    ],
)
def test_a_file_in_another_encoding_is_read_and_a_guess_is_told(editor, encoding, media_type, warns):
    page = upload(editor, REPORT.encode(encoding), media_type=media_type)

    assert page.status_code == 200
    assert values(page)["text"] == REPORT
    assert ("is a guess" in page.text) == warns


@pytest.mark.parametrize(
    ("content", "name", "media_type", "says"),
    [
        (b"%PDF-1.7 x", "report.pdf", "application/pdf", "“report.pdf” is no plain text"),
        (b"PK\x03\x04", "report.docx", "application/octet-stream", "is no plain text"),
        (b"The fund\x00 should grow.", "report.txt", "text/plain", "NUL"),
        (b" \n ", "report.txt", "text/plain", "is empty"),
        (bytes(range(1, 256)) * 40, "report.txt", "text/plain", "File is"),
        (b"x" * (21 * 1024 * 1024), "report.txt", "text/plain", "has 21 MB, more than the 20 MB"),
    ],
    ids=["pdf", "docx", "nul", "blank", "binary", "21 MB"],
)
def test_what_is_no_text_is_refused_in_words_and_what_was_typed_comes_back(editor, content, name, media_type, says):
    page = upload(editor, content, name, media_type, url="https://example.org/report")

    assert page.status_code == 422
    assert says in errors(page)
    assert dict(fields_of(page.text))["url"] == "https://example.org/report"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "Text is empty"), (" \n", "Text is empty"), ("a\0b", "NUL"), ("x" * 2_000_001, "more than the 2,000,000")],
    ids=["empty", "blank", "nul", "long"],
)
def test_a_pasted_text_that_cannot_be_taken_is_refused_in_words(editor, text, says):
    page = read(editor, text)

    assert page.status_code == 422
    assert says in errors(page)


def test_a_text_and_a_file_at_once_are_asked_about(editor):
    page = upload(editor, REPORT.encode(), text="Another text.")

    assert page.status_code == 422
    assert "keep one of the two" in errors(page)
    assert values(page)["text"] == "Another text."


def test_a_form_in_no_encoding_is_refused(editor):
    body = b"text=\xff\xfe&_csrf=" + editor.csrf.encode()
    answer = editor.client.post(
        "/sources/new", content=body, headers=editor.cookies | {"content-type": "application/x-www-form-urlencoded"}
    )

    assert answer.status_code == 400


def test_a_script_in_every_field_is_shown_as_text(editor):
    script = "<script>alert(1)</script>"
    kept = ("_", "media_type")
    fields = fields_of(read(editor, REPORT).text)
    fields = [(name, value if name.startswith(kept) else script) for name, value in fields]

    for path in ("/sources", "/sources/new"):
        page = editor.post(path, fields)

        assert page.status_code == (422 if path == "/sources" else 200)
        assert script not in page.text
        assert "&lt;script&gt;" in page.text


def test_an_error_in_the_record_brings_back_all_that_was_typed(editor):
    fields = changed(fields_of(read(editor, REPORT).text), published="4 July", note="Ours.")

    page = editor.post("/sources", fields)

    assert page.status_code == 422
    assert "Published" in errors(page)
    assert "Kind" in errors(page)
    filled = values(page)
    assert filled["note"] == "Ours."
    assert filled["published"] == "4 July"
    assert filled["text"] == REPORT


def test_a_contributor_reads_a_text_and_hands_it_in(client, session):
    cy = signed_in(client, session, "contributor")
    fields = changed(fields_of(read(cy, REPORT).text), kind="report")

    answer = cy.post("/drafts", [*fields, ("_do", "review")])

    assert answer.status_code == 303
    shown = cy.get(answer.headers["location"])
    assert "A Fund for Everybody" in shown.text
    ada = signed_in(client, session)
    form = fields_of(ada.get(f"{answer.headers['location']}/edit").text)
    assert ada.post("/sources", form).status_code == 303
    assert client.get("/sources/moreno-2026").status_code == 200


def test_a_row_is_added_without_losing_the_text_or_the_corrections(editor):
    fields = fields_of(read(editor, REPORT).text)
    row = next(name for name, value in fields if value == "Why a fund").rpartition(".")[0]
    fields = changed(fields, **{f"{row}.kind": "pull_quote"})

    answer = editor.post("/drafts", [*fields, ("_do", "add contributors")])
    page = editor.get(answer.headers["location"].partition("#")[0])

    filled = values(page)
    assert filled["text"] == REPORT
    assert "contributors.1.actor" in filled
    words = next(name for name, value in filled.items() if value == "Why a fund")
    assert filled[words.replace(".words", ".kind")] == "pull_quote"


def test_a_long_text_shows_its_blocks_in_pages_and_keeps_corrections_of_the_others(editor):
    text = "A Title\n\n" + "\n\n".join(f"Paragraph {number} has its own words, and then ends." for number in range(450))
    first = fields_of(read(editor, text).text)
    row = next(name for name, value in first if value.startswith("Paragraph 3 ")).rpartition(".")[0]
    first = changed(first, **{f"{row}.kind": "pull_quote"})

    second = fields_of(editor.post("/sources/new", [*first, ("_from", "200")]).text)
    answer = editor.post("/sources", changed(second, kind="report", title="A Title", short="Long 2026"))

    assert sum(name.endswith(".words") for name, _ in second) == 201
    assert answer.status_code == 303
    data = editor.client.get("/sources/long-2026/revisions/1.json").json()["data"]
    assert list(data["corrections"].values()) == ["pull_quote"]


def test_a_text_changed_after_its_blocks_were_corrected_says_which_no_longer_fit(editor):
    fields = fields_of(read(editor, REPORT).text)
    row = next(name for name, value in fields if value == "Why a fund").rpartition(".")[0]
    fields = changed(fields, text=REPORT.replace("Why a fund", "Why then"), **{f"{row}.kind": "pull_quote"})

    page = editor.post("/sources/new", fields)

    assert "1 corrected block no longer in the text: “Why a fund”" in page.text


def test_a_text_that_is_there_already_is_told_with_a_link(session, editor):
    add(session, a_source(key="other", text=REPORT.replace("A Fund", "One Fund"), url="https://www.example.org/a/"))
    session.commit()

    copied, linked = read(editor, REPORT), read(editor, "Another text.", url="http://example.org/a")

    assert "percent of the shorter text" in text_of(copied, ".problems")
    assert "the same web address" in text_of(linked, ".problems")
    assert '<a href="/sources/other">' in copied.text
    assert "It may be here already" not in read(editor, "Another text.").text


@pytest.fixture
def quoted(session, editor) -> Writer:
    add(session, a_claim())
    session.commit()
    return editor


def test_a_record_is_changed_without_its_text_being_sent(client, quoted):
    form = fields_of(quoted.get("/sources/report/edit").text)

    assert "text" not in dict(form)
    answer = quoted.post("/sources/report", changed(form, published="2026-07", reason="It says so."))

    assert answer.status_code == 303
    made = client.get("/sources/report/revisions/2.json").json()["data"]
    assert made["published"] == "2026-07"
    assert made["text"] == a_source().text


def test_a_blocks_kind_is_changed_and_changed_back(client, quoted):
    form = fields_of(quoted.get("/sources/report/edit").text)
    row = next(name for name, value in form if value.startswith("Ben Brand")).rpartition(".")[0]
    quoted.post("/sources/report", changed(form, reason="A box.", **{f"{row}.kind": "pull_quote"}))
    assert client.get("/sources/report/revisions/2.json").json()["data"]["corrections"]

    form = fields_of(quoted.get("/sources/report/edit").text)
    row = next(name for name, value in form if value.startswith("Ben Brand")).rpartition(".")[0]
    assert dict(form)[f"{row}.kind"] == "pull_quote"
    quoted.post("/sources/report", changed(form, reason="No box.", **{f"{row}.kind": ""}))

    assert "corrections" not in client.get("/sources/report/revisions/3.json").json()["data"]


def test_two_who_change_one_record_at_once_see_each_other(quoted):
    form = fields_of(quoted.get("/sources/report/edit").text)
    assert quoted.post("/sources/report", changed(form, short="Gazette 2027", reason="Year.")).status_code == 303

    page = quoted.post("/sources/report", changed(form, note="Read twice.", reason="A note."))

    assert page.status_code == 409
    again = changed(fields_of(page.text))
    assert quoted.post("/sources/report", again).status_code == 303
    data = quoted.client.get("/sources/report/revisions/3.json").json()["data"]
    assert (data["short"], data["note"], data["text"]) == ("Gazette 2027", "Read twice.", a_source().text)


def test_a_draft_of_a_changed_record_shows_only_what_changes(client, session, quoted):
    cy = signed_in(client, session, "contributor")
    form = fields_of(cy.get("/sources/report/edit").text)

    answer = cy.post("/drafts", [*changed(form, short="Gazette 2027", reason="Year."), ("_do", "review")])
    page = cy.get(answer.headers["location"])

    differences = text_of(page, "[aria-labelledby=changes]")
    assert "In 1 field" in differences
    assert "2027" in differences
    assert "Ben Brand disagreed" not in differences
