"""Files that are made whole before they are sent. They take seconds, so few are made at a time: pages stay quick."""

import asyncio
from collections.abc import Callable
from typing import Final

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app import db
from app.citations.packs import Pack, write_pack
from app.web.terms import licence_url

AT_ONCE: Final = 2


async def send_pack(request: Request, gather: Callable[[Session], Pack], name: str) -> Response:
    """The evidence pack that is gathered, as a file to keep."""
    return await send_made(request, lambda session: write_pack(gather(session)), "application/zip", f"{name}.zip")


async def send_made(request: Request, make: Callable[[Session], bytes], media_type: str, name: str) -> Response:
    """What is made from one state of the base, as a file to keep, with the licence in a header."""
    turn: asyncio.Semaphore = request.app.state.packing
    async with turn:
        content = await run_in_threadpool(_made, request, make)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if licence := licence_url(request):
        headers["Link"] = f'<{licence}>; rel="license"'
    return Response(content, headers=headers, media_type=media_type)


def _made(request: Request, make: Callable[[Session], bytes]) -> bytes:
    # A session of its own: it sees one state of the base throughout, and is open only while it is needed.
    with db.make_readers(request.app.state.engine)() as session:
        return make(session)
