"""One's own account, its tokens, and the accounts of others as admins keep them."""

import pytest
from sqlalchemy import select

from app.models import Account, Token
from tests.factories import a_claim, a_topic, add
from tests.people import PASSWORD, an_account, signed_in
from tests.web.reading import parsed, text_of

NEW = "battery horse correct"


def can_sign_in(client, name: str, password: str) -> bool:
    answer = client.post("/sign-in", data={"name": name, "password": password}, follow_redirects=False)
    client.cookies.clear()
    return bool(answer.status_code == 303)


def new_token(writer, label: str = "nightly import") -> str:
    answer = writer.post("/account/tokens", {"label": label})
    assert answer.status_code == 200
    return text_of(parsed(answer).select_one("code.secret"))


def test_a_new_password_ends_every_other_sign_in_and_keeps_this_browser(client, session, ada):
    elsewhere = signed_in(client, session)

    answer = ada.post("/account/password", {"old": PASSWORD, "password": NEW})

    assert answer.headers["location"] == "/account?done=password"
    fresh = answer.headers["set-cookie"].partition(";")[0]
    assert client.get("/account", headers={"Cookie": fresh}).status_code == 200
    assert elsewhere.get("/account").status_code == ada.get("/account").status_code == 401
    assert can_sign_in(client, "Ada", NEW)
    assert not can_sign_in(client, "Ada", PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("wrong", NEW, "is not your password"), (PASSWORD, "short", "has 5 characters"), (PASSWORD, "x" * 201, "201")],
)
def test_a_password_is_changed_only_by_who_knows_it_and_to_one_that_is_long_enough(client, ada, old, new, told):
    answer = ada.post("/account/password", {"old": old, "password": new})

    assert answer.status_code == 422
    assert told in text_of(parsed(answer).select_one("#problems"))
    assert ada.get("/account").status_code == 200
    assert can_sign_in(client, "Ada", PASSWORD)


def test_a_token_is_shown_once_and_acts_in_ones_name_until_it_is_revoked(client, session, ada):
    add(session, a_claim())
    session.commit()

    answer = ada.post("/account/tokens", {"label": "nightly import"})
    token = text_of(parsed(answer).select_one("code.secret"))

    assert answer.headers["cache-control"] == "no-store"
    assert token.startswith("ascribe_")
    page = ada.get("/account")
    assert token not in page.text
    assert "nightly import" in page.text
    assert session.scalars(select(Token)).one().hash != token
    bearer = {"Authorization": f"Bearer {token}"}
    entry = {"name": "Zora Zett", "kind": "person", "key": "zora-zett"}
    made = client.post("/actors", json={"entry": entry, "reason": "By script."}, headers=bearer)
    assert made.status_code == 201, made.text
    assert client.get("/changes.json?author=Ada&noun=actor").json()["items"][0]["reason"] == "By script."
    number = session.scalars(select(Token.id)).one()
    assert ada.post(f"/account/tokens/{number}/revoke").headers["location"] == "/account?done=revoked"
    refused = client.post("/actors", json={"entry": entry | {"key": "z"}, "reason": "Again."}, headers=bearer)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert "You have no tokens." in ada.get("/account").text


@pytest.mark.parametrize("label", ["", " ", "x" * 61])
def test_a_token_needs_a_label(ada, label):
    answer = ada.post("/account/tokens", {"label": label})

    assert answer.status_code == 422
    assert parsed(answer).select_one("#problems a[href='#f-label']")


def test_each_browser_one_is_signed_in_with_is_listed(client, session, ada):
    signed_in(client, session)

    rows = [text_of(one) for one in parsed(ada.get("/account")).select("#where ~ ul li")]

    assert len(rows) == 2, rows
    assert sum("(this browser)" in row for row in rows) == 1, rows


def test_an_admin_adds_somebody_who_then_signs_in(client, root):
    answer = root.post("/people", {"name": "Bea Brand", "role": "contributor", "password": PASSWORD})

    assert answer.headers["location"] == "/people?done=added"
    assert "The account is made." in root.get("/people?done=added").text
    assert can_sign_in(client, "bea brand", PASSWORD)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"role": "king"}, "role"),
        ({"password": "short"}, "password"),
        ({"name": "ROOT"}, "name"),
    ],
)
def test_what_is_wrong_with_a_new_account_stands_beside_what_was_typed(root, fields, field):
    answer = root.post("/people", {"name": "Bea", "role": "editor", "password": PASSWORD} | fields)

    assert answer.status_code == 422
    page = parsed(answer)
    assert page.select_one(f"#problems a[href='#f-{field}']")
    assert page.select_one(f"#f-{field}")
    assert page.select_one("#f-name")["value"] == fields.get("name", "Bea")
    assert not page.select_one("#f-password").get("value")


def test_closing_an_account_ends_its_sign_ins_and_its_tokens_for_good(client, session, ada, root):
    token = new_token(ada)
    number = ada.account.id

    answer = root.post(f"/people/{number}", {"role": "editor", "open": "no"})

    assert answer.headers["location"] == f"/people?done=changed#person-{number}"
    assert ada.get("/account").status_code == 401
    assert not can_sign_in(client, "Ada", PASSWORD)
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.post("/actors", json={}, headers=bearer).status_code == 401
    root.post(f"/people/{number}", {"role": "editor", "open": "yes"})
    assert can_sign_in(client, "Ada", PASSWORD)
    assert ada.get("/account").status_code == 401
    assert client.post("/actors", json={}, headers=bearer).status_code == 401


def test_another_role_counts_from_the_next_click(client, session, ada, root):
    add(session, a_topic())
    session.commit()
    assert ada.get("/people").status_code == 403

    root.post(f"/people/{ada.account.id}", {"role": "admin", "open": "yes"})

    assert ada.get("/people").status_code == 200


@pytest.mark.parametrize("fields", [{"role": "editor", "open": "yes"}, {"role": "admin", "open": "no"}])
def test_the_last_admin_stays(session, ada, root, fields):
    answer = root.post(f"/people/{root.account.id}", fields)

    assert answer.status_code == 422
    page = parsed(answer)
    assert "Root is not changed yet" in text_of(page.select_one("#problems"))
    assert "is the only admin" in text_of(page.select_one("#problems"))
    assert page.select_one(f"#person-{root.account.id}").has_attr("open")
    an_account(session, "Second", "admin")
    assert root.post(f"/people/{root.account.id}", fields).status_code == 303


def test_an_admin_sets_the_password_of_somebody_who_forgot_theirs(client, ada, root):
    number = ada.account.id
    short = root.post(f"/people/{number}/password", {"password": "short"})

    answer = root.post(f"/people/{number}/password", {"password": NEW})

    assert short.status_code == 422
    assert parsed(short).select_one(f"#problems a[href='#password-{number}']")
    assert answer.status_code == 303
    assert ada.get("/account").status_code == 401
    assert can_sign_in(client, "Ada", NEW)


def test_an_account_that_never_was_is_not_found(root):
    for number in ("999", "0", "-1", "99999999999999999999"):
        assert root.post(f"/people/{number}", {"role": "editor"}).status_code == 404
        assert root.post(f"/people/{number}/password", {"password": NEW}).status_code == 404


def test_a_name_is_shown_as_text(session, root):
    root.post("/people", {"name": "<script>x</script>", "role": "editor", "password": PASSWORD})

    page = root.get("/people").text

    assert "<script>x" not in page
    assert session.scalar(select(Account).where(Account.name == "<script>x</script>"))
