"""The cite box, as hands and screen readers use it."""

import pytest

from app import db
from app.citations import styles
from app.citations.prepared import SITE
from app.queries.filters import ClaimFilter
from app.queries.reference_lists import list_references, list_source_references
from app.store.citations import prepare

CLAIM = "/claims/europe-needs-binding-defence-technology-union"


@pytest.fixture(scope="module", autouse=True)
def _prepared(site_app):
    if not styles.available():
        pytest.skip("the extra “styles” is not installed")
    sessions = db.make_sessions(site_app.state.engine)
    where = ClaimFilter(source=("banerjee-defence-technology-union",))
    with sessions() as session:
        lists = [list_references(session, where, cited, site=SITE) for cited in ("claims", "quotes")]
        references = [*list_source_references(session, site=SITE), *lists[0], *lists[1]]
    prepare(sessions, references, ["apa", "mla"])


@pytest.mark.parametrize("path", [CLAIM, f"{CLAIM}/cite"])
def test_a_cite_box_is_accessible_in_each_look(page_in_each_look, axe, path):
    page_in_each_look.goto(path)
    page_in_each_look.locator("#cite summary").nth(1).click()

    assert axe(page_in_each_look) == ""


def test_another_style_is_shown_on_the_spot_and_the_chosen_line_stays_open(page):
    page.goto(CLAIM)
    page.locator("#cite summary", has_text="The quote").click()

    page.select_option("#cite-style", "mla")

    page.locator("#cite .citation", has_text="Version 1").wait_for(state="attached")
    assert page.locator("#cite details[open] summary").all_inner_texts() == ["The quote"]
    assert page.url.endswith(CLAIM)


def test_a_citation_is_copied_with_one_click(browser_page):
    page = browser_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(CLAIM)

    page.locator("#cite details[open] .copy").click()

    page.locator(".said-copied", has_text="Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ascribe. (")
    assert copied.endswith("/revisions/1")


def test_without_scripts_the_style_is_chosen_on_a_page_of_its_own(browser_page):
    page = browser_page(java_script_enabled=False)
    page.goto(CLAIM)

    page.select_option("#cite-style", "mla")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith(f"{CLAIM}/cite?style=mla")
    assert "In MLA, 9th edition" in page.locator("main").inner_text()


def test_the_data_in_a_page_offends_no_policy(page):
    page.goto(CLAIM)

    assert page.locator("script[type='application/ld+json']").count() == 1
