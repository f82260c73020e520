"""Everything that can be reached from the first page is there, and each fragment is in its page.

Every page is visited. Of lists with one choice, and of records in each form of data, a few of each sort.
"""

import html
import re
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

SITE = "http://testserver"
ADDRESS = re.compile(r"""\s(?:href|src|action|cite)="([^"]*)\"""")
WRITING = re.compile(r"""<form[^>]*method="post"[^>]*>""")
A_FEW = 3  # of each sort
ID = re.compile(r"""\sid="([^"]*)\"""")


@dataclass(frozen=True)
class Found:
    """What stands at an address: its links as (address, fragment), and the ids that fragments may name."""

    status: int
    title: str
    ids: tuple[str, ...]
    links: frozenset[tuple[str, str]]
    headings: int


@pytest.fixture(scope="module")
def crawled(seeded_client) -> dict[str, Found]:
    """Every address within the site that pages lead to, the first page first."""
    found: dict[str, Found] = {}
    seen: Counter[str] = Counter()
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address in found or "&" in urlsplit(address).query:
            continue
        seen[_sort(address)] += 1
        if seen[_sort(address)] <= A_FEW or _sort(address) == "page":
            found[address] = _visit(seeded_client, address)
            waiting.extend(other for other, _ in sorted(found[address].links))
    return found


def _visit(client, address: str) -> Found:
    answer = client.get(address, follow_redirects=False)
    if not answer.headers["content-type"].startswith("text/html"):
        return Found(answer.status_code, "", (), frozenset(), 0)
    page = WRITING.sub("", answer.text)
    title = html.unescape(page.partition("<title>")[2].partition("</title>")[0])
    links = frozenset(_inside(address, html.unescape(link)) for link in ADDRESS.findall(page)) - {None}
    ids = tuple(html.unescape(name) for name in ID.findall(page))
    return Found(answer.status_code, title, ids, frozenset(link for link in links if link), page.count("<h1"))


def _inside(page: str, link: str) -> tuple[str, str] | None:
    """Address and fragment of a link, or None if it leads out of the site."""
    full, fragment = urldefrag(urljoin(SITE + page, link))
    if not full.startswith(SITE):
        return None
    return full.removeprefix(SITE) or "/", unquote(fragment)


def _sort(address: str) -> str:
    """A page; or the noun, the form of its data, and what a list is narrowed by, whichever record it is about."""
    parts = urlsplit(address)
    folders = parts.path.split("/")
    suffix, field = folders[-1].partition(".")[2], parts.query.partition("=")[0]
    return f"{folders[1]} {len(folders)} {suffix} {field}" if suffix or field else "page"


def test_no_link_is_broken(crawled):
    broken = {address: page.status for address, page in crawled.items() if page.status != 200}

    assert broken == {}
    assert len(crawled) > 500


def test_every_fragment_is_in_the_page_that_it_points_into(crawled):
    places = {address: set(page.ids) for address, page in crawled.items()}
    missing = {
        (address, f"{other}#{fragment}")
        for address, page in crawled.items()
        for other, fragment in page.links
        if fragment and other in places and fragment not in places[other]
    }

    assert missing == set()


def test_no_page_uses_an_id_twice(crawled):
    twice = {(address, name) for address, page in crawled.items() for name in page.ids if page.ids.count(name) > 1}

    assert twice == set()


def test_every_page_has_a_title_and_one_heading(crawled):
    pages = {address: page for address, page in crawled.items() if page.title}

    assert {address for address, page in pages.items() if page.headings != 1} == set()
    assert all(page.title.endswith(" · Ascribe") for page in pages.values())


def test_every_record_can_be_reached(crawled, seeded_client):
    for noun in ("actors", "claims", "programmes", "propositions", "sources", "topics"):
        address = f"/{noun}.json?limit=200"
        while address:
            page = seeded_client.get(address).json()
            assert {f"/{noun}/{one['slug']}" for one in page["items"]} <= crawled.keys()
            address = page["next"]
