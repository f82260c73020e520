"""The collection in a real browser: at once with scripts, and just as well without."""

import pytest
from playwright.sync_api import expect


def test_a_click_adds_without_leaving_the_page_and_another_takes_out(page):
    page.goto("/claims?limit=5")

    button = page.locator("button.collect").first
    button.click()
    expect(page.get_by_role("link", name="Collection (1)")).to_be_visible()
    expect(button).to_have_text("Take out of collection")
    expect(page.locator("[data-told]")).to_have_text("Added to your collection, which holds 1 now.")
    assert page.url.endswith("/claims?limit=5")

    button.click()
    expect(page.get_by_role("link", name="Collection", exact=True)).to_be_visible()
    expect(button).to_have_text("Add to collection")


def test_every_page_shows_how_many_there_are(page):
    page.goto("/sources")
    page.locator("button.collect").first.click()
    expect(page.get_by_role("link", name="Collection (1)")).to_be_visible()

    for path in ("/", "/actors", "/collection"):
        page.goto(path)
        expect(page.get_by_role("link", name="Collection (1)")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_collection_is_made_ordered_and_shared(browser_page, scripts):
    page = browser_page(java_script_enabled=scripts)
    for at in range(2):
        page.goto("/claims?limit=5")
        page.locator("button.collect").nth(at).click()
        if scripts:
            expect(page.get_by_role("link", name=f"Collection ({at + 1})")).to_be_visible()
        else:
            expect(page.locator("#added")).to_be_visible()

    page.goto("/collection")
    first, second = page.locator(".collected h3").all_inner_texts()
    page.get_by_role("button", name="Move up").click()
    expect(page.locator(".collected h3")).to_have_text([second, first])
    page.get_by_role("link", name="The address of this list").click()
    address = page.url

    other = browser_page(java_script_enabled=scripts)
    other.goto(address)
    expect(other.locator(".collected h3")).to_have_text([second, first])
    other.get_by_role("button", name="Keep a copy").click()
    other.locator(".collected li").first.get_by_role("button", name="Take out").click()
    expect(other.locator(".collected h3")).to_have_text([first])
    page.reload()
    expect(page.locator(".collected h3")).to_have_text([second, first])


def test_a_full_collection_is_explained(page):
    page.goto("/claims?limit=5")
    full = "_".join(f"c.a{number:03}" for number in range(100))
    page.context.add_cookies([{"name": "collection", "value": full, "url": page.url}])

    page.locator("button.collect").first.click()

    expect(page.get_by_text("your collection is full")).to_be_visible()


def test_the_collection_and_the_data_page_are_accessible_in_each_look(page_in_each_look, axe):
    page = page_in_each_look
    for noun in ("sources", "claims"):
        page.goto(f"/{noun}")
        page.locator("button.collect").first.click()
        expect(page.locator("button.collect").first).to_have_text("Take out of collection")

    for path in ("/collection", "/data"):
        page.goto(path)
        assert axe(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/collection")
    page.get_by_role("link", name="The address of this list").click()
    assert axe(page) == ""
