"""Importing on a page: files are tried first, then applied; applied again they change nothing."""

import pytest
from bs4 import BeautifulSoup

from tests.curations import MEMO, MEMO_CURATION
from tests.factories import a_claim, add
from tests.people import Writer, fields_of, signed_in

MINISTRY = "  - {key: ministry, name: Ministry, kind: institution}\n"
OTHER_NAME = "  - {key: anna-weil, name: Anna M. Weil, kind: person}\n"
YAML = MEMO_CURATION.replace(MINISTRY, MINISTRY + OTHER_NAME).replace("[time]", "[money]")
ACTORS = "key,name,kind\nbody,The Body,institution\nother,The Other,nonsense\n"
REASON = ("_reason", "From the spreadsheet.")


@pytest.fixture
def editor(client, session) -> Writer:
    add(session, a_claim())
    session.commit()
    return signed_in(client, session)


def tried(editor: Writer, *files: tuple[str, str], **fields):
    """Send files as a browser does."""
    sent = [("file", (name, text.encode(), "text/plain")) for name, text in files]
    data = {"_csrf": editor.csrf, "text": "", **fields}
    return editor.client.post("/import", data=data, files=sent, headers=editor.cookies)


def applied(editor: Writer, page, reason=REASON, step="apply"):
    fields = [pair for pair in fields_of(page.text, "form.sheet") if pair[0] != reason[0]]
    return editor.post("/import", [*fields, reason, ("_do", step)])


def part(page, name: str) -> str:
    found = BeautifulSoup(page.text, "html.parser").select_one(f"section[aria-labelledby={name}]")
    return " ".join(found.text.split()) if found else ""


def main(page) -> str:
    found = BeautifulSoup(page.text, "html.parser").select_one("main")
    assert found is not None
    return " ".join(found.text.split())


ALL = (("all.yaml", YAML), ("memo.txt", MEMO))


def test_what_files_would_do_is_shown_and_nothing_is_written(client, editor):
    version = client.get("/changes.json").json()

    page = tried(editor, *ALL)

    assert page.status_code == 200
    assert "actor ministry" in part(page, "added")
    assert "all.yaml, line 2" in part(page, "added")
    assert "claim time-is-short" in part(page, "added")
    assert "actor anna-weil Name" in part(page, "changed")
    assert client.get("/changes.json").json() == version
    assert client.get("/claims/time-is-short").status_code == 404


def test_applied_files_are_in_the_base_and_applied_again_change_nothing(client, editor):
    page = tried(editor, *ALL)

    done = applied(editor, page)
    again = tried(editor, *ALL)

    assert done.status_code == 200
    assert "Imported" in main(done)
    assert client.get("/claims/time-is-short.json").json()["statement"] == "Time is short."
    assert client.get("/actors/anna-weil.json").json()["name"] == "Anna M. Weil"
    assert client.get("/claims/time-is-short/revisions/1.json").json()["reason"] == "From the spreadsheet."
    assert "Unchanged: 4" in part(again, "unchanged")
    assert BeautifulSoup(again.text, "html.parser").select_one("form.sheet") is None


def test_what_is_refused_is_told_with_its_line_and_cure_and_the_others_can_be_applied(client, editor):
    page = editor.post("/import", {"text": ACTORS, "kind": "actors.csv"})

    assert "actors.csv, line 3" in part(page, "refused")
    assert "“nonsense” is not in the list" in part(page, "refused")
    assert applied(editor, page).status_code == 422
    assert client.get("/actors/body").status_code == 404
    done = applied(editor, page, step="partly")
    assert done.status_code == 200
    assert client.get("/actors/body").status_code == 200


def test_a_base_that_has_changed_since_is_looked_at_again(client, session, editor):
    page = tried(editor, *ALL)
    entry = {"key": "ministry", "name": "The Ministry", "kind": "institution"}
    assert editor.send("/actors", {"entry": entry, "reason": "Needed."}).status_code == 201

    answer = applied(editor, page)

    assert answer.status_code == 422
    assert "Nothing imported The base has changed since" in main(answer)
    assert "actor ministry" in part(answer, "changed")
    assert client.get("/claims/time-is-short").status_code == 404
    assert applied(editor, answer).status_code == 200


def test_a_reason_is_asked_for_and_the_files_come_back(editor):
    page = tried(editor, *ALL)

    answer = applied(editor, page, ("_reason", ""))

    assert answer.status_code == 422
    assert "Why is empty" in main(answer)
    assert applied(editor, answer).status_code == 200


def test_the_vocabulary_is_imported_by_admins_alone(client, session, editor):
    topics = "key,name,definition\nrules,Rules,What is allowed.\n"
    page = editor.post("/import", {"text": topics, "kind": "topics.csv"})
    forced = editor.send("/import", {"files": {"topics.csv": topics}, "apply": True, "reason": "So."})

    assert "takes an admin" in main(page)
    assert forced.status_code == 403
    assert client.get("/topics/rules").status_code == 404
    admin = signed_in(client, session, "admin")
    assert applied(admin, admin.post("/import", {"text": topics, "kind": "topics.csv"})).status_code == 200
    assert client.get("/topics/rules").status_code == 200


def test_a_script_imports_with_json(client, editor):
    files = dict(ALL)

    tried_first = editor.send("/import", {"files": files}).json()
    done = editor.send(
        "/import", {"files": files, "apply": True, "reason": "So.", "state": tried_first["state"]}
    ).json()

    assert [row["what"] for row in tried_first["rows"]] == [row["what"] for row in done["rows"]]
    assert (tried_first["applied"], done["applied"]) == (False, True)
    assert client.get("/claims/time-is-short").status_code == 200


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Text is empty"),
        ("nonsense", "holds no sections"),
        ("actors: [", "not YAML"),
        ("a\0b", "not YAML"),
        ("actors:\n" + "  - {key: x, name: X, kind: person}\n" * 501, "hold about 501 entries"),
        ("<script>alert(1)</script>: []", "is no section"),
    ],
    ids=["empty", "words", "broken", "nul", "many", "script"],
)
def test_what_is_no_curation_is_refused_in_words_and_comes_back(editor, text, says):
    page = editor.post("/import", {"text": text})

    assert page.status_code in {200, 422}
    assert says in main(page)
    assert "<script>alert" not in page.text
    assert dict(fields_of(page.text))["text"] == text.replace("\0", "\ufffd") or "\0" in text


def test_a_file_that_is_not_utf_8_is_refused_in_words(editor):
    sent = [("file", ("actors.csv", "key,name,kind\nx,Gonçalves,person\n".encode("latin-1"), "text/csv"))]

    page = editor.client.post("/import", data={"_csrf": editor.csrf}, files=sent, headers=editor.cookies)

    assert page.status_code == 200
    assert "is not in UTF-8" in main(page)


def test_files_of_21_mb_are_refused_in_words(editor):
    page = tried(editor, ("memo.txt", "x" * (21 * 1024 * 1024)))

    assert page.status_code == 422
    assert "are 21 MB, more than the 20 MB" in main(page)


@pytest.mark.parametrize(
    "body", [[], {}, {"files": []}, {"files": {"a.yaml": 1}}, {"files": {"a.yaml": "x"}, "apply": 1}]
)
def test_a_strange_json_body_is_answered_in_words(editor, body):
    assert editor.send("/import", body).status_code in {200, 422}


def test_contributors_do_not_import(client, session):
    cy = signed_in(client, session, "contributor")

    assert cy.get("/import").status_code == 403
    assert cy.post("/import", {"text": YAML}).status_code == 403
