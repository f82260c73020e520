"""Who may do what: every route against the one table, and what proves that somebody is who they say."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from app.store import accounts
from app.vocabulary import Role
from app.web.permissions import ALLOWED, Action
from tests.factories import a_claim, add
from tests.people import FORM, PASSWORD, Writer, an_account, changed, fields_of, signed_in

# What can be written without an account: signing in, and a collection in one's own browser.
OPEN = {
    "/sign-in",
    "/collection/add",
    "/collection/remove",
    "/collection/up",
    "/collection/down",
    "/collection/clear",
    "/collection/keep",
}


def actions_of(route: APIRoute) -> set[Action]:
    """What the route asks for, wherever in its parameters."""
    found: set[Action] = set()
    waiting = [route.dependant]
    while waiting:
        dependant = waiting.pop()
        found |= {action} if (action := getattr(dependant.call, "action", None)) else set()
        waiting += dependant.dependencies
    return found


def routes_of(app: Any) -> Iterator[tuple[APIRoute, str, Action | None]]:
    """Every route with one of its methods and the one action it asks for, if any."""
    for route in every_route(app.routes):
        actions = actions_of(route)
        assert len(actions) <= 1, f"{route.path} asks for {actions}"
        for method in sorted(set(route.methods or ()) - {"HEAD"}):
            yield route, method, next(iter(actions), None)


def every_route(routes: Any) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            inner = getattr(getattr(route, "original_router", None), "routes", None) or getattr(route, "routes", None)
            yield from every_route(inner or [])


def test_whatever_writes_asks_who_one_is(sqlite_app):
    unguarded = {route.path for route, method, action in routes_of(sqlite_app) if method != "GET" and action is None}

    assert unguarded == OPEN


def test_a_form_that_writes_carries_the_mark_of_its_sign_in(sqlite_app):
    names = {
        route.path: str(getattr(dependant.call, "__qualname__", ""))
        for route, method, action in routes_of(sqlite_app)
        if method != "GET" and action
        for dependant in route.dependant.dependencies
        if hasattr(dependant.call, "action")
    }

    assert len(names) > 20
    assert {name.partition(".")[0] for name in names.values()} == {"may"}


@pytest.mark.parametrize("role", [None, *Role])
def test_every_route_answers_each_role_as_the_table_says(sqlite_app, sqlite_client, sqlite_session, role):
    add(sqlite_session, a_claim())
    sqlite_session.commit()
    writer = signed_in(sqlite_client, sqlite_session, role.value) if role else None
    wrong = []

    for route, method, action in routes_of(sqlite_app):
        if action is None or route.path in {"/sign-out", "/account/password", "/account/sign-out-elsewhere"}:
            continue
        path = (
            route.path.replace("{slug}", "nobody")
            .replace("{number}", "999")
            .replace("{name}", "x")
            .replace("{merge}", "999")
        )
        status = asked(sqlite_client, writer, method, path)
        refused = 401 if role is None else 403
        allowed = role is not None and role in ALLOWED[action]
        if status == 500 or (status == refused) == allowed:
            wrong.append((method, path, action.name, status))

    assert wrong == []


def asked(client: Any, writer: Writer | None, method: str, path: str) -> int:
    if writer is None:
        return int(
            client.request(method, path, headers=FORM if method == "POST" else {}, follow_redirects=False).status_code
        )
    if method == "GET":
        return int(writer.get(path, follow_redirects=False).status_code)
    return int(writer.post(path).status_code)


@pytest.mark.parametrize("role", Role)
def test_reading_needs_no_role_and_no_role_reads_less(sqlite_client, sqlite_session, role):
    add(sqlite_session, a_claim())
    sqlite_session.commit()
    writer = signed_in(sqlite_client, sqlite_session, role.value)

    for path in ("/", "/claims", "/claims/fund-should-grow", "/sources/report", "/claims.json", "/changes"):
        assert sqlite_client.get(path).status_code == 200
        assert writer.get(path).status_code == 200


def claim_form(writer: Writer) -> list[tuple[str, str]]:
    page = writer.get("/claims/fund-should-grow/edit")
    return changed(fields_of(page.text), statement="The fund must grow.", reason="The source says must.")


@pytest.fixture
def editor(client, session) -> Writer:
    add(session, a_claim())
    session.commit()
    return signed_in(client, session)


def statement(client: Any) -> str:
    return str(client.get("/claims/fund-should-grow.json").json()["statement"])


@pytest.mark.parametrize("mark", ["", "0" * 64, "é", "another"])
def test_a_forged_or_missing_mark_writes_nothing_and_gives_the_form_back(client, session, editor, mark):
    if mark == "another":
        mark = signed_in(client, session, "editor", "Bob").csrf

    answer = client.post(
        "/claims/fund-should-grow", data=dict([*claim_form(editor), ("_csrf", mark)]), headers=editor.cookies
    )

    assert answer.status_code == 403
    assert "The fund must grow." in answer.text
    assert statement(client) == "The fund should grow."


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_a_form_of_another_site_writes_nothing(client, editor, headers):
    answer = editor.post("/claims/fund-should-grow", claim_form(editor), headers=headers)

    assert answer.status_code == 403
    assert statement(client) == "The fund should grow."


def test_a_script_with_a_token_needs_no_mark(client, session, editor):
    token = accounts.add_token(session, editor.account.id, _token())
    session.commit()
    entry = client.get("/claims/fund-should-grow/revisions/1.json").json()["data"] | {
        "statement": "The fund must grow."
    }

    answer = client.post(
        "/claims/fund-should-grow",
        json={"entry": entry, "reason": "As it says.", "made_from": 1},
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
    )

    assert (answer.status_code, answer.json()["revision"]) == (200, 2)
    assert statement(client) == "The fund must grow."


@pytest.mark.parametrize("header", ["Bearer ", "Bearer ascribe_guessed", "Basic YTpi", "Bearer \x80"])
def test_a_token_that_is_not_in_force_is_refused(client, editor, header):
    answer = client.post("/claims/fund-should-grow", json={}, headers={"Authorization": header.encode("latin-1")})

    assert answer.status_code == 401
    assert answer.json()["error"]


def test_somebody_elses_draft_cannot_be_guessed(client, session, editor):
    contributor = signed_in(client, session, "contributor")
    mine = editor.post("/drafts", [*claim_form(editor), ("_do", "keep")]).headers["location"]
    number = mine.split("/")[2]

    answers = [
        contributor.get(f"/drafts/{number}"),
        contributor.get(f"/drafts/{number}/edit"),
        *(contributor.post(f"/drafts/{number}/{step}", {"comment": "x"}) for step in ("drop", "comments", "take-back")),
    ]

    assert {answer.status_code for answer in answers} == {403}


def test_somebody_elses_token_cannot_be_revoked(client, session, editor):
    token = accounts.add_token(session, editor.account.id, _token())
    session.commit()
    contributor = signed_in(client, session, "contributor")

    assert contributor.post("/account/tokens/1/revoke").status_code == 404
    assert client.post("/claims", json={}, headers={"Authorization": f"Bearer {token}"}).status_code == 422


def test_after_signing_out_the_old_cookie_opens_nothing(client, editor):
    form = claim_form(editor)
    editor.post("/sign-out")

    answer = editor.post("/claims/fund-should-grow", form)

    assert answer.status_code == 401
    assert "The fund must grow." in answer.text  # kept, to be given back after signing in
    assert statement(client) == "The fund should grow."


def test_who_was_signed_out_while_writing_gets_everything_back(client, session, editor):
    form = claim_form(editor)
    editor.post("/sign-out")
    kept = dict(fields_of(editor.post("/claims/fund-should-grow", form).text, "form.sheet"))

    again = client.post("/sign-in", data=kept | {"name": "Ada", "password": PASSWORD})

    assert again.status_code == 200
    to_send = dict(fields_of(again.text, 'form[action="/claims/fund-should-grow"]'))
    assert {name: value for name, value in form if value} == {name: value for name, value in to_send.items() if value}
    client.cookies.clear()


def test_a_closed_account_can_do_nothing_more(client, session, editor):
    admin = signed_in(client, session, "admin")
    admin.post(f"/people/{editor.account.id}", {"role": "editor", "open": "no"})

    assert editor.post("/claims/fund-should-grow", claim_form_of(client)).status_code == 401
    assert client.post("/sign-in", data={"name": "Ada", "password": PASSWORD}).status_code == 422


def claim_form_of(client: Any) -> dict[str, str]:
    return {"statement": "The fund must grow.", "_reason": "So.", "_made_from": "1"}


def test_an_account_is_no_way_around_the_vocabulary(client, session, editor):
    answer = editor.post("/topics", {"name": "Money", "definition": "Who pays."})

    assert answer.status_code == 403
    assert "admin" in answer.text
    assert an_account(session, "Ada").role is Role.EDITOR


def _token() -> Any:
    from app.entries.accounts import NewToken

    return NewToken(label="script")
