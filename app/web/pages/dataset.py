"""The base as a whole: what is in it, on what terms, and its files to take away."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import FileResponse

from app.citations import FORMATS
from app.queries.base import base_version, count_all
from app.queries.dataset import count_rows, public_tables
from app.web.deps import SessionDep
from app.web.templating import render
from app.web.terms import terms_of
from app.web.workshop import Workshop

router = APIRouter()
RETRY = "5"  # seconds
SQLITE = "application/vnd.sqlite3"
# The files by the end of their address: the kind of file, its media type, what it is called on a page.
FILES = {
    "ascribe.sqlite": ("sqlite", SQLITE, "SQLite file"),
    "datapackage.zip": ("datapackage", "application/zip", "Data package of CSV files"),
}


@router.get("/data")
def show(request: Request, session: SessionDep) -> Response:
    terms = terms_of(request, session)
    return render(
        request,
        "data/show.html",
        terms=terms,
        counts=count_all(session),
        tables=public_tables(),
        rows=count_rows(session),
        bibtex="".join(FORMATS["bib"].write([terms.reference])),
        formats=FORMATS.values(),
    )


@router.get("/data/ascribe.sqlite")
def download_sqlite(request: Request, session: SessionDep) -> Response:
    return _file(request, session, "ascribe.sqlite")


@router.get("/data/datapackage.zip")
def download_datapackage(request: Request, session: SessionDep) -> Response:
    return _file(request, session, "datapackage.zip")


def _file(request: Request, session: Session, name: str) -> Response:
    kind, media_type, label = FILES[name]
    workshop: Workshop = request.app.state.workshop
    found = workshop.ask(kind, base_version(session))
    if isinstance(found, Path):
        version = found.name.split("-")[1]
        called = f"ascribe-{version}{found.suffix}"
        return FileResponse(found, media_type=media_type, filename=called)
    answer = render(request, "data/waiting.html", status=503, job=found, label=label, seconds=RETRY)
    answer.headers.update({"Retry-After": RETRY, "Cache-Control": "no-store"})
    return answer
