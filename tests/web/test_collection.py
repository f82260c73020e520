"""Claims and sources picked by hand: kept in the reader's browser, in their order, and shared by address."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from app.models import Claim, Redirect
from app.web.collection import LARGEST, MOST
from tests.factories import a_claim, add

HOSTILE = [
    "",
    "claim",
    "claim:",
    ":slug",
    "actor:mark-rutte",
    "claim:../../etc/passwd",
    "claim:a;b",
    "claim:A",
    "claim:a_b",
    "claim:a.b",
    "claim:<script>",
    "claim:" + "a" * 150,
    "claim:a\r\nSet-Cookie: x=y",
    "claim:a\u2028b",
]


@pytest.fixture
def shelf(session, client):
    """A client on a base with two claims and a source."""
    add(session, a_claim())
    add(session, a_claim(key="another", statement="Another."))
    session.commit()
    return client


def put_in(client, item: str, back: str = "/claims"):
    return client.post("/collection/add", data={"item": item, "back": back}, follow_redirects=False)


def change(client, action: str, item: str):
    return client.post(f"/collection/{action}", data={"item": item}, follow_redirects=False)


def names(client, path: str = "/collection") -> list[str]:
    page = BeautifulSoup(client.get(path).text, "html.parser")
    return [heading.get_text(strip=True) for heading in page.select(".collected h3")]


def test_what_is_added_stands_in_the_collection_in_its_order(shelf):
    put_in(shelf, "claim:another")
    put_in(shelf, "source:report")
    put_in(shelf, "claim:fund-should-grow")
    put_in(shelf, "claim:another")

    assert names(shelf) == ["Another.", "A Report on the Fund", "The fund should grow."]


def test_adding_leads_back_to_where_the_reader_was_and_says_so(shelf):
    answer = put_in(shelf, "claim:another", back="/claims?q=fund&sort=oldest")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?q=fund&sort=oldest#added"
    assert 'id="added"' in shelf.get("/claims").text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "", "x", "/\t/x"]
)
def test_adding_leads_to_no_other_site(shelf, back):
    answer = put_in(shelf, "claim:another", back=back)

    assert answer.headers["location"] in {"/collection#added", "/#added"}


def test_the_cookie_is_lax_and_readable_for_the_script_that_counts(shelf):
    cookie = put_in(shelf, "claim:another").headers["set-cookie"]

    assert cookie.startswith("collection=c.another;")
    assert "samesite=lax" in cookie.lower()
    assert "httponly" not in cookie.lower()


def test_records_are_moved_and_taken_out(shelf):
    for item in ("claim:another", "source:report", "claim:fund-should-grow"):
        put_in(shelf, item)

    change(shelf, "up", "claim:fund-should-grow")
    change(shelf, "down", "claim:another")
    assert names(shelf) == ["The fund should grow.", "Another.", "A Report on the Fund"]

    change(shelf, "up", "claim:fund-should-grow")
    change(shelf, "down", "source:report")
    change(shelf, "remove", "claim:another")
    assert names(shelf) == ["The fund should grow.", "A Report on the Fund"]


def test_what_was_taken_out_all_at_once_can_be_brought_back(shelf):
    put_in(shelf, "claim:another")
    put_in(shelf, "source:report")

    cleared = shelf.post("/collection/clear", follow_redirects=False)
    assert names(shelf) == []

    assert names(shelf, cleared.headers["location"]) == ["Another.", "A Report on the Fund"]
    shelf.post("/collection/keep", data={"items": "claim:another,source:report"})
    assert names(shelf) == ["Another.", "A Report on the Fund"]


def test_a_shared_collection_is_the_same_for_everybody_and_touches_nobodys_own(shelf):
    put_in(shelf, "claim:another")

    shared = "/collection?items=source:report,claim:fund-should-grow"

    assert names(shelf, shared) == ["A Report on the Fund", "The fund should grow."]
    assert names(shelf) == ["Another."]
    shelf.cookies.clear()
    assert names(shelf, shared) == ["A Report on the Fund", "The fund should grow."]


def test_a_copy_is_added_to_what_the_reader_has(shelf):
    put_in(shelf, "claim:another")

    shelf.post("/collection/keep", data={"items": "source:report,claim:another,claim:fund-should-grow"})

    assert names(shelf) == ["Another.", "A Report on the Fund", "The fund should grow."]


def test_the_address_that_shares_a_collection_stands_on_its_page(shelf):
    put_in(shelf, "claim:another")
    put_in(shelf, "source:report")

    page = BeautifulSoup(shelf.get("/collection").text, "html.parser")

    assert page.select_one("aside a[href='/collection?items=claim:another,source:report']")


@pytest.mark.parametrize(
    "held",
    [[f"c.a{number:03}" for number in range(MOST)], [f"c.{'a' * 94}{number:03}" for number in range(LARGEST // 100)]],
    ids=["many", "long"],
)
def test_a_full_collection_says_so_and_keeps_what_it_has(shelf, held):
    shelf.cookies.set("collection", "_".join(held))

    answer = put_in(shelf, "claim:another")

    assert answer.status_code == 422
    assert f"it holds {len(held)}" in answer.text
    assert "set-cookie" not in answer.headers


def test_more_than_the_room_of_an_address_is_refused(shelf):
    items = ",".join(f"claim:a{number}" for number in range(MOST + 1))

    answer = shelf.get(f"/collection?items={items}")

    assert answer.status_code == 422
    assert f"{MOST + 1} items are more than {MOST}" in answer.text


@pytest.mark.parametrize("item", HOSTILE)
def test_what_is_no_item_is_refused(shelf, item):
    assert put_in(shelf, item).status_code == 422
    assert shelf.get(f"/collection?{urlencode({'items': item})}").status_code == (422 if item else 200)


@pytest.mark.parametrize(
    "value", [*HOSTILE, "c.", "_._", "c.<script>alert(1)</script>", "x" * 5_000, "c.a;s=b", '"c.a']
)
def test_a_cookie_of_somebodys_making_does_no_harm(shelf, value):
    sent = value.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")

    answer = shelf.get("/collection", headers={"cookie": f"collection={sent}"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_what_does_not_exist_is_not_added(shelf):
    assert put_in(shelf, "claim:no-such-claim").status_code == 404


def test_what_is_gone_is_named_and_can_be_taken_out(shelf):
    shelf.cookies.set("collection", "c.no-such-claim_c.another")

    page = shelf.get("/collection")

    assert names(shelf) == ["Another."]
    assert "no-such-claim" in page.text
    change(shelf, "remove", "claim:no-such-claim")
    assert "no-such-claim" not in shelf.get("/collection").text


@pytest.mark.parametrize(
    "sender", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}, {"origin": "null"}]
)
def test_a_form_of_another_site_changes_nothing(shelf, sender):
    answer = shelf.post("/collection/add", data={"item": "claim:another"}, headers=sender, follow_redirects=False)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("sender", [{}, {"sec-fetch-site": "same-origin", "origin": "http://testserver"}])
def test_our_own_forms_and_programs_may_change_it(shelf, sender):
    answer = shelf.post("/collection/add", data={"item": "claim:another"}, headers=sender, follow_redirects=False)

    assert answer.status_code == 303


def test_no_page_tells_one_reader_what_another_has_collected(shelf):
    put_in(shelf, "claim:another")
    paths = ["/", "/claims", "/claims/another", "/sources/report", "/search?q=fund"]
    with_cookie = {path: shelf.get(path).text for path in paths}
    shelf.cookies.clear()

    assert {path: shelf.get(path).text for path in paths} == with_cookie
    assert names(shelf) == []


@pytest.mark.parametrize("path", ["/claims", "/claims/another", "/sources", "/sources/report", "/search?q=fund"])
def test_claims_and_sources_can_be_added_where_they_stand(shelf, path):
    page = BeautifulSoup(shelf.get(path).text, "html.parser")

    assert page.select("button.collect[form=collect][name=item]")
    forms = page.select("form#collect[method=post][action='/collection/add'] input[name=back]")
    assert [field["value"] for field in forms] == [path]


def test_a_record_is_found_under_its_old_slug(shelf, session):
    claim = session.scalar(select(Claim).where(Claim.slug == "another"))
    session.add(Redirect(noun="claim", slug="what-it-was-called", record_id=claim.id))
    session.commit()

    assert names(shelf, "/collection?items=claim:what-it-was-called") == ["Another."]
