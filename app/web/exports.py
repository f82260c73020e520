"""Whole lists as files, sent while they are read: few at a time, so that pages stay quick meanwhile."""

import asyncio
from collections.abc import Iterable, Iterator

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.queries.base import base_version
from app.web.addresses import TERMS, public
from app.web.sent_lists import SentLists
from app.web.terms import licence_url

AT_ONCE = 2  # exports that are written at the same time; others wait, without a thread or a connection
PAUSE = 0.005  # seconds that an export stands back after each piece while other answers are being made


class Attended:
    """Counts the answers that are being made, so that exports know when to stand back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asked = scope["type"] == "http"  # the application's own life is told in the same way
        state = scope["app"].state
        state.answering += is_asked
        try:
            await self.app(scope, receive, send)
        finally:
            state.answering -= is_asked


class Export(StreamingResponse):
    """A file sent piece by piece. How it may be used is said in its headers, so that its body holds data only."""

    def __init__(
        self, request: Request, content: Iterable[str | bytes], media_type: str, name: str, *, inline: bool = False
    ) -> None:
        headers = {
            "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"',
            "Link": ", ".join(_terms(request)),
        }
        super().__init__(content, media_type=media_type, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope["app"].state
        turn: asyncio.Semaphore = state.exporting

        async def send_and_stand_back(message: Message) -> None:
            await send(message)
            if state.answering:
                await asyncio.sleep(PAUSE)

        state.answering -= 1  # one export is no reason for another to stand back
        try:
            async with turn:
                await super().__call__(scope, receive, send_and_stand_back)
        finally:
            state.answering += 1


def send_list(request: Request, session: Session, content: Iterable[str], media_type: str, name: str) -> Export:
    """A list that is read with this session when its turn comes; or the file of it, if it has been sent before.

    The session is closed meanwhile, so that others may have its connection.
    """
    version = base_version(session)
    session.close()
    return Export(request, _read(request, session, content, version), media_type, name)


def _read(request: Request, session: Session, content: Iterable[str], version: int) -> Iterator[bytes]:
    sent: SentLists = request.app.state.sent_lists
    asked = (version, f"{public(request, request.url.path)}?{request.url.query}")
    pieces = (piece.encode() for piece in content)
    if base_version(session) != version:  # what was checked and prepared for the list is of another state than the list
        yield from pieces
    elif found := sent.find(asked):
        session.close()
        yield from found.pieces()
    else:
        yield from sent.keep(asked, pieces)


def _terms(request: Request) -> list[str]:
    """The licence, if its text is known, and where it says how to cite the base."""
    known = [f'<{licence}>; rel="license"'] if (licence := licence_url(request)) else []
    return [*known, f'<{public(request, TERMS)}>; rel="describedby"; type="text/html"']
