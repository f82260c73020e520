"""What crawlers ask for: where everything is, and what to leave alone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import PlainTextResponse

from app.analysis.tables import lines_of
from app.errors import NotFound
from app.queries.sitemap import count_parts, each_address
from app.web.addresses import PLURALS, public
from app.web.deps import ReaderDep, SessionDep
from app.web.exports import Export

router = APIRouter(include_in_schema=False)
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
INDEXES = ("/", "/claims", "/propositions", "/tensions", "/actors", "/programmes", "/topics", "/sources", "/about")
# Searches and narrowed lists have no end; whatever they lead to is in the sitemap.
ROBOTS = """User-agent: *
Disallow: /search
Disallow: /*?
Disallow: /*.csv$
Disallow: /*.jsonl$

Sitemap: {sitemap}
"""


@router.get("/robots.txt", response_class=PlainTextResponse)
def show_robots(request: Request) -> str:
    return ROBOTS.format(sitemap=public(request, "/sitemap.xml"))


@router.get("/sitemap.xml")
def show_sitemap(request: Request, session: SessionDep) -> Response:
    root = ET.Element("sitemapindex", xmlns=SPACE)
    parts = [f"{PLURALS[noun]}-{part + 1}" for noun, count in count_parts(session).items() for part in range(count)]
    for name in ("pages", *parts):
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = public(request, f"/sitemaps/{name}.xml")
    return Response(ET.tostring(root, encoding="utf-8", xml_declaration=True), media_type=XML)


@router.get("/sitemaps/pages.xml")
def show_sitemap_of_pages(request: Request) -> Response:
    lines = (_url(public(request, path)) for path in INDEXES)
    return Response("".join(lines_of(_framed(lines))), media_type=XML)


@router.get("/sitemaps/{plural}-{part}.xml")
def show_sitemap_part(
    request: Request, session: ReaderDep, plural: str, part: Annotated[int, Path(ge=1, le=10_000)]
) -> Response:
    noun = next((noun for noun, name in PLURALS.items() if name == plural), None)
    if noun is None or part > count_parts(session)[noun]:
        raise NotFound("sitemap", f"{plural}-{part}")
    session.close()  # others may have the connection while this waits for its turn
    site = public(request, f"/{plural}/")
    lines = (_url(site + slug, changed) for slug, changed in each_address(session, noun, part))
    return Export(request, lines_of(_framed(lines)), XML, f"{plural}-{part}.xml", inline=True)


def _framed(lines: Iterator[str]) -> Iterator[str]:
    yield f'{HEAD}<urlset xmlns="{SPACE}">'
    yield from lines
    yield "</urlset>"


def _url(address: str, changed: datetime | None = None) -> str:
    url = ET.Element("url")
    ET.SubElement(url, "loc").text = address
    if changed:
        ET.SubElement(url, "lastmod").text = changed.date().isoformat()
    return ET.tostring(url, encoding="unicode")
