"""A source from a pasted text to its page, its text replaced, records merged: in a browser, with and without scripts.

The server is one of its own, for what is published here would change what other tests count.
"""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.store import accounts
from app.web.people import COOKIE
from tests.browser.conftest import DESK, HAND
from tests.databases import open_app
from tests.factories import TEXT, a_claim, a_proposition, a_quote, a_source, a_stance, add, an_actor
from tests.people import an_account
from tests.web.test_source_form import REPORT

YAML = "actors:\n  - {key: new-body, name: New Body, kind: institution}\n  - {key: odd, name: Odd, kind: nonsense}\n"


@pytest.fixture(scope="module")
def site_app(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with sqlite_bases.empty() as url, open_app(url, tmp_path_factory.mktemp("sources")) as app:
        with Session(app.state.engine) as session:
            an_account(session, "Root", "admin")
            add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
            add(session, a_claim(stances=[a_stance()]))
            add(session, an_actor(key="a-weil", name="A. Weil"))
            add(session, a_claim(key="second", statement="It must grow.", claimant="a-weil"))
            add(session, a_proposition(key="other", sentence="The fund should shrink."))
            for key in ("with-scripts", "without"):
                add(session, a_source(key=key, short=f"Gazette, {key}"))
                add(session, a_claim(key=f"claim-{key}", statement="It grows.", quotes=[a_quote(source=key)]))
            session.commit()
        yield app


@pytest.fixture
def root(browser_page, site, site_app) -> Callable[..., Page]:
    """Opens a page for an admin who is signed in."""

    def opened(**options) -> Page:
        page: Page = browser_page(**options)
        sign_in(page, "Root", "admin", site, site_app)
        return page

    return opened


def sign_in(page: Page, name: str, role: str, site: str, site_app: FastAPI) -> None:
    with Session(site_app.state.engine) as session:
        secret = accounts.sign_in(session, an_account(session, name, role))
        session.commit()
    page.context.add_cookies([{"name": COOKIE, "value": secret, "url": site}])


@pytest.mark.parametrize(("scripts", "short"), [(True, "Moreno 2026a"), (False, "Moreno 2026b")])
def test_a_pasted_text_becomes_a_source(root, scripts, short):
    page = root(java_script_enabled=scripts)
    page.goto("/sources")
    page.get_by_role("link", name="New source").click()
    page.get_by_label("Text").fill(REPORT)
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_label("Title", exact=False).first).to_have_value("A Fund for Everybody")
    page.locator("#f-kind").select_option("report")
    page.locator("#f-short").fill(short)
    page.get_by_label("Kind of block 4").select_option("pull_quote")
    page.get_by_role("button", name="Publish source").click()

    expect(page.locator("h1")).to_have_text("A Fund for Everybody")
    expect(page.locator(".pull-quote")).to_have_text("Why a fund")


def test_an_uploaded_text_becomes_a_form_by_keyboard(root, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-16")
    page = root()
    page.goto("/sources/new")
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="Read it").press("Enter")

    expect(page.locator("#f-title")).to_have_value("A Fund for Everybody")


def test_the_form_of_a_source_saves_itself_as_a_draft(root):
    page = root()
    read_source(page)

    page.locator("#f-note").fill("Read in a hurry.")

    expect(page.locator("[data-saved]")).to_contain_text("Draft saved", timeout=10_000)
    page.reload()
    expect(page.locator("#f-note")).to_have_value("Read in a hurry.")
    expect(page.locator("#f-title")).to_have_value("A Fund for Everybody")


def test_what_one_person_typed_is_not_offered_to_another_at_the_same_browser(root, site, site_app):
    page = root()
    page.goto("/actors/new")
    page.context.set_offline(True)
    page.locator("#f-name").fill("Typed in a tunnel")
    expect(page.locator("[data-saved]")).to_contain_text("kept in this browser", timeout=10_000)
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto("/actors/new")
    expect(again.get_by_role("button", name="Bring it back")).to_be_visible()

    sign_in(again, "Ada", "editor", site, site_app)
    again.reload()

    expect(again.locator("h1")).to_have_text("A new actor")
    expect(again.get_by_role("button", name="Bring it back")).to_have_count(0)


