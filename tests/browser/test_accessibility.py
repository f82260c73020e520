"""Every kind of page keeps the rules of WCAG 2.2 AA, fits any width, and meets no error, in every look."""

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.pages import KINDS

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())

WIDER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) {
        return [];
    }
    const over = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.right > wide + 1;
    });
    return ["too wide", ...over].slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}"""


@every_kind
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing(browser_page, axe, path, width, scheme):
    page = browser_page(width=width, scheme=scheme)
    page.goto(path)

    assert axe(page) == ""


@pytest.mark.parametrize("width", [320, 390, 640, 900, 1280])
def test_nothing_is_wider_than_the_window(browser_page, width):
    page = browser_page(width=width)
    for path in KINDS.values():
        page.goto(path)

        assert page.evaluate(WIDER) == [], path


def test_text_at_twice_its_size_still_fits(browser_page):
    page = browser_page(width=1280)
    for path in KINDS.values():
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert page.evaluate(WIDER) == [], path


def test_no_page_meets_an_error(page: Page):
    errors: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and "status of 4" not in said.text:
            errors.append(f"{page.url}: {said.text}")

    page.on("console", note)
    for path in KINDS.values():
        page.goto(path)

    assert errors == []


SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")].filter((one) => {
    const box = one.getBoundingClientRect();
    const inText = one.closest("p, li, dd, dt, th, td, h1, h2, h3, blockquote, sup, ol, .reader") !== null;
    return box.width > 0 && !inText && (box.width < 24 || box.height < 24) && !one.closest(".skip, .hidden");
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_outside_running_text_are_at_least_24_pixels(browser_page, width):
    page = browser_page(width=width)
    for path in KINDS.values():
        page.goto(path)

        assert page.evaluate(SMALL) == [], path
