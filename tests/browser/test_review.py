"""From a contributor's draft to the published record in a browser, without scripts and with them; and every page of
that way in each look, with and without errors.

The server is one of its own, for what is published here would change what other tests count.
"""

import itertools
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.queries.revisions import get_snapshot
from tests.browser.conftest import sign_in
from tests.browser.test_accessibility import SMALL, WIDER
from tests.databases import open_app
from tests.people import an_account

CLAIM = "/claims/european-suppliers-alone-risk-delays"
PEOPLE = {"Cy": "contributor", "Ada": "editor", "Bob": "editor", "Root": "admin"}
numbers = itertools.count(1)


@pytest.fixture(scope="module")
def site_app(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with sqlite_bases.seeded() as url, open_app(url, tmp_path_factory.mktemp("review")) as app:
        with Session(app.state.engine) as session:
            for name, role in PEOPLE.items():
                an_account(session, name, role)
        yield app


@pytest.fixture
def person(browser_page) -> Callable[..., Page]:
    """Opens a page for one of the people, signed in."""

    def opened(name: str, path: str = "/", **options) -> Page:
        page: Page = browser_page(**options)
        page.set_default_timeout(10_000)
        sign_in(page, name, path)
        return page

    return opened


def propose(page: Page, statement: str, path: str = CLAIM) -> str:
    """Hand a change in; gives the path of its draft."""
    page.goto(f"{path}/edit")
    page.get_by_label("Statement").fill(statement)
    page.locator("[name=_reason]").fill("Said more plainly.")
    page.get_by_role("button", name="Send for review").click()
    page.wait_for_url("**/drafts/*")
    return page.url.partition("//")[2].partition("/")[2].join(["/", ""])


def save(page: Page, statement: str) -> None:
    page.goto(f"{CLAIM}/edit")
    page.get_by_label("Statement").fill(statement)
    page.locator("[name=_reason]").fill("Said otherwise.")
    page.get_by_role("button", name="Save changes").click()


def test_a_contributors_change_is_reviewed_sent_back_and_published_without_scripts(person, site_app):
    cy, ada = (person(name, java_script_enabled=False) for name in ("Cy", "Ada"))
    statement = f"Relying on European suppliers alone would risk delays, {next(numbers)}."
    draft = propose(cy, statement)

    ada.goto("/review")
    ada.get_by_role("link", name=statement).click()
    expect(ada.locator(".changed del").first).to_be_visible()
    ada.get_by_label("Your comment").fill("Which suppliers?")
    ada.get_by_role("button", name="Send back").click()
    cy.goto("/review")
    cy.get_by_role("link", name=statement).click()
    expect(cy.get_by_text("Which suppliers?")).to_be_visible()
    cy.get_by_role("button", name="Send for review again").click()
    ada.goto(draft)
    ada.get_by_role("button", name="Publish as it is").click()

    expect(ada.get_by_role("heading", level=1)).to_have_text(statement)
    expect(ada.locator("#saved")).to_be_visible()
    with Session(site_app.state.engine) as session:
        newest = get_snapshot(session, "claim", CLAIM.rpartition("/")[2], 1).current
    assert (newest.author, newest.reason) == ("Cy", "Said more plainly. Published by Ada.")
    ada.locator("#saved").get_by_role("link", name="Undo").click()
    ada.get_by_label("Why").fill("Too soon.")
    ada.get_by_role("button", name="Restore revision").click()
    expect(ada.get_by_role("heading", level=1)).not_to_have_text(statement)


@pytest.mark.parametrize("scripts", [True, False])
def test_two_editors_settle_what_both_changed(person, scripts):
    ada, bob = (person(name, java_script_enabled=scripts) for name in ("Ada", "Bob"))
    mine, theirs = (f"Version {next(numbers)} of the statement." for _ in range(2))
    ada.goto(f"{CLAIM}/edit")
    save(bob, theirs)
    ada.get_by_label("Statement").fill(mine)
    ada.locator("[name=_reason]").fill("Said better.")
    ada.get_by_role("button", name="Save changes").click()

    expect(ada.get_by_role("heading", name="Bob changed this claim meanwhile")).to_be_visible()
    choice = ada.get_by_role("group", name="Statement")
    expect(choice.get_by_role("radio", name="Yours")).to_be_checked()
    choice.get_by_role("radio", name="That of Bob").check()
    ada.get_by_role("button", name="Save changes").click()

    expect(ada.get_by_role("heading", level=1)).to_have_text(theirs)


def test_a_claim_is_withdrawn_and_published_again_by_keyboard(person):
    ada = person("Ada", CLAIM)

    ada.get_by_role("link", name="Withdraw it").focus()
    ada.keyboard.press("Enter")
    ada.get_by_label("Why").fill("It was misread.")
    ada.keyboard.press("Enter")
    expect(ada.locator(".banner").filter(has_text="It was misread.")).to_be_visible()
    ada.get_by_role("link", name="Publish it again").focus()
    ada.keyboard.press("Enter")
    ada.get_by_label("Why").fill("It was read well.")
    ada.keyboard.press("Enter")

    expect(ada.get_by_role("link", name="Withdraw it")).to_be_visible()


def look(page: Page, axe: Callable[[Page], str]) -> None:
    assert axe(page) == "", page.url
    assert page.evaluate(WIDER) == [], page.url
    small = [one for one in page.evaluate(SMALL) if 'type="radio"' not in one and 'type="checkbox"' not in one]
    assert small == [], page.url  # of a box to tick, its label is the target


LOOKS = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])


