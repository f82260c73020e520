"""Signing in and out: who gets in, who is kept out, what the cookie is, and what readers' caches hold."""

import pytest

from app.settings import Settings
from app.store import accounts
from app.web.people import COOKIE
from tests.databases import open_app
from tests.factories import a_claim, add
from tests.people import PASSWORD, an_account, changed, fields_of, signed_in
from tests.web.reading import parsed, text_of


def try_to(client, name="Ada", password=PASSWORD, **fields):
    """Send the form to sign in. The client keeps no cookie."""
    answer = client.post("/sign-in", data={"name": name, "password": password} | fields, follow_redirects=False)
    client.cookies.clear()
    return answer


def cookie_of(answer) -> dict[str, str]:
    """The cookie that was set: its value as `value`, its attributes in lower case."""
    name, _, rest = answer.headers["set-cookie"].partition("=")
    value, *attributes = rest.split("; ")
    assert name == COOKIE
    pairs = (one.partition("=") for one in attributes)
    return {"value": value} | {key.lower(): text for key, _, text in pairs}


def with_cookie(secret: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={secret}"}


@pytest.fixture
def ada(session):
    return an_account(session)


def test_whoever_knows_the_password_gets_in_and_goes_where_they_wanted(client, ada):
    answer = try_to(client, then="/claims/new?source=report")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims/new?source=report"
    page = client.get("/account", headers=with_cookie(cookie_of(answer)["value"]))
    assert parsed(page).h1.get_text() == "Ada"


def test_names_are_read_as_people_write_them(client, ada):
    assert try_to(client, name="  ada ").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ada", "wrong"),
        ("Ada", ""),
        ("Ada", PASSWORD + " "),
        ("Nobody", PASSWORD),
        ("", ""),
        ("A\x00da\x00x", PASSWORD),
    ],
)
def test_whoever_does_not_is_told_no_more_than_that(client, ada, name, password):
    answer = try_to(client, name, password, then="/review")

    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    page = parsed(answer)
    assert text_of(page.select_one("#e-name")) == "Name and password do not belong together; check both."
    assert page.select_one("[name=then]")["value"] == "/review"
    assert not page.select_one("[name=password]").get("value")


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(client, ada):
    cookie = cookie_of(try_to(client))

    assert {"httponly", "path", "max-age"} <= cookie.keys()
    assert cookie["samesite"] == "lax"
    assert "secure" not in cookie
    assert len(cookie["value"]) >= 43, "256 bits at least"


@pytest.mark.parametrize("way", ["scheme", "public_url"])
def test_over_https_the_cookie_goes_nowhere_else(sqlite_url, sqlite_session, tmp_path, way):
    from starlette.testclient import TestClient

    from app.main import create_app

    an_account(sqlite_session)
    public = "https://ascribe.example" if way == "public_url" else ""
    app = create_app(Settings(database_url=sqlite_url, data_dir=tmp_path, public_url=public))
    base = "https://testserver" if way == "scheme" else "http://testserver"

    with TestClient(app, base_url=base) as client:
        assert "secure" in cookie_of(try_to(client))
    app.state.engine.dispose()


def test_after_eight_failures_even_the_right_password_has_to_wait(client, app, ada):
    for _ in range(8):
        assert try_to(client, password="wrong").status_code == 422

    guess, right = try_to(client, password="wrong"), try_to(client, then="/review", kept='[["statement", "Typed."]]')

    for answer in (guess, right):
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 15 * 60
        assert "set-cookie" not in answer.headers
    page = parsed(right)
    assert "Wait 15 minutes" in text_of(page.select_one(".banner"))
    assert page.select_one("[name=then]")["value"] == "/review"
    assert page.select_one("[name=kept]")["value"] == '[["statement", "Typed."]]', "nothing typed is lost"
    app.state.sign_ins.storage.reset()  # the quarter of an hour is over
    assert try_to(client).status_code == 303


def test_one_name_is_locked_not_all(client, session, ada):
    an_account(session, "Bob")
    for _ in range(9):
        try_to(client, password="wrong")

    assert try_to(client, name="ADA").status_code == 429, "another spelling is the same name"
    assert try_to(client, name="Bob").status_code == 303


def test_one_host_cannot_try_one_password_on_every_name(client, app):
    from limits import RateLimitItemPerMinute

    for _ in range(60):
        app.state.sign_ins.hit(RateLimitItemPerMinute(60, 15), "host testclient")

    assert try_to(client, name="Anybody").status_code == 429


def test_after_signing_out_the_cookie_is_gone_and_what_it_held_opens_nothing(client, session):
    ada = signed_in(client, session)

    answer = ada.post("/sign-out")

    assert answer.status_code == 303
    assert cookie_of(answer)["max-age"] == "0"
    assert ada.get("/account").status_code == 401
    assert ada.post("/account/sign-out-elsewhere").status_code == 401


def test_signing_out_elsewhere_ends_every_sign_in_but_this_one(client, session):
    here, there = signed_in(client, session), signed_in(client, session)

    assert here.post("/account/sign-out-elsewhere").headers["location"] == "/account?done=elsewhere"

    assert "signed out everywhere else" in here.get("/account?done=elsewhere").text
    assert there.get("/account").status_code == 401


