"""Headers that keep pages safe, HEAD answered like GET, forms of other sites refused. Pure ASGI, which is fast."""

import contextlib
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import NotAllowed

# Nothing but our own files: no inline script, no inline style, nothing from elsewhere, no framing.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Head:
    """Answers HEAD as GET without the body: link checkers and reference managers ask with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
                return
            await send({"type": "http.response.body", "body": b""})
            if message.get("more_body"):
                raise _Enough  # what goes on writing must stop: an export may be as long as the base

        with contextlib.suppress(_Enough, ClientDisconnect):
            await self.app({**scope, "method": "GET"}, receive, send_without_body)


class _Enough(OSError):
    """Starlette takes it for a reader who has gone."""


def refuse_other_sites(request: Request) -> None:
    """Raises NotAllowed for a form that a page of another site sends in the name of a reader of ours.

    Browsers say where a form comes from; what is no browser says nothing, and carries no reader's cookies.
    Source: Fetch Metadata (Sec-Fetch-Site) and RFC 6454 (Origin).
    """
    headers = request.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = {headers.get("host"), urlsplit(request.app.state.settings.public_url).netloc}
    if site not in {None, "same-origin", "none"} or (origin is not None and urlsplit(origin).netloc not in ours - {""}):
        raise NotAllowed("This form was sent from another site. Open the page here and send it again.")


def install(app: FastAPI) -> None:
    """Put both around the whole application."""
    app.add_middleware(Head)
    app.add_middleware(Headers)
