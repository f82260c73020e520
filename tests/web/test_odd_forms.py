"""Whatever is sent to be written gets a clear answer: never a 500, never a script that runs, never half a record."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from app.models import Actor, Claim, Draft, Programme, Proposition, Revision, Source, Topic
from tests.factories import a_claim, add
from tests.people import FORM, Writer, signed_in
from tests.web.drafting import NEW, hand_in, page_of

PATHS = [
    "/claims",
    "/claims/fund-should-grow",
    "/actors",
    "/programmes",
    "/topics",
    "/propositions",
    "/sources",
    "/drafts",
]
SCRIPT = "<script>alert(1)</script>"
NAMES = "statement name sentence definition scope text title short claimant attribution.0.actor quotes.0.source".split()
ODD_FORMS: dict[str, list[tuple[str, str]]] = {
    "empty": [],
    "nul": [(name, "a\0b") for name in NAMES],
    "right to left": [(name, "\u202eabc\u2066\u05d0") for name in NAMES],
    "emoji": [(name, "👩‍👩‍👧‍👦" * 50) for name in NAMES],
    "too long": [(name, "x" * 30_000) for name in NAMES],
    "white space": [(name, " \t\n\u00a0\u2003") for name in NAMES],
    "lists where values are": [(f"{name}.0", "x") for name in NAMES],
    "values where lists are": [
        (name, "x") for name in ("quotes", "attribution", "stances", "topics", "figures", "links")
    ],
    "deep": [("quotes." + ".".join(["0"] * 200), "x")],
    "far rows": [("quotes.99999.exact", "x"), ("quotes.999999999999.exact", "x"), ("attribution.-1.actor", "x")],
    "endless rows": [(f"{name}.{'9' * 5_000}.exact", "x") for name in ("quotes", "topics", "corrections", "facts")],
    "dots": [("..", "x"), (".quotes.0", "x"), ("quotes..exact", "x"), ("", "x")],
    "odd steps": [
        ("_do", "add quotes; remove"),
        ("_draft", "99999999999999999999"),
        ("_saves", "-1"),
        ("_made_from", "²"),
    ],
    "own fields twice": [("_noun", "claim"), ("_noun", "actor"), ("_slug", "../x"), ("_slug", "a" * 5_000)],
    "new actors that are none": [("new_actors", "x"), ("new_actors.0", "y"), ("new_actors.1.kind", "z")],
    "figures that are none": [("figures.0.text", "x"), ("figures.0.value", "1e999"), ("figures.0.low", "nan")],
    "dates that are none": [("said", "2025-13-45"), ("published", "²⁰²⁵")],
}
ODD_BODIES: list[Any] = [
    None, [], {}, "x", 1, True, {"entry": []}, {"entry": {"key": {}}}, {"entry": {}, "reason": []},
    {"entry": {"key": "a"}, "made_from": True}, {"entry": {"key": "new"}}, {"entry": {"statement": ["x"] * 5_000}},
    {"entry": {"key": "a", "text": "\x00", "kind": "report", "short": "a\0"}}, {"entry": {}, "more": 1},
]  # fmt: skip


@pytest.fixture
def admin(client, session) -> Writer:
    add(session, a_claim())
    session.commit()
    return signed_in(client, session, "admin")


def as_json(writer: Writer, path: str, body: Any) -> Any:
    """Send JSON with every character escaped, so that any can be sent; bytes as they are."""
    headers = writer.cookies | {"x-csrf-token": writer.csrf, "content-type": "application/json"}
    content = body if isinstance(body, bytes) else json.dumps(body)
    return writer.client.post(path, content=content, headers=headers)


def size(session: Any) -> list[int]:
    session.rollback()
    tables = (Actor, Claim, Programme, Proposition, Revision, Source, Topic)
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize("odd", ODD_FORMS)
def test_an_odd_form_is_refused_in_words_and_writes_nothing(session, admin, odd):
    before = size(session)

    for path in PATHS:
        fields = ODD_FORMS[odd] if path != "/drafts" else [("_noun", "claim"), *ODD_FORMS[odd]]
        answer = admin.post(path, fields)
        assert answer.status_code in ({303, 404, 409, 422} if path == "/drafts" else {409, 422}), (
            path,
            answer.text[:500],
        )
        assert (
            answer.status_code == 303 or "problems" in answer.text or "complaints" in answer.text or path == "/drafts"
        )

    assert size(session) == before


@pytest.mark.parametrize("odd", ODD_FORMS)
def test_a_draft_of_an_odd_form_can_be_opened_again(session, admin, odd):
    for noun in ("claim", "actor", "source", "topic"):
        number = _kept(
            admin,
            [("_noun", noun), *[(name, value) for name, value in ODD_FORMS[odd] if name not in {"_noun", "_draft"}]],
        )
        if number:
            assert admin.get(f"/drafts/{number}/edit").status_code == 200
            assert (
                admin.post(
                    "/drafts", [("_noun", noun), ("_draft", number), ("_saves", "1"), ("_do", "review")]
                ).status_code
                == 303
            )
            assert admin.get(f"/drafts/{number}").status_code == 200

    assert admin.get("/drafts").status_code == 200
    assert admin.get("/review").status_code == 200


def _kept(admin: Writer, fields: list[tuple[str, str]]) -> str:
    answer = admin.post("/drafts", fields)
    assert answer.status_code in {303, 404, 422}
    return answer.headers["location"].split("/")[2] if answer.status_code == 303 else ""


@pytest.mark.parametrize("body", ODD_BODIES, ids=lambda body: str(body)[:30])
def test_an_odd_body_is_refused_in_words_and_writes_nothing(client, session, admin, body):
    before = size(session)

    headers = admin.cookies | {"x-csrf-token": admin.csrf, "content-type": "application/json"}
    for path in PATHS[:-1]:
        answer = client.post(path, content=json.dumps(body), headers=headers)
        assert answer.status_code == 422, path
        assert answer.json()["error"]

    assert size(session) == before


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FORM["content-type"], b"statement=%ff%fe"),
        (FORM["content-type"], b"\xff"),
        (FORM["content-type"], b"&".join(b"a%d=1" % number for number in range(10_001))),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"entry": "\xff"}'),
        ("application/json", b""),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a", b"--b\r\nx"),
        ("text/plain", b"statement=x"),
        ("é", b"x"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_not_what_it_says_is_refused(client, admin, kind, content):
    headers = admin.cookies | {"x-csrf-token": admin.csrf, "content-type": kind.encode()}
    for path in PATHS:
        assert client.post(path, content=content, headers=headers).status_code in {400, 404, 413, 422}, path


def test_a_text_of_twenty_megabytes_in_a_small_field_is_refused(client, admin):
    answer = admin.post("/claims", {"statement": "x" * 20_000_000})

    assert answer.status_code in {413, 422}
    assert len(answer.content) < 45_000_000


def test_more_than_is_taken_at_once_is_refused_before_it_is_read(client, admin):
    answer = client.post("/claims", content=b"x", headers=admin.cookies | FORM | {"content-length": "999999999999"})

    assert answer.status_code == 413
    assert "MB" in answer.text


def test_scripts_in_every_field_are_shown_as_text(session, admin):
    fields = [
        (name, SCRIPT)
        for name in (
            *NAMES,
            "quotes.0.exact",
            "hedges",
            "said",
            "note",
            "stances.0.name",
            "figures.0.text",
            "links.0.to",
            "new_actors.0.name",
            "aliases",
            "description",
            "url",
        )
    ]
    for path in PATHS[:-1]:
        answer = admin.post(path, [*fields, ("_reason", SCRIPT)])
        assert answer.status_code in {409, 422}, path
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;" in answer.text

    admin.post("/drafts", [("_noun", "claim"), *fields, ("_do", "review")])
    number = session.scalar(select(func.max(Draft.id)))
    for path in ("/drafts", f"/drafts/{number}", f"/drafts/{number}/edit", "/review"):
        assert "<script>alert" not in admin.get(path).text


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "half a character"])
def test_what_no_page_can_show_is_refused_wherever_people_write(session, admin, text):
    draft = hand_in(admin, **NEW)
    before, change = size(session), {"entry": a_claim(note="x").canonical(), "reason": text, "made_from": 1}
    place = "/claims/fund-should-grow"

    answers = [
        admin.post(f"{place}/withdraw", {"_reason": text, "_made_from": "1"}),
        admin.post(f"{place}/merge", {"into": text, "_reason": "x"}),
        admin.post(f"{place}/rename", {"key": text, "_reason": "x"}),
        admin.post(f"/drafts/{draft}/comments", {"comment": text}),
        admin.post(f"/drafts/{draft}/send-back", {"comment": text}),
        admin.post("/sign-in", {"name": text, "password": text}),
        as_json(admin, place, change),
        as_json(admin, f"{place}/withdraw", {"reason": text, "made_from": 1}),
    ]

    assert [answer.status_code for answer in answers if answer.status_code not in {400, 401, 404, 422}] == []
    told = "not JSON in UTF-8" if "\ud800" in text else "a character that cannot be shown (U+0000)"
    assert told in answers[-2].text
    assert size(session) == before


def test_half_a_character_anywhere_in_json_is_refused(session, admin):
    before, half = size(session), "\ud800"
    bodies = [
        ("/claims", {"entry": {"key": half, "kind": half, half: half}}),
        ("/claims/fund-should-grow", {half: half}),
        ("/import", {"files": {f"{half}.yaml": "actors: [", "b.yaml": f"{half}: []"}}),
    ]

    in_bytes = json.dumps({half: half}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for path, body in [*bodies, ("/claims", in_bytes)]:
        answer = as_json(admin, path, body)
        assert (answer.status_code, answer.json()["error"]) == (400, "This is not JSON in UTF-8."), path

    assert as_json(admin, "/claims", {"entry": {"key": "👩"}}).status_code == 422
    assert size(session) == before


def test_a_draft_is_shown_whatever_was_typed(admin):
    draft = hand_in(admin, **NEW | {"topics": "a\0b", "claimant": "Anna\0Weil"})

    assert "Anna" in page_of(admin, f"/drafts/{draft}").get_text()
