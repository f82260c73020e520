"""The same address in another form, for whoever asks with an Accept header. Pure ASGI, before pages are kept."""

import re
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.citations import FORMATS
from app.citations.bibliographies import KINDS

# What can be had in other forms: lists and records of claims and sources, whose slugs hold no dot, and collections.
_NEGOTIABLE: Final = re.compile(r"/(?:claims|sources)(?:/[^/.]+)?|/claims/[^/.]+/revisions/\d+|/collection")
_RECORD: Final = re.compile(r"/(?:claims|sources)/[^/.]+")
_REVISION: Final = re.compile(r"/claims/[^/.]+/revisions/\d+")
# Who asks for these may want the page itself, or its text.
_AMBIGUOUS: Final = {"html", "txt"}
_SUFFIXES: Final = {form.media_type: f".{form.suffix}" for form in FORMATS.values()} | {
    "application/json": ".json",
    "text/x-bibtex": ".bib",
    **{kind.media_type: f"/bibliography.{kind.suffix}" for kind in KINDS.values() if kind.suffix not in _AMBIGUOUS},
}
_OF_REVISIONS: Final = {"text/x-bibliography": "/cite.txt"}
_OF_RECORDS: Final = {"application/ld+json": ".jsonld"} | _OF_REVISIONS
_TABLES: Final = {"text/csv": ".csv", "application/jsonl": ".jsonl", "application/zip": ".zip"}
_OF_LISTS: Final = {
    "/claims": _TABLES | {"application/atom+xml": ".atom"},
    "/sources": {"text/csv": ".csv"},
    "/collection": _TABLES,
}


class Negotiated:
    """Answers at the page's own address with the form that the reader likes best; a page if nothing else fits."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # What is written to an address goes there, whatever its writer wants to read.
        if scope["type"] != "http" or scope["method"] == "POST" or not _NEGOTIABLE.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        suffix, style = preferred(Headers(scope=scope).get("accept", ""), scope["path"])
        chosen = _at_suffix(scope, suffix, style) if suffix else scope

        async def send_varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Accept")
                if suffix:
                    # Each form would need a tag of its own at this address; at that of its suffix it has one.
                    del headers["etag"]
                    headers["content-location"] = _location(chosen)
            await send(message)

        await self.app(chosen, receive, send_varied)


def preferred(accept: str, path: str) -> tuple[str, str]:
    """The suffix of the form liked best, nothing for the page; and the citation style, if one is named.

    Of forms liked equally the page comes first, then the one named first. Source: RFC 9110, section 12.5.1.
    """
    suffixes = _SUFFIXES | _suffixes_of(path)
    best, found = 0.0, ("", "")
    for kind, parameters in _ranges(accept):
        weight = _weight(parameters.get("q", "1"))
        page = kind in {"text/html", "application/xhtml+xml", "text/*", "*/*"}
        if weight > best or (weight == best and page):
            if page:
                best, found = weight, ("", "")
            elif kind in suffixes:
                best, found = weight, (suffixes[kind], parameters.get("style", ""))
    return found


def _suffixes_of(path: str) -> dict[str, str]:
    """What only some addresses can be had as."""
    if _REVISION.fullmatch(path):
        return _OF_REVISIONS
    return _OF_RECORDS if _RECORD.fullmatch(path) else _OF_LISTS.get(path, {})


def _ranges(accept: str) -> list[tuple[str, dict[str, str]]]:
    ranges: list[tuple[str, dict[str, str]]] = []
    for part in accept.split(","):
        kind, *rest = part.split(";")
        pairs = (parameter.partition("=") for parameter in rest)
        ranges.append(
            (kind.strip().lower(), {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs})
        )
    return ranges


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.\d{0,3})?", text) else 0.0


def _location(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"]) + (f"?{query}" if query else "")


def _at_suffix(scope: Scope, suffix: str, style: str) -> Scope:
    path = scope["path"] + suffix
    query = scope["query_string"]
    if style:
        query = b"&".join(part for part in (query, b"style=" + quote(style).encode()) if part)
    headers = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
    return {**scope, "path": path, "raw_path": quote(path).encode(), "query_string": query, "headers": headers}
