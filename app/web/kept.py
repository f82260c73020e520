"""Pages kept until the base changes: a page depends on its address and the base's version, and on nothing else."""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db import make_engine
from app.queries.base import read_version
from app.web.people import is_known
from app.web.templating import ROOT

# A collection is its reader's own; files of the whole base are large, and kept on the disk.
NEVER_KEPT = (
    "/static/",
    "/healthz",
    "/readyz",
    "/collection",
    "/data/",
    "/sign-in",
    "/drafts",
    "/review",
    "/account",
    "/people",
)
LARGEST = 1024 * 1024  # bytes of one page; a larger answer passes through
ROOM = 64 * 1024 * 1024  # bytes of all kept pages together


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was sent."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class Shelf:
    """The pages of one version of the base, those asked for last kept longest."""

    def __init__(self) -> None:
        self.version = -1
        self._pages: OrderedDict[bytes, Page] = OrderedDict()
        self._size = 0

    def at(self, version: int) -> "Shelf":
        """This shelf, emptied if it held another version."""
        if version != self.version:
            self.version, self._size = version, 0
            self._pages.clear()
        return self

    def find(self, key: bytes) -> Page | None:
        if page := self._pages.get(key):
            self._pages.move_to_end(key)
        return page

    def put(self, key: bytes, page: Page) -> None:
        if key not in self._pages and len(page.body) <= LARGEST:
            self._pages[key] = page
            self._size += len(page.body)
        while self._size > ROOM:
            self._size -= len(self._pages.popitem(last=False)[1].body)


class Kept:
    """Answers a reader who has the page already with 304, and from the shelf whatever has been drawn for this version.

    The version is read before the page is drawn, so a page may be newer than its tag says, but never older.
    """

    def __init__(self, app: ASGIApp, read_version: Callable[[], Awaitable[int]]) -> None:
        self.app = app
        self.read_version = read_version
        self.build = _build()
        self.shelf = Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if not headers or scope["method"] != "GET" or scope["path"].startswith(NEVER_KEPT) or is_known(headers):
            await self.app(scope, receive, send)
            return
        version = await self.read_version()
        tag = f'W/"{version}-{self.build}"'
        if tag in headers.get("if-none-match", ""):
            await _send(send, 304, [(b"etag", tag.encode()), *FRESH], b"")
            return
        shelf, key = self.shelf.at(version), _key(scope, headers)
        if page := shelf.find(key):
            await _send(send, 200, list(page.headers), page.body)
            return
        await self.app(scope, receive, Copier(send, shelf, version, key, tag))


def version_of(engine: Engine) -> Callable[[], Awaitable[int]]:
    """Reads the base's version. In a thread, unless it is in a file beside us: a thread takes longer than to read it.

    Then it has a connection of its own, so that it never waits for those that pages use.
    """
    if engine.dialect.name != "sqlite":
        return partial(run_in_threadpool, read_version, engine)
    own = make_engine(engine.url.render_as_string(hide_password=False))

    async def read() -> int:
        return read_version(own)

    return read


# A browser asks each time whether its copy is still good, which costs next to nothing.
FRESH = [(b"cache-control", b"no-cache"), (b"vary", b"Accept-Encoding")]


class Copier:
    """Sends an answer on and puts a copy of it on the shelf."""

    def __init__(self, send: Send, shelf: Shelf, version: int, key: bytes, tag: str) -> None:
        self.send, self.shelf, self.version, self.key, self.tag = send, shelf, version, key, tag
        self.headers: tuple[tuple[bytes, bytes], ...] = ()
        self.body = b""
        self.copying = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self.copying = message["status"] == 200 and "set-cookie" not in headers
            if self.copying:
                headers["etag"] = self.tag
                headers["cache-control"] = "no-cache"
                headers.add_vary_header("Accept-Encoding")
            self.headers = tuple(message["headers"])
        elif self.copying and message["type"] == "http.response.body":
            self._copy(message)
        await self.send(message)

    def _copy(self, message: Message) -> None:
        self.body += message.get("body", b"")
        if len(self.body) > LARGEST:
            self.copying, self.body = False, b""
        elif not message.get("more_body") and self.shelf.version == self.version:
            self.shelf.put(self.key, Page(self.headers, self.body))


def _key(scope: Scope, headers: Headers) -> bytes:
    """What an answer depends on: the address with its query, the host that it names itself by, and compression."""
    packed = b"1" if "gzip" in headers.get("accept-encoding", "") else b"0"
    host = f"{scope['scheme']}://{headers.get('host', '')}".encode("latin-1", "replace")
    return b"\0".join(
        (packed, host, scope["raw_path"] if scope.get("raw_path") else scope["path"].encode(), scope["query_string"])
    )


def _build() -> str:
    """A short name of the code and templates that draw the pages: a new release must not be taken for the old one."""
    digest = hashlib.sha256()
    for folder in ("app", "templates"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in {".py", ".html", ".css", ".js"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
