"""A collection as data, as references, and as an evidence pack: of the address, or else the reader's own."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from app.citations import FORMATS, Reference
from app.citations.packs import Pack
from app.errors import NotFound
from app.models import Claim
from app.queries.claim_lines import write_jsonl
from app.queries.claim_references import reference_to
from app.queries.claim_rows import TABLE
from app.queries.claim_tables import write_csv
from app.queries.collection import Picked, list_picked
from app.queries.exports import each_batch_of
from app.queries.findings import CITABLE
from app.queries.packs import pack_of
from app.queries.references import source_reference
from app.web.addresses import address, public
from app.web.collection import Item, ItemsDep, from_cookie, in_address
from app.web.data.shapes import ERRORS
from app.web.deps import ReaderDep, SessionDep
from app.web.downloads import send_references
from app.web.exports import Export
from app.web.packing import send_pack
from app.web.terms import terms_of

router = APIRouter(tags=["collection"], responses=ERRORS)


class CollectedData(BaseModel):
    """A claim or source in a collection."""

    noun: str
    slug: str
    name: str
    url: str


class CollectionData(BaseModel):
    """A collection in its order; `missing` names what is not in the base, or no longer public."""

    url: str
    items: list[CollectedData]
    missing: list[str]


def _items(request: Request, shared: ItemsDep) -> Sequence[Item]:
    return from_cookie(request) if shared is None else shared


OfReaderDep = Annotated[Sequence[Item], Depends(_items)]


@router.get("/collection.json")
def show_collection_data(request: Request, session: SessionDep, items: OfReaderDep) -> CollectionData:
    """The claims and sources of a collection."""
    picked = _picked(session, items)
    return CollectionData(
        url=public(request, f"/collection?items={in_address(items)}"),
        items=[
            CollectedData(noun=noun, slug=record.slug, name=record.name, url=public(request, address(record)))
            for (noun, _), record in picked.records
        ],
        missing=[":".join(name) for name in picked.missing],
    )


@router.get(
    "/collection.zip",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def download_collection_pack(request: Request, items: OfReaderDep) -> Response:
    """An evidence pack of a collection."""
    listed = public(request, f"/collection?items={in_address(items)}")

    def gather(session: Session) -> Pack:
        picked = _picked(session, items)
        query = {"items": [str(item) for item in items]}
        terms = terms_of(request, session)
        return pack_of(session, picked.claims, f"The collection of {listed}", query, terms, picked.sources)

    return await send_pack(request, gather, "collection")


@router.get("/collection.csv", response_class=Response)
def export_collection_table(request: Request, session: ReaderDep, items: OfReaderDep) -> Response:
    """The claims of a collection as a table, a row each."""
    ids = [claim.id for claim in _picked(session, items).claims]
    table = write_csv(each_batch_of(session, ids, parts=TABLE), public(request, ""))
    return Export(request, table, "text/csv", "collection.csv")


@router.get("/collection.jsonl", response_class=Response)
def export_collection_lines(request: Request, session: ReaderDep, items: OfReaderDep) -> Response:
    """The claims of a collection, each as a line of JSON."""
    ids = [claim.id for claim in _picked(session, items).claims]
    lines = write_jsonl(each_batch_of(session, ids), public(request, ""))
    return Export(request, lines, "application/jsonl", "collection.jsonl")


@router.get("/collection.{suffix}", response_class=StreamingResponse)
def cite_collection(request: Request, session: SessionDep, items: OfReaderDep, suffix: str) -> StreamingResponse:
    """References for a collection in its order, as `bib`, `biblatex`, `ris` or `csl.json`: our records and sources."""
    if suffix not in FORMATS:
        raise NotFound("format", suffix)
    found = picked_references(session, items, public(request, ""))
    return send_references(found, FORMATS[suffix], "collection", terms_of(request, session))


def picked_references(session: Session, items: Sequence[Item], site: str) -> list[Reference]:
    """Our records and the sources of a collection, in its order."""
    return [
        reference_to(record, site) if isinstance(record, Claim) else source_reference(record, site)
        for _, record in _picked(session, items).records
    ]


def _picked(session: Session, items: Sequence[Item]) -> Picked:
    return list_picked(session, [(item.noun, item.slug) for item in items], CITABLE)
