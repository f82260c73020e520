"""Atom feeds: what changed, for programs that ask now and then. Source: RFC 4287."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from starlette.responses import Response

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed, even one without entries
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that happened; `id` names it for ever, `url` is its page."""

    id: str
    url: str
    title: str
    author: str
    updated: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of what happened, newest first; `page` is the same list for people, `next` goes on with older entries."""

    title: str
    url: str
    page: str
    licence: str
    entries: Sequence[FeedEntry]
    next: str | None = None


def answer(feed: Feed) -> Response:
    """The feed as it is sent."""
    return Response(written(feed), media_type=MEDIA_TYPE)


def written(feed: Feed) -> bytes:
    """The feed as XML in UTF-8."""
    ET.register_namespace("", ATOM)
    root = ET.Element(_atom("feed"))
    _text(root, "id", feed.url)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((entry.updated for entry in feed.entries), default=NEVER)))
    _link(root, "self", feed.url, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "license", feed.licence, "text/html")  # RFC 4946
    if feed.next:
        _link(root, "next", feed.next, MEDIA_TYPE)
    _text(ET.SubElement(root, _atom("author")), "name", "Ascribe")
    for entry in feed.entries:
        _entry(root, entry)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def clean(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _NOT_XML.sub("", text)


def _entry(root: ET.Element, entry: FeedEntry) -> None:
    element = ET.SubElement(root, _atom("entry"))
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(ET.SubElement(element, _atom("author")), "name", entry.author)
    _link(element, "alternate", entry.url, "text/html")
    _text(element, "summary", entry.summary)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _atom(name)).text = clean(text)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, _atom("link"), {"rel": rel, "type": kind, "href": clean(href)})


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
