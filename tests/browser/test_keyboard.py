"""Everything by keyboard, in reading order, with the focus always to be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import KINDS

FOCUSED = "document.activeElement"


def test_the_first_stop_leads_past_the_navigation(page: Page):
    page.goto("/claims")

    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.getElementById('main').contains({FOCUSED})")


@pytest.mark.parametrize("path", ["/", "/claims", "/actors/mark-rutte", "/search?q=nato", "/actors/nobody-at-all"])
def test_a_slash_goes_to_the_search_box(page: Page, path):
    page.goto(path)

    page.keyboard.press("/")

    expect(page.locator("#site-q")).to_be_focused()
    assert "/" not in page.locator("#site-q").input_value()


def test_a_slash_in_a_box_is_a_slash(page: Page):
    page.goto("/actors")
    page.locator("#find-q").fill("1")

    page.keyboard.press("/")

    expect(page.locator("#find-q")).to_have_value("1/")


def test_a_claim_can_be_opened_by_keyboard_alone(page: Page):
    page.goto("/claims")
    wanted = page.locator("main article h3 a").first
    href = wanted.get_attribute("href")

    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.getAttribute('href')") == href:
            break
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{href}")


@pytest.mark.parametrize("path", ["/", "/claims", "/actors", "/actors/mark-rutte", "/propositions"])
def test_the_focus_goes_down_the_page_in_reading_order(page: Page, path):
    page.goto(path)
    order = page.evaluate("""() => [...document.querySelectorAll("a[href], button, input, select, summary")]
        .filter((one) => one.tabIndex > 0).length""")
    assert order == 0  # no element jumps the order of the document

    places = []
    for _ in range(25):
        page.keyboard.press("Tab")
        places.append(page.evaluate(f"[...document.querySelectorAll('*')].indexOf({FOCUSED})"))
    assert places == sorted(places)


VISIBLE = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return one === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1)
        || style.boxShadow !== "none" ? "" : one.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_always_be_seen(browser_page, scheme):
    page = browser_page(scheme=scheme)
    for path in list(KINDS.values())[:12]:
        page.goto(path)
        for _ in range(20):
            page.keyboard.press("Tab")
            assert page.evaluate(VISIBLE) == "", path


def test_an_index_narrows_while_one_types(page: Page):
    page.goto("/actors")
    rows = page.locator("[data-filtered] tbody tr")
    everyone = rows.count()

    page.locator("#find-q").press_sequentially("RUTTE mark")

    visible = page.locator("[data-filtered] tbody tr:visible")
    expect(visible).to_have_count(1)
    expect(visible).to_contain_text("Mark Rutte")
    page.locator("#find-q").fill("")
    expect(visible).to_have_count(everyone)


def test_an_index_asks_the_server_on_enter(page: Page):
    page.goto("/programmes")

    page.locator("#find-q").fill("SAFE")
    page.keyboard.press("Enter")

    page.wait_for_url("**/programmes?q=SAFE")
    expect(page.locator("main").get_by_role("link", name="SAFE").first).to_be_visible()
