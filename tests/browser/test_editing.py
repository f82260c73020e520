"""From reading to a published claim in a browser: by keyboard, by mouse, without scripts, and with the line cut.

The server is one of its own, for what is published here would change what other tests count.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import Actor, Claim, Draft, SignIn
from tests.browser.conftest import DESK, HAND, sign_in
from tests.databases import open_app
from tests.factories import a_claim, a_quote, a_source, add, an_actor
from tests.people import PASSWORD, an_account

READER = "/sources/rutte-urges-dual-track"
WORDS = "these efforts will take time to translate into operational output"
ODD = "Ünïcode 𝔸👩🏽 comes first. Then the fund, they say, shall grow, and the fund stays the fund."
FOCUSED = "document.activeElement"


@pytest.fixture(scope="module")
def site_app(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    with sqlite_bases.seeded() as url, open_app(url, tmp_path_factory.mktemp("desk")) as app:
        with Session(app.state.engine) as session:
            an_account(session, "Ada")
            add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
            add(session, a_source(key="odd", text=f"A heading\n\n{ODD}\n\nThe end of it.\n"))
            add(session, a_claim(key="odd-one", quotes=[a_quote("they say", source="odd")]))
            session.commit()
        yield app


@pytest.fixture
def base(site_app) -> Iterator[Session]:
    with Session(site_app.state.engine) as session:
        yield session


@pytest.fixture
def editor(browser_page) -> Callable[..., Page]:
    """Opens a page for somebody signed in."""

    def opened(path: str, **options) -> Page:
        page: Page = browser_page(**options)
        page.set_default_timeout(10_000)
        sign_in(page, "Ada", path)
        return page

    return opened


def _tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until an element that fits has the focus; it must then be in view."""
    for _ in range(160):
        page.keyboard.press(key)
        if page.evaluate(f"{FOCUSED}?.matches({selector!r})"):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"no Tab leads to {selector}")


def _mark(page: Page, words: str, within: str = "") -> None:
    """Mark words as a mouse would, in the block that holds them or other words."""
    found = page.locator(".reader .block").filter(has_text=within or words).first
    found.scroll_into_view_if_needed()
    box = found.evaluate(
        """(block, words) => {
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
                node.parentElement.closest("sup, .paragraph-number") ? 2 : 1);  // FILTER_REJECT, FILTER_ACCEPT
            const points = [];
            let text = "";
            while (walker.nextNode()) {
                const node = walker.currentNode;
                for (let at = 0; at < node.data.length; at += 1) { points.push([node, at]); }
                text += node.data;
            }
            const [start, stop] = [text.indexOf(words), text.indexOf(words) + words.length - 1];
            const rect = ([node, at]) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                return { left, right, middle: (top + bottom) / 2 };
            };
            return [rect(points[start]), rect(points[stop])];
        }""",
        words,
    )
    page.mouse.move(box[0]["left"] + 0.5, box[0]["middle"])
    page.mouse.down()
    page.mouse.move(box[1]["right"] - 0.5, box[1]["middle"], steps=5)
    page.mouse.up()


