"""Searching with a keyboard in a real browser: typing ahead, and what is found."""

from playwright.sync_api import Page, expect


def test_typing_offers_names_that_the_arrow_keys_reach_and_enter_opens(page: Page):
    page.goto("/actors")
    box = page.get_by_role("combobox")

    page.keyboard.press("/")
    page.keyboard.type("edt")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("European Defence Technology Union")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "?")
    page.keyboard.press("Enter")

    page.wait_for_url("**/programmes/european-defence-technology-union")


def test_up_from_the_box_reaches_the_last_offer_and_down_leads_back(page: Page):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("europ")
    options = page.get_by_role("option")
    expect(options).to_have_count(8)

    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")

    expect(page.get_by_role("option", selected=True)).to_have_count(0)


def test_escape_closes_the_offers_and_enter_then_searches(page: Page):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("burden")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=burden")
    expect(page.locator("mark").first).to_have_text("burden", ignore_case=True)


def test_an_offer_can_be_clicked(page: Page):
    page.goto("/search")
    page.get_by_role("combobox").press_sequentially("rutte")

    page.get_by_role("option").first.click()

    page.wait_for_url("**/actors/**")


def test_leaving_the_box_closes_the_offers(page: Page):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("rutte")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_scripts_the_form_searches(browser_page):
    page = browser_page(java_script_enabled=False)
    page.goto("/")

    page.get_by_role("searchbox").fill("polnad")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="poland", exact=True).click()

    expect(page.locator("mark").first).to_have_text("Poland")


def test_a_result_leads_to_its_words_in_the_source(page: Page):
    page.goto("/search?q=kill+switch&noun=source")

    page.get_by_role("link", name="Read it in the source").first.click()

    expect(page.locator(".block:target")).to_contain_text("kill switch")


def test_results_and_offers_are_accessible_in_each_look(page_in_each_look: Page, axe):
    page_in_each_look.goto("/search?q=europe")
    assert axe(page_in_each_look) == ""

    page_in_each_look.get_by_role("combobox").fill("")
    page_in_each_look.get_by_role("combobox").press_sequentially("euro")
    expect(page_in_each_look.get_by_role("option").first).to_be_visible()
    page_in_each_look.keyboard.press("ArrowDown")
    assert axe(page_in_each_look) == ""