@pytest.mark.parametrize(("scripts", "source"), [(True, "with-scripts"), (False, "without")])
def test_a_text_is_replaced_after_its_quotes_are_settled(root, scripts, source):
    page = root(java_script_enabled=scripts)
    page.goto(f"/sources/{source}")
    page.get_by_role("link", name="Replace its text").click()
    new = TEXT.replace("the fund should grow", "the fund must now grow")
    page.get_by_label("The new text").fill(new)
    page.get_by_role("button", name="See what becomes of its quotes").click()

    page.locator("fieldset.settle input[value=other]").first.check()
    page.get_by_label("The other words").first.fill("Anna Weil said")
    page.get_by_label("Why").fill("A newer text.")
    page.get_by_role("button", name="Replace the text").click()

    expect(page.locator("#replaced")).to_be_visible()
    start = new.index("Anna Weil said")
    expect(page.locator(".quoted").first).to_have_attribute("data-anchors", f"char={start},{start + 14}")


def test_two_actors_are_merged_and_parted_again(root):
    page = root(java_script_enabled=False)
    page.goto("/actors/a-weil")
    page.get_by_role("link", name="Merge it into another").click()
    page.get_by_label("The actor that stays").fill("Anna Weil")
    page.get_by_role("button", name="See what moves").click()
    expect(page.get_by_role("link", name="It must grow.")).to_be_visible()
    page.get_by_label("Why").fill("One person.")
    page.get_by_role("button", name="Merge them").click()

    expect(page.locator("h1")).to_have_text("Anna Weil")
    page.get_by_role("link", name="Look at it or undo it").click()
    page.get_by_label("Why undo it").fill("Two after all.")
    page.get_by_role("button", name="Undo this merge").click()

    expect(page.locator("h1")).to_have_text("A. Weil")


def new_source(page: Page) -> None:
    page.goto("/sources/new")


def empty_source(page: Page) -> None:
    new_source(page)
    page.get_by_role("button", name="Read it").click()


def read_source(page: Page) -> None:
    new_source(page)
    page.get_by_label("Text").fill(REPORT)
    page.get_by_role("button", name="Read it").click()


def refused_source(page: Page) -> None:
    read_source(page)
    page.locator("#f-published").fill("4 July")
    page.get_by_role("button", name="Publish source").click()


def replaced_text(page: Page) -> None:
    page.goto("/sources/report/text")
    page.get_by_label("The new text").fill(f"On top.\n\n{TEXT.replace('should', 'must')}")
    page.get_by_role("button", name="See what becomes").click()


def unsettled_text(page: Page) -> None:
    replaced_text(page)
    page.get_by_role("button", name="Replace the text").click()


def split(page: Page) -> None:
    page.goto("/propositions/the-fund-should-grow/split")
    page.locator("input[name=claims]").first.check()
    page.locator("#f-into").fill("The fund should shrink.")
    page.get_by_role("button", name="See what moves").click()


def imported(page: Page) -> None:
    page.goto("/import")
    page.get_by_label("Paste").fill(YAML)
    page.get_by_role("button", name="See what it would do").click()


STEPS = {
    "a new source": new_source,
    "nothing to read": empty_source,
    "a text read": read_source,
    "a source refused": refused_source,
    "a record": lambda page: page.goto("/sources/report/edit"),
    "a new text": lambda page: page.goto("/sources/report/text"),
    "quotes to settle": replaced_text,
    "quotes unsettled": unsettled_text,
    "an address": lambda page: page.goto("/actors/anna-weil/rename?key=weil"),
    "an address refused": lambda page: page.goto("/actors/anna-weil/rename?key=A+B"),
    "a merge": lambda page: page.goto("/actors/a-weil/merge?into=anna-weil"),
    "a merge refused": lambda page: page.goto("/actors/a-weil/merge?into=nobody"),
    "merges": lambda page: page.goto("/actors/anna-weil/merges"),
    "a split": split,
    "a split refused": lambda page: (page.goto("/topics/money/split"), page.get_by_role("button", name="See").click()),
    "an import": lambda page: page.goto("/import"),
    "an import tried": imported,
}
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (HAND, "dark")])
def test_axe_finds_nothing_and_nothing_is_too_wide(root, axe, step, width, scheme):
    page = root(width=width, scheme=scheme)

    step(page)

    assert axe(page) == ""
    assert page.evaluate(WIDER) <= 0