def test_a_claim_with_a_new_actor_is_published_by_keyboard_alone(editor, base):
    page = editor(READER)

    _tab_to(page, "a[href^='/claims/new?source=rutte'][href*='start=']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/new?*")
    _tab_to(page, "#f-statement")
    page.keyboard.type("Jane Roe states this by keyboard.")
    _tab_to(page, "#f-kind")
    page.keyboard.type("factual")
    _tab_to(page, "#f-claimant")
    page.keyboard.type("Jane Roe")
    expect(page.get_by_role("option", name="New actor “Jane Roe”")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#f-new_actors-0-kind")).to_be_focused()
    expect(page.locator("#f-new_actors-0-name")).to_have_value("Jane Roe")
    page.keyboard.type("person")
    _tab_to(page, "button[value='add attribution']", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-attribution-0-actor")).to_be_focused()
    expect(page.locator("#f-attribution-0-actor")).to_have_value("Jane Roe")
    _tab_to(page, "#f-attribution-0-mode")
    page.keyboard.type("paraphrase")
    _tab_to(page, "input[name=topics]")
    page.keyboard.press("Space")
    _tab_to(page, "button.main")
    page.keyboard.press("Enter")

    page.wait_for_url("**/claims/jane-roe-states-this-by-keyboard#saved")
    expect(page.locator("h1")).to_have_text("Jane Roe states this by keyboard.")
    assert base.scalar(select(Actor.kind).where(Actor.slug == "jane-roe")) == "person"


@pytest.mark.parametrize(
    ("width", "statement"), [(HAND, "John Roe does without scripts."), (DESK, "Europe scales up its own industry.")]
)
def test_the_same_without_scripts(editor, base, width, statement):
    page = editor(READER, java_script_enabled=False, width=width)

    page.locator(".claim-from a").nth(3).click()
    page.get_by_label("Statement").fill(statement)
    page.get_by_label("Kind").first.select_option("factual")
    page.get_by_label("Claimant").fill(f"John Roe {width}")
    page.get_by_text("New actors").click()
    page.get_by_role("button", name="Add a new actor").click()
    page.locator("[id='f-new_actors-0-name']").fill(f"John Roe {width}")
    page.locator("[id='f-new_actors-0-kind']").select_option("person")
    page.get_by_role("button", name="Add a step").click()
    expect(page.locator("#f-attribution-0-actor")).to_have_value(f"John Roe {width}")
    page.locator("#f-attribution-0-mode").select_option("paraphrase")
    page.locator("input[name=topics]").first.check()
    page.get_by_role("button", name="Publish claim").click()

    expect(page).to_have_url(re.compile("#saved$"))
    expect(page.locator("h1")).to_have_text(statement)
    assert base.scalar(select(Claim.statement).where(Claim.statement == statement))


def test_marked_words_offer_a_button_that_is_announced_and_the_next_stop(editor):
    page = editor(READER)

    _mark(page, WORDS)

    button = page.get_by_role("button", name="Make a claim")
    expect(button).to_be_visible()
    expect(page.locator("[data-told]")).to_contain_text("Tab")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/new?*")
    expect(page.locator("[name='quotes.0.exact']")).to_have_value(WORDS)
    expect(page.locator(".passages mark")).to_have_text(WORDS)


@pytest.mark.parametrize(
    "words", ["𝔸👩🏽 comes", "Then the fund", "they say, shall grow", "the fund stays", "Ünïcode 𝔸👩🏽 comes first."]
)
def test_offsets_count_code_points_and_leave_out_the_numbers_of_claims(editor, words):
    page = editor("/sources/odd")
    block = page.locator(".block").filter(has_text="comes first")
    start = int(block.get_attribute("id").removeprefix("at-")) + ODD.index(words)

    _mark(page, words, "comes first")
    page.get_by_role("button", name="Make a claim").click()

    expect(page).to_have_url(re.compile(rf"source=odd&start={start}&stop={start + len(words)}$"))
    expect(page.locator("[name='quotes.0.exact']")).to_have_value(words)


def test_words_marked_by_keyboard_are_offered_too(editor):
    page = editor("/sources/odd")
    page.locator(".block").filter(has_text="The end of it").dblclick(position={"x": 8, "y": 12})
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    button = page.get_by_role("button", name="Make a claim")

    expect(button).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()
    page.keyboard.press("Shift+ArrowRight")
    expect(button).to_be_visible()
    _tab_to(page, ".make-claim")
    page.keyboard.press("Enter")

    expect(page.locator("[name='quotes.0.exact']")).to_have_value("The end")


def test_readers_are_offered_nothing(browser_page):
    page = browser_page()
    page.goto(READER)

    _mark(page, WORDS)
    page.wait_for_timeout(500)

    expect(page.get_by_role("button", name="Make a claim")).to_have_count(0)


def test_names_are_offered_and_follow_what_a_stance_is_toward(editor):
    page = editor("/claims/new")
    page.get_by_text("Stances").click()
    page.get_by_role("button", name="Add a stance").click()
    expect(page.locator("#f-stances-0-stance")).to_be_focused()

    page.locator("#f-stances-0-on").select_option("programme")
    page.locator("#f-stances-0-name").press_sequentially("SAFE")
    offered = page.locator(".field .suggestions [role=option]")
    expect(offered.first).to_contain_text("SAFE")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".field .suggestions [aria-selected=true]").inner_text().strip()
    page.keyboard.press("Enter")

    expect(page.locator("#f-stances-0-name")).to_have_value(chosen)
    expect(offered.first).to_be_hidden()
    page.locator("#f-stances-0-on").select_option("topic")
    page.locator("#f-stances-0-name").fill("")
    page.locator("#f-stances-0-name").press_sequentially("SAFE")
    page.wait_for_timeout(600)
    expect(offered).to_have_count(0)


def test_rows_come_and_go_without_losing_what_is_typed(editor):
    page = editor("/claims/new")
    page.locator("#f-statement").fill("Half a sentence")

    page.get_by_role("button", name="Add a quote").click()
    expect(page.locator("#f-quotes-1-exact")).to_be_focused()
    page.keyboard.type("second")
    page.get_by_role("button", name="Add a quote").click()
    page.keyboard.type("third")
    page.get_by_role("button", name="Remove quote 2").click()

    expect(page.locator("#f-quotes-2-exact")).to_be_focused()
    expect(page.locator("#f-quotes-2-exact")).to_have_value("third")
    expect(page.locator("#f-quotes-2 legend")).to_have_text("Quote 2")
    expect(page.locator("#f-statement")).to_have_value("Half a sentence")
    expect(page.locator("#f-quotes-1")).to_have_count(0)


def test_proposals_are_taken_over_in_place(editor):
    page = editor("/claims/new?source=odd")
    page.goto("/sources/rutte-urges-dual-track")
    _mark(page, "He also noted that interoperability within NATO remains a central consideration")
    page.get_by_role("button", name="Make a claim").click()

    page.locator("[data-live=proposed-claimants] button", has_text="Mark Rutte").click()

    expect(page.locator("#f-claimant")).to_have_value("Mark Rutte")
    expect(page.locator("#f-attribution-0-actor")).to_have_value("Mark Rutte")
    expect(page.locator("#f-attribution-1-mode")).to_have_value("own_voice")
    expect(page.locator("#f-attribution-1-actor")).not_to_have_value("")
    page.locator("[data-live=proposed-about] button", has_text="NATO").click()
    expect(page.locator("#f-about-0")).to_have_value("NATO")


def test_a_draft_saves_itself_and_the_passage_follows(editor, base):
    page = editor("/claims/new?source=rutte-urges-dual-track")

    page.locator("[name='quotes.0.exact']").fill(WORDS)
    page.locator("#f-statement").fill("A draft that saves itself")

    expect(page.locator("[data-saved]")).to_contain_text("Draft saved", timeout=10_000)
    expect(page.locator(".passages mark")).to_have_text(WORDS)
    number = int(page.locator("[name=_draft]").input_value())
    assert base.get(Draft, number).form["statement"] == "A draft that saves itself"
    page.reload()
    expect(page.locator("#f-statement")).to_have_value("A draft that saves itself")


def test_what_is_typed_while_the_server_is_out_of_reach_is_kept_and_sent_later(editor):
    page = editor("/claims/new")
    page.context.set_offline(True)

    page.locator("#f-statement").fill("Typed on a train")

    expect(page.locator("[data-saved]")).to_contain_text("kept in this browser", timeout=10_000)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Draft saved", timeout=15_000)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_was_never_sent_is_offered_when_the_form_is_opened_again(editor):
    page = editor("/claims/new")
    page.context.set_offline(True)
    page.get_by_role("button", name="Add a quote").click()
    page.locator("#f-quotes-1-exact").fill("the second quote")
    page.locator("#f-statement").fill("Typed in a tunnel")
    expect(page.locator("[data-saved]")).to_contain_text("kept in this browser", timeout=10_000)
    page.close()

    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto("/claims/new")
    again.get_by_role("button", name="Bring it back").click()

    expect(again.locator("#f-statement")).to_have_value("Typed in a tunnel")
    expect(again.locator("[name='quotes.1.exact']")).to_have_value("the second quote")
    assert again.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.parametrize("noun", ["actor", "programme"])
def test_drafts_of_other_records_save_themselves_too(editor, base, noun):
    page = editor(f"/{noun}s/new")

    page.locator("#f-name").fill(f"A new {noun}")

    expect(page.locator("[data-saved]")).to_contain_text("Draft saved", timeout=10_000)
    number = int(page.locator("[name=_draft]").input_value())
    draft = base.get(Draft, number)
    assert (draft.noun, draft.form["name"]) == (noun, f"A new {noun}")


def test_leaving_with_something_unsaved_warns(editor):
    page = editor("/claims/new")
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)

    page.locator("#f-statement").click()
    page.keyboard.type("Not saved yet")
    page.goto("/claims")

    assert asked == ["beforeunload"]