def test_a_sign_in_ends_by_itself(client, session):
    from datetime import UTC, datetime

    from sqlalchemy import update

    from app.models import SignIn

    ada = signed_in(client, session)
    session.execute(update(SignIn).values(until=datetime.now(UTC)))
    session.commit()

    assert ada.get("/account").status_code == 401


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "\thttps:x", ""],
)
def test_signing_in_leads_to_no_other_site(client, session, ada, then):
    signed = signed_in(client, session)

    assert try_to(client, then=then).headers["location"] == "/"
    shown = client.get("/sign-in", params={"then": then})
    assert parsed(shown).select_one("[name=then]")["value"] == "/"
    assert signed.get("/sign-in", params={"then": then}, follow_redirects=False).headers["location"] == "/"


def test_the_navigation_leads_to_signing_in_and_back(client, ada):
    page = "/claims?kind=causal&from=2025"

    link = parsed(client.get(page)).select_one("nav[aria-label=Main] a[href^='/sign-in']")["href"]

    then = parsed(client.get(link)).select_one("[name=then]")["value"]
    assert try_to(client, then=then).headers["location"] == page


def test_a_form_of_another_site_signs_nobody_in(client, ada):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = client.post("/sign-in", data={"name": "Ada", "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_a_page_for_members_leads_back_to_itself_after_signing_in(client, ada):
    asked = client.get("/drafts?x=1")

    assert asked.status_code == 401
    then = parsed(asked).select_one("[name=then]")["value"]
    assert try_to(client, then=then).headers["location"] == "/drafts?x=1"


def test_a_file_that_was_sent_without_a_sign_in_is_to_be_chosen_again(client, session):
    ada = signed_in(client, session)
    fields = fields_of(ada.get("/sources/new").text)
    ada.post("/sign-out")

    sent = dict(changed(fields, title="A Report"))
    stopped = client.post("/sources", data=sent, files={"file": ("report.txt", b"Some text.", "text/plain")})
    kept = dict(fields_of(stopped.text, "form.sheet"))
    again = client.post("/sign-in", data=kept | {"name": "Ada", "password": PASSWORD})
    client.cookies.clear()

    assert stopped.status_code == 401
    page = parsed(again)
    assert "The file “report.txt” could not be kept. Choose it again" in text_of(page.select_one(".banner ~ .banner"))
    to_send = dict(fields_of(again.text, "form[action='/sources']"))
    assert to_send["title"] == "A Report"
    assert "_file" not in to_send


def test_what_was_kept_is_shown_as_text_and_rubbish_does_no_harm(client, ada):
    script = client.post(
        "/sign-in",
        data={"name": "Ada", "password": PASSWORD, "then": "/claims", "kept": '[["statement", "<script>x</script>"]]'},
    )
    rubbish = client.post("/sign-in", data={"name": "Ada", "password": PASSWORD, "kept": "{nonsense"})
    client.cookies.clear()

    assert "<script>x" not in script.text
    assert rubbish.status_code == 200


def test_a_page_of_somebody_signed_in_is_for_them_alone(client, session):
    add(session, a_claim())
    session.commit()
    ada = signed_in(client, session)

    for path in ("/", "/claims", "/claims/fund-should-grow", "/actors/anna-weil", "/review", "/drafts", "/account"):
        theirs, readers = ada.get(path), client.get(path)
        assert "private" in theirs.headers["cache-control"]
        assert "etag" not in theirs.headers
        assert "Cookie" in theirs.headers["vary"]
        assert "/account" not in readers.text or readers.status_code == 401, path


def test_what_is_kept_for_readers_never_holds_the_page_of_an_editor(client, session):
    add(session, a_claim())
    session.commit()
    ada = signed_in(client, session)
    path = "/claims/fund-should-grow"

    first = ada.get(path)
    readers = client.get(path)
    second = ada.get(path)
    again = client.get(path)

    assert first.text == second.text
    assert "Change this claim" in first.text
    assert readers.text == again.text
    for word in ("Change this claim", "Ada</a>", 'id="saved"', "_csrf"):
        assert word not in readers.text


def test_a_tag_that_a_reader_has_gives_no_editor_a_304(client, session):
    add(session, a_claim())
    session.commit()
    ada = signed_in(client, session)
    path = "/claims/fund-should-grow"
    tag = client.get(path).headers["etag"]

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert ada.get(path, headers={"If-None-Match": tag}).status_code == 200
    ada.post("/sign-out")
    assert "Change this claim" not in ada.get(path).text


def test_a_cookie_of_nobody_is_a_reader_and_gets_no_more(client, ada):
    answer = client.get("/claims", headers=with_cookie("guessed"))

    assert answer.status_code == 200
    assert "Sign in" in answer.text
    assert client.get("/account", headers=with_cookie("guessed")).status_code == 401


def test_the_base_keeps_no_secret_that_signs_anybody_in(session, ada):
    secret = accounts.sign_in(session, ada)
    session.flush()

    from app.models import SignIn

    assert secret not in {one.token for one in session.query(SignIn)}
    assert ada.password.startswith("$argon2id$")
    assert PASSWORD not in ada.password


def test_two_bases_know_nothing_of_each_others_sign_ins(sqlite_client, sqlite_session, sqlite_bases, tmp_path):
    from starlette.testclient import TestClient

    ada = signed_in(sqlite_client, sqlite_session)
    with sqlite_bases.empty() as url, open_app(url, tmp_path) as other, TestClient(other) as client:
        assert client.get("/account", headers=ada.cookies).status_code == 401
