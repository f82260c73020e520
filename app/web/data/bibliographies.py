"""Bibliographies in a style, of a record, a list or a collection: files to put into a paper."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.citations import Reference
from app.citations.bibliographies import KINDS, write_bibliography
from app.errors import NotFound
from app.queries.cited_revisions import get_cited_revision
from app.queries.claim_references import get_citable_claim
from app.queries.reference_lists import list_references, list_source_references
from app.queries.references import get_citable_source, source_reference
from app.queries.sources import sources_matching
from app.web.addresses import public
from app.web.citing import USUAL, known_style
from app.web.data.collection import OfReaderDep, picked_references
from app.web.data.references import CitedClaimsQuery, PartDep, references_of
from app.web.data.shapes import ERRORS
from app.web.packing import send_made
from app.web.query import SourceQuery, StyleDep
from app.web.terms import terms_of

router = APIRouter(tags=["references"], responses=ERRORS)

_A_FILE: Final[dict[str, Any]] = {
    "response_class": Response,
    "responses": {
        200: {
            "content": {kind.media_type: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS.values()}
        }
    },
}
SuffixDep = Annotated[str, Path(description="docx, odt, md, html or txt", json_schema_extra={"enum": list(KINDS)})]


class ClaimBibliographyQuery(CitedClaimsQuery):
    style: StyleDep = Field(USUAL)


class SourceBibliographyQuery(SourceQuery):
    style: StyleDep = Field(USUAL)


@router.get("/claims/bibliography.{suffix}", **_A_FILE)
async def download_claims_bibliography(
    request: Request, suffix: SuffixDep, query: Annotated[ClaimBibliographyQuery, Query()]
) -> Response:
    """What a list of claims rests on, or our records of them, in any CSL style; `limit` and `after` do not count.

    The same question at the same version of the base gives the same bytes. More than 1,000 entries are refused.
    """

    def found(session: Session) -> Iterable[Reference]:
        return list_references(session, query.filter, query.cite, sort=query.sort, site=public(request, ""))

    return await _send(request, found, suffix, query.style, f"claims-{query.cite}")


@router.get("/sources/bibliography.{suffix}", **_A_FILE)
async def download_sources_bibliography(
    request: Request, suffix: SuffixDep, query: Annotated[SourceBibliographyQuery, Query()]
) -> Response:
    """All sources of the list in any CSL style; `limit` and `after` do not count."""

    def found(session: Session) -> Iterable[Reference]:
        return list_source_references(session, *sources_matching(query.q, query.kind), site=public(request, ""))

    return await _send(request, found, suffix, query.style, "sources")


@router.get("/collection/bibliography.{suffix}", **_A_FILE)
async def download_collection_bibliography(
    request: Request, suffix: SuffixDep, items: OfReaderDep, style: StyleDep = USUAL
) -> Response:
    """Our records of the claims of a collection, and its sources, in any CSL style."""

    def found(session: Session) -> Iterable[Reference]:
        return picked_references(session, items, public(request, ""))

    return await _send(request, found, suffix, style, "collection")


@router.get("/claims/{slug}/bibliography.{suffix}", **_A_FILE)
async def download_claim_bibliography(
    request: Request, slug: str, suffix: SuffixDep, style: StyleDep = USUAL, cite: PartDep = "record"
) -> Response:
    """Of one claim the record, or the sources of its quotes, in any CSL style."""

    def found(session: Session) -> Iterable[Reference]:
        return references_of(get_citable_claim(session, slug), cite, public(request, ""))

    return await _send(request, found, suffix, style, slug)


@router.get("/claims/{slug}/revisions/{number}/bibliography.{suffix}", **_A_FILE)
async def download_revision_bibliography(
    request: Request, slug: str, number: int, suffix: SuffixDep, style: StyleDep = USUAL
) -> Response:
    """Our record of a claim as it was at a revision, in any CSL style."""

    def found(session: Session) -> Iterable[Reference]:
        return [get_cited_revision(session, slug, number, public(request, ""))]

    return await _send(request, found, suffix, style, f"{slug}-revision-{number}")


@router.get("/sources/{slug}/bibliography.{suffix}", **_A_FILE)
async def download_source_bibliography(
    request: Request, slug: str, suffix: SuffixDep, style: StyleDep = USUAL
) -> Response:
    """One source in any CSL style."""

    def found(session: Session) -> Iterable[Reference]:
        return [source_reference(get_citable_source(session, slug), public(request, ""))]

    return await _send(request, found, suffix, style, slug)


async def _send(request: Request, found: Any, suffix: str, style: str, name: str) -> Response:
    if suffix not in KINDS:
        raise NotFound("format", suffix)
    known_style(style)

    def make(session: Session) -> bytes:
        return write_bibliography(found(session), style, suffix, terms_of(request, session).notice)

    return await send_made(request, make, KINDS[suffix].media_type, f"{name}-bibliography.{suffix}")