def test_a_form_sent_after_the_sign_in_expired_is_sent_again_with_everything_in_it(editor, base):
    page = editor("/sources/rutte-urges-dual-track")
    _mark(page, WORDS)
    page.get_by_role("button", name="Make a claim").click()
    page.locator("#f-statement").fill("A session can expire while one writes.")
    page.locator("#f-kind").select_option("factual")
    page.locator("[data-live=proposed-claimants] button", has_text="own voice").click()
    page.locator("input[name=topics]").first.check()
    base.execute(delete(SignIn))
    base.commit()

    page.get_by_role("button", name="Publish claim").click()
    expect(page.get_by_role("alert")).to_contain_text("what you wrote is kept")
    page.locator("#f-name").fill("Ada")
    page.locator("#f-password").fill(PASSWORD)
    page.locator("main button.main").click()
    page.get_by_role("button", name="Send it again").click()

    page.wait_for_url("**/claims/a-session-can-expire-while-one-writes#saved")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_draft_goes_on_saving_after_signing_in_again_in_another_tab(editor, base):
    page = editor("/claims/new")
    base.execute(delete(SignIn))
    base.commit()
    page.locator("#f-statement").fill("Written while signed out")
    expect(page.locator("[data-saved]")).to_contain_text("signed out", timeout=10_000)

    other = page.context.new_page()
    sign_in(other, "Ada", "/drafts")
    expect(other.locator("h1")).to_be_visible()
    other.close()
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("[data-saved]")).to_contain_text("Draft saved", timeout=15_000)


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(editor):
    page = editor("/claims/new")

    page.get_by_role("button", name="Publish claim").click()

    expect(page.locator("#problems")).to_be_focused()
    page.get_by_role("link", name="Statement").click()
    expect(page.locator("#f-statement")).to_be_focused()


def test_axe_finds_nothing_on_the_form_with_and_without_errors(page_in_each_look, axe):
    page = page_in_each_look
    sign_in(page, "Ada", "/claims/new?source=rutte-urges-dual-track&start=1200&stop=1420")
    page.wait_for_url("**/claims/new?*")
    for part in page.locator("details.part").all():
        part.evaluate("(one) => { one.open = true; }")
    for button in page.locator("button[value^='add ']").all():
        button.click()

    assert axe(page) == ""
    page.locator("[name='quotes.0.exact']").fill("Europe")
    page.locator("[name='quotes.0.start']").evaluate("(one) => { one.value = ''; }")
    page.get_by_role("button", name="Publish claim").click()
    expect(page.locator("#problems")).to_be_visible()
    assert axe(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_nothing_in_the_reader_of_somebody_who_writes(page_in_each_look, axe):
    sign_in(page_in_each_look, "Ada", READER)
    expect(page_in_each_look.locator(".claim-from").first).to_be_visible()

    assert axe(page_in_each_look) == ""
