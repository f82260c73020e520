"""What there is of the base as a whole, as data, and the base as a work to be cited."""

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from app.citations import FORMATS
from app.errors import NotFound
from app.queries.base import count_all
from app.queries.dataset import count_rows, public_tables
from app.web.addresses import public
from app.web.data.shapes import ERRORS
from app.web.deps import SessionDep
from app.web.pages.dataset import FILES
from app.web.terms import terms_of

router = APIRouter(tags=["base"], responses=ERRORS)


class TableData(BaseModel):
    """A table of the files: what a row of it is, and how many there are."""

    name: str
    description: str
    rows: int


class FileData(BaseModel):
    """A file of the whole base."""

    label: str
    media_type: str
    url: str


class DatasetData(BaseModel):
    """The base as a whole, to take away; `cite` is the line to cite it by."""

    base_version: int
    changed: str | None
    licence: str
    licence_url: str | None
    rights: str
    cite: str
    counts: dict[str, int]
    tables: list[TableData]
    files: list[FileData]


@router.get("/data.json")
def show_dataset_data(request: Request, session: SessionDep) -> DatasetData:
    """What the files of the whole base hold, and on what terms they may be used."""
    terms, rows = terms_of(request, session), count_rows(session)
    return DatasetData(
        base_version=terms.version,
        changed=str(terms.changed) if terms.changed else None,
        licence=terms.licence,
        licence_url=terms.licence_url or None,
        rights=terms.rights,
        cite=terms.cite,
        counts=count_all(session),
        tables=[TableData(name=one.name, description=one.description, rows=rows[one.name]) for one in public_tables()],
        files=[
            FileData(label=label, media_type=media_type, url=public(request, f"/data/{name}"))
            for name, (_, media_type, label) in FILES.items()
        ],
    )


@router.get("/data.{suffix}", response_class=Response)
def cite_base(request: Request, session: SessionDep, suffix: str) -> Response:
    """The base as a work to be cited: `bib`, `biblatex`, `ris` or `csl.json`."""
    if suffix not in FORMATS:
        raise NotFound("format", suffix)
    written = "".join(FORMATS[suffix].write([terms_of(request, session).reference]))
    return Response(written, media_type=FORMATS[suffix].media_type)
