"""Reading a source in a real browser: where links land, what lights up, how notes fold."""

import pytest
from playwright.sync_api import Page, expect

SOURCE = "/sources/rishko-post-american-security-order"

# For each anchor, the stretches that it marks.
STRETCHES = """() => {
    const found = {};
    for (const piece of document.querySelectorAll(".reader [data-anchors]")) {
        for (const anchor of piece.dataset.anchors.split(" ")) {
            (found[anchor] ??= []).push(piece.textContent);
        }
    }
    return found;
}"""


@pytest.fixture
def stretches(page: Page) -> dict[str, list[str]]:
    page.goto(SOURCE)
    found: dict[str, list[str]] = page.evaluate(STRETCHES)
    return found


def lit(page: Page) -> str:
    return "".join(page.locator(".landed").all_inner_texts())


def test_a_link_to_a_quote_lands_on_its_words(page: Page):
    page.goto("/claims/european-suppliers-alone-risk-delays")
    words = page.locator(".evidence .quoted").first.inner_text()

    page.locator(".evidence footer a").first.click()

    page.wait_for_url("**/sources/rutte-urges-dual-track#char=*")
    assert lit(page) == words
    expect(page.locator(".landed").first).to_be_in_viewport()


def test_the_words_that_a_link_lands_on_have_their_context_above_them(page: Page):
    page.goto("/claims/us-purchases-complement-european-growth")
    page.locator(".evidence footer a").first.click()

    landed = page.locator(".landed").first
    expect(landed).to_be_in_viewport()
    box = landed.bounding_box()
    assert box is not None
    assert box["y"] > 150


def test_words_in_several_stretches_light_up_whole(page: Page, stretches):
    anchor, pieces = max(stretches.items(), key=lambda pair: len(pair[1]))
    assert len(pieces) > 2

    page.goto(f"{SOURCE}#{anchor}")

    assert page.locator(".landed").count() == len(pieces)
    assert "".join(page.locator(".landed").all_text_contents()) == "".join(pieces)
    expect(page.locator(".landed").first).to_be_in_viewport()


def test_words_that_only_a_fact_rests_on_light_up_too(page: Page):
    page.goto("/actors/mark-rutte")

    page.locator("a.mark[href*='#char=']").first.click()

    page.wait_for_url("**#char=*")
    assert lit(page) != ""
    expect(page.locator(".landed").first).to_be_in_viewport()


def test_following_another_link_moves_the_light(page: Page, stretches):
    first, *_, last = sorted(stretches, key=lambda anchor: int(anchor[5:].split(",")[0]))
    page.goto(f"{SOURCE}#{first}")

    page.evaluate("(anchor) => { location.hash = anchor }", last)

    expect(page.locator(".landed").first).to_be_in_viewport()
    assert "".join(page.locator(".landed").all_text_contents()) == "".join(stretches[last])


@pytest.mark.parametrize("fragment", ["char=999999,1000000", "%", "%E0%A4%A", "char=", "main", "<b>", "char=0"])
def test_a_fragment_that_names_no_quote_lights_nothing(page: Page, fragment):
    page.goto(f"{SOURCE}#{fragment}")

    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".landed").count() == 0


def test_pointing_at_a_note_lights_its_words_and_the_other_way_round(page: Page):
    page.goto(SOURCE)
    note = page.locator(".notes li").first
    number = note.get_attribute("data-note")
    words = page.locator(f".quoted[data-notes~='{number}']").first

    note.hover()
    expect(words).to_have_class("quoted lit")

    words.hover()
    expect(note).to_have_class("lit")

    page.mouse.move(0, 0)
    expect(note).not_to_have_class("lit")


def test_focusing_a_number_lights_its_note(page: Page):
    page.goto(SOURCE)
    number = page.locator(".reader sup a").first

    number.focus()

    expect(page.locator(f".notes li[data-note='{number.inner_text()}']").first).to_have_class("lit")


def test_every_part_of_overlapping_quotes_leads_to_its_claims(page: Page):
    page.goto(SOURCE)
    shared = page.locator(".quoted[data-notes*=' ']").first
    numbers = (shared.get_attribute("data-notes") or "").split()

    assert len(numbers) > 1
    for number in numbers:
        assert page.locator(f".reader sup a[data-note='{number}']").first.get_attribute("href")


def test_notes_stand_beside_their_passage_on_a_wide_screen(page: Page):
    page.goto(SOURCE)
    passage = page.locator(".passage:has(.notes)").first
    notes, block = passage.locator(".notes").bounding_box(), passage.locator(".block").bounding_box()

    assert notes
    assert block
    assert notes["x"] >= block["x"] + block["width"]
    expect(passage.locator(".notes li").first).to_be_visible()


def test_notes_fold_under_their_passage_on_a_narrow_one(browser_page):
    page = browser_page(width=390)
    page.goto(SOURCE)
    passage = page.locator(".passage:has(.notes)").first
    expect(passage.locator(".notes li").first).to_be_hidden()
    folded, block = passage.locator(".notes").bounding_box(), passage.locator(".block").bounding_box()
    assert folded["y"] >= block["y"] + block["height"] - 1

    passage.locator("summary").tap()

    expect(passage.locator(".notes li").first).to_be_visible()


def test_sections_lead_into_the_text(page: Page):
    page.goto(SOURCE)
    page.get_by_text("Sections", exact=True).click()
    link = page.locator(".contents a").last

    link.click()

    expect(page.locator(f"[id='{(link.get_attribute('href') or '#')[1:]}']")).to_be_in_viewport()
