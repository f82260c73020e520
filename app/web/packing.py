"""Sending evidence packs. They take seconds, so few are made at a time, and pages never wait for them."""

import asyncio
from collections.abc import Callable
from typing import Final

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app import db
from app.citations.packs import Pack, write_pack

AT_ONCE: Final = 2


async def send_pack(request: Request, gather: Callable[[Session], Pack], name: str) -> Response:
    """The pack that is gathered from one state of the base, as a file to keep."""
    turn: asyncio.Semaphore = request.app.state.packing
    async with turn:
        content, licence = await run_in_threadpool(_made, request, gather)
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    if licence:
        headers["Link"] = f'<{licence}>; rel="license"'
    return Response(content, headers=headers, media_type="application/zip")


def _made(request: Request, gather: Callable[[Session], Pack]) -> tuple[bytes, str]:
    # A session of its own: it sees one state of the base throughout, and is open only while it is needed.
    with db.make_readers(request.app.state.engine)() as session:
        pack = gather(session)
        return write_pack(pack), pack.heading.terms.licence_url