@LOOKS
def test_the_pages_of_review_and_history_are_for_everybody(person, axe, width, scheme):
    cy = person("Cy")
    change = propose(cy, f"Another statement, {next(numbers)}.")
    cy.goto(change)
    cy.get_by_label("Your comment").fill("Please look at the source again.")
    cy.get_by_role("button", name="Add comment").click()
    cy.goto("/claims/new")
    cy.get_by_label("Statement").fill("Not finished yet.")
    cy.get_by_role("button", name="Send for review").click()
    unfinished = cy.url
    save(person("Bob"), f"By Bob, {next(numbers)}.")
    ada = person("Ada", width=width, scheme=scheme)

    paths = ["/review", change, unfinished, "/drafts", f"{CLAIM}/revisions/1", f"{CLAIM}/withdraw", "/account"]
    for path in [*paths, f"/changes?record={CLAIM[1:]}", f"{CLAIM}#saved", "/topics/procurement-preference#saved"]:
        ada.goto(path)
        look(ada, axe)
    for path, button in [(change, "Send back"), (change, "Put together and publish")]:
        ada.goto(path)
        ada.get_by_role("button", name=button).click()
        expect(ada.locator(".problems").first).to_be_visible()
        look(ada, axe)


@LOOKS
def test_the_pages_of_people_are_for_everybody_with_and_without_errors(person, axe, browser_page, width, scheme):
    reader = browser_page(width=width, scheme=scheme)
    reader.goto("/sign-in")
    look(reader, axe)
    reader.get_by_label("Name").fill("Nobody")
    reader.get_by_label("Password").fill("wrong")
    reader.get_by_role("button", name="Sign in").click()
    expect(reader.locator("#e-name")).to_be_visible()
    look(reader, axe)
    root, cy = person("Root", "/people", width=width, scheme=scheme), person("Cy", width=width, scheme=scheme)
    root.locator("details.person summary").first.click()
    look(root, axe)
    root.locator("details.person", has_text="Root").locator("summary").click()
    root.get_by_role("button", name="Close the account of Root").click()
    expect(root.locator("#problems")).to_contain_text("is the only admin")
    look(root, axe)
    root.goto("/account")
    root.get_by_label("Present password").fill("not this one")
    root.get_by_label("New password").fill("long enough, really")
    root.get_by_role("button", name="Change password").click()
    expect(root.locator("#problems")).to_be_visible()
    look(root, axe)
    for path in ("/review", "/drafts", "/account"):
        cy.goto(path)
        look(cy, axe)
