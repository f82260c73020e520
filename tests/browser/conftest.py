"""A real Chromium on a real server.

    site            the address of a server with the whole curation; tests may change what is in it. A module that
                    changes much has a `site_app` of its own
    browser_page    makes pages: browser_page(width=390, scheme="dark")
    page            one page at the width of a desk, light
    page_in_each_look    the same at both widths in both colour schemes
    axe             says what is not accessible on a page: assert axe(page) == ""

After each test its pages must have met no uncaught error in a script, nothing that their content security policy
forbids, and no other host.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.databases import open_app
from tests.people import PASSWORD
from tests.programs import find_chromium, lacking

DESK, HAND = 1280, 390  # widths in CSS pixels
LOOKS = [(width, scheme) for width in (DESK, HAND) for scheme in ("light", "dark")]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them last, for Playwright leaves an event loop on the main thread."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: here in item.path.parents)


@pytest.fixture(scope="session")
def site_app(sqlite_bases, tmp_path_factory) -> Iterator[FastAPI]:
    """The application behind `site`, for tests that look into its base."""
    with sqlite_bases.seeded() as url, open_app(url, tmp_path_factory.mktemp("site")) as app:
        yield app


@pytest.fixture(scope="module")
def site(site_app) -> Iterator[str]:
    """Of its own for each module, so that one can put another application behind it."""
    with _served(site_app) as address:
        yield address


@contextlib.contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    """The address at which the application answers meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        assert server.started, "the server did not start; its log says why"
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = find_chromium() or lacking("Chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium, site) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []
    offences: list[str] = []

    def make(width: int = DESK, scheme: str = "light", **options) -> Page:
        in_hand = {"is_mobile": width == HAND, "has_touch": width == HAND}
        size = {"width": width, "height": 800}
        context = chromium.new_context(base_url=site, viewport=size, color_scheme=scheme, **in_hand, **options)
        contexts.append(context)
        page = context.new_page()
        _watch(page, site, offences)
        return page

    yield make

    for context in contexts:
        context.close()
    assert offences == []


@pytest.fixture
def page(browser_page) -> Page:
    return browser_page()


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def page_in_each_look(request, browser_page) -> Page:
    width, scheme = request.param
    return browser_page(width=width, scheme=scheme)


def sign_in(page: Page, name: str, path: str = "/") -> None:
    """Somebody who has an account signs in, and goes on to that path."""
    page.goto(f"/sign-in?then={quote(path, safe='/')}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path}")
    page.wait_for_load_state()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], str]:
    """Every broken rule of WCAG 2.2 AA or good practice, with the elements that break it; empty if there is none."""

    def violations(page: Page) -> str:
        answer = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        return "\n".join(_in_words(violation) for violation in answer.response["violations"])

    return violations


def _in_words(violation: dict[str, Any]) -> str:
    nodes = [f"    {node['html']}\n    {node['failureSummary']}" for node in violation["nodes"]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *nodes])


def _watch(page: Page, site: str, offences: list[str]) -> None:
    """Note down what no page of ours may do."""
    host = urlsplit(site).netloc
    page.on("pageerror", lambda error: offences.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: offences.append(f"{page.url}: {said.text}") if "Content Security Policy" in said.text else None,
    )
    page.on(
        "request",
        lambda request: (
            offences.append(f"{page.url} asks for {request.url}")
            if urlsplit(request.url).netloc not in {host, ""}
            else None
        ),
    )
