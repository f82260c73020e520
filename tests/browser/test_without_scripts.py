"""Without JavaScript, and on paper: everything can be read, every form works."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import KINDS


@pytest.fixture(params=[390, 1280])
def plain(request, browser_page) -> Page:
    """A browser that runs no scripts."""
    page: Page = browser_page(width=request.param, java_script_enabled=False)
    return page


def test_every_kind_of_page_can_be_read(plain: Page):
    for path in KINDS.values():
        plain.goto(path)

        expect(plain.locator("h1")).to_be_visible()
        assert len(plain.locator("main").inner_text()) > 60, path


def test_the_text_of_a_source_and_its_notes_are_there(plain: Page):
    plain.goto("/sources/rutte-urges-dual-track")

    expect(plain.locator(".reader .block").last).to_be_visible()
    expect(plain.locator(".notes li").first).to_be_visible()
    expect(plain.locator(".record dd").first).to_be_visible()


def test_a_link_to_a_quote_lands_on_its_words(plain: Page):
    plain.goto("/claims/european-suppliers-alone-risk-delays")

    plain.locator(".evidence footer a").first.click()

    expect(plain).to_have_url(re.compile(r"#char=\d+,\d+$"))
    landed = plain.locator(".anchor:target + span")
    expect(landed).to_be_in_viewport()
    assert landed.evaluate("(one) => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_searching_and_narrowing_work(plain: Page):
    plain.goto("/")
    plain.locator("#site-q").fill("Rutte")
    plain.get_by_role("button", name="Search").click()
    expect(plain).to_have_url(re.compile(r"/search\?q=Rutte"))

    plain.goto("/claims")
    plain.locator("#find-q").fill("procurement")
    plain.locator("#find-sort").select_option("oldest")
    plain.get_by_role("button", name="Show claims").click()
    expect(plain).to_have_url(re.compile(r"q=procurement.*sort=oldest"))
    expect(plain.locator("main article").first).to_be_visible()


PAPER = ["/claims/european-suppliers-alone-risk-delays", "/sources/rutte-urges-dual-track", "/actors/mark-rutte"]


@pytest.mark.parametrize("path", PAPER)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_prints_as_black_text_on_white_without_what_is_for_clicking(browser_page, path, scheme):
    page = browser_page(scheme=scheme)
    page.goto(path)
    page.emulate_media(media="print", color_scheme=scheme)

    for gone in ("header.site nav", "header.site form", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    ink = page.locator("h1").evaluate("(one) => getComputedStyle(one).color")
    assert max(int(part) for part in re.findall(r"\d+", ink)[:3]) < 80, ink
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_words_of_a_source_are_all_on_paper(page: Page):
    page.goto("/sources/rutte-urges-dual-track")
    page.emulate_media(media="print")

    for block in page.locator(".reader .block:not(.boilerplate)").all():
        expect(block).to_be_visible()
    expect(page.locator("#claims")).to_be_visible()


def test_on_paper_the_evidence_says_at_which_address_it_stands(page: Page, site):
    page.goto(PAPER[0])
    page.emulate_media(media="print")

    link = page.locator(".evidence footer a").first
    assert f"({site}{link.get_attribute('href')})" in link.evaluate("(one) => getComputedStyle(one, '::after').content")


def test_what_folds_on_a_narrow_screen_is_open_on_paper(browser_page):
    page = browser_page(width=390)
    page.goto("/sources/rutte-urges-dual-track")
    expect(page.locator(".notes a").first).to_be_hidden()

    page.pdf(format="A4")

    expect(page.locator(".notes a").first).to_be_visible()
    expect(page.locator(".record dt").first).to_be_visible()
