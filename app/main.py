"""The application: a table of contents."""

import asyncio
import threading

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.staticfiles import StaticFiles

from app import db
from app.queries.dataset.shelf import Shelf
from app.settings import Settings
from app.web import data, deps, describing, errors, exports, pages, security
from app.web.citation_desk import CitationDesk
from app.web.guessing import new_limiter
from app.web.kept import Kept, version_of
from app.web.negotiation import Negotiated
from app.web.packing import AT_ONCE
from app.web.pages.dataset import SQLITE
from app.web.sent_lists import SentLists
from app.web.templating import STATIC
from app.web.workshop import Workshop


def create_app(settings: Settings | None = None) -> FastAPI:
    """The web application over the base that the settings name. The schema must be up to date."""
    settings = settings or Settings()
    app = FastAPI(
        title="Ascribe",
        summary="Who said what about which programme, where exactly it is written, and who says otherwise.",
        description="Every page is also data: put `.json` behind its address.",
        version="0.1.0",
        docs_url=None,  # our own page shows the description without scripts from elsewhere
        redoc_url=None,
        dependencies=[Depends(deps.refuse_long_query)],
    )
    app.state.settings = settings
    app.state.engine = db.make_engine(settings.database_url)
    app.state.sessions = db.make_sessions(app.state.engine)
    app.state.exporting = asyncio.Semaphore(exports.AT_ONCE)
    app.state.answering = 0
    app.state.sent_lists = SentLists(settings.data_dir / "exports")
    app.state.packing = asyncio.Semaphore(AT_ONCE)
    app.state.writing = threading.Lock()
    app.state.citations = CitationDesk(app.state.engine, is_open=settings.format_citations)
    app.state.sign_ins = new_limiter()
    app.state.workshop = Workshop(Shelf.of(app.state.engine, settings))
    data.include(app)
    pages.include(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    errors.install(app)
    describing.install(app)
    # From the inside out: what is made is counted, compressed, kept, chosen by what the reader accepts, and given its
    # headers.
    uncompressed = (*DEFAULT_EXCLUDED_CONTENT_TYPES, SQLITE)  # so that a download can be taken up again
    app.add_middleware(exports.Attended)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4, exclude_content_types=uncompressed)
    app.add_middleware(Kept, read_version=version_of(app.state.engine))
    app.add_middleware(Negotiated)
    security.install(app)
    return app
