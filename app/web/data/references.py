"""References to sources, quotes and claim records, for reference managers: at the address of the page with a suffix."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import StreamingResponse

from app.citations import FORMATS, Format, Reference
from app.models import Claim
from app.queries.cited_revisions import get_cited_revision
from app.queries.claim_references import get_citable_claim, reference_to
from app.queries.reference_lists import Cited, list_references, list_source_references
from app.queries.references import get_citable_source, quote_reference, source_reference
from app.queries.sources import sources_matching
from app.web.addresses import public
from app.web.data.shapes import ERRORS
from app.web.deps import ReaderDep, SessionDep
from app.web.downloads import export_references, send_references
from app.web.query import ClaimQuery, SourceQueryDep
from app.web.terms import terms_of

router = APIRouter(tags=["references"], responses=ERRORS)

Part = Literal["record", "quote", "source"]
PartDep = Annotated[
    Part, Query(description="our record of the claim at its revision, the quotes that it rests on, or their sources")
]


class CitedClaimsQuery(ClaimQuery):
    """The whole list is sent, so `limit` and `after` do not count."""

    cite: Cited = Field("sources", description="the sources that the claims rest on, their quotes, or our records")


def references_of(claim: Claim, part: Part, site: str) -> list[Reference]:
    """What is cited of a claim: its record, each quote, or each source."""
    if part == "record":
        return [reference_to(claim, site)]
    if part == "quote":
        return [quote_reference(quote, quote.source, site) for quote in claim.quotes]
    return [source_reference(source, site) for source in claim.sources]


def _claims(form: Format) -> Callable[..., Any]:
    def list_claim_references(
        request: Request, session: ReaderDep, query: Annotated[CitedClaimsQuery, Query()]
    ) -> StreamingResponse:
        found = list_references(session, query.filter, query.cite, sort=query.sort, site=public(request, ""))
        return export_references(request, session, found, form, f"claims-{query.cite}")

    return list_claim_references


def _claim(form: Format) -> Callable[..., Any]:
    def show_claim_reference(
        request: Request, session: SessionDep, slug: str, cite: PartDep = "record"
    ) -> StreamingResponse:
        found = references_of(get_citable_claim(session, slug), cite, public(request, ""))
        name = slug if cite == "record" else f"{slug}-{cite}"
        return send_references(found, form, name, terms_of(request, session))

    return show_claim_reference


def _revision(form: Format) -> Callable[..., Any]:
    def show_revision_reference(request: Request, session: SessionDep, slug: str, number: int) -> StreamingResponse:
        found = get_cited_revision(session, slug, number, public(request, ""))
        return send_references([found], form, f"{slug}-revision-{number}", terms_of(request, session))

    return show_revision_reference


def _sources(form: Format) -> Callable[..., Any]:
    def list_source_references_data(request: Request, session: ReaderDep, query: SourceQueryDep) -> StreamingResponse:
        found = list_source_references(session, *sources_matching(query.q, query.kind), site=public(request, ""))
        return export_references(request, session, found, form, "sources")

    return list_source_references_data


def _source(form: Format) -> Callable[..., Any]:
    def show_source_reference(request: Request, session: SessionDep, slug: str) -> StreamingResponse:
        found = source_reference(get_citable_source(session, slug), public(request, ""))
        return send_references([found], form, slug, terms_of(request, session))

    return show_source_reference


# Each address with what it is described as; every format has all of them.
_ADDRESSES: tuple[tuple[str, Callable[[Format], Callable[..., Any]], str], ...] = (
    ("/claims", _claims, "References for all claims that pass the filter, as {}."),
    ("/claims/{{slug}}", _claim, "References for one claim, as {}."),
    ("/claims/{{slug}}/revisions/{{number}}", _revision, "A reference to our record as it was at a revision, as {}."),
    ("/sources", _sources, "References to all sources of the list, as {}."),
    ("/sources/{{slug}}", _source, "A reference to one source, as {}."),
)


def _schema(form: Format) -> dict[str, Any]:
    if form.media_type.endswith("+json"):
        return {"type": "array", "items": {"type": "object", "required": ["id", "type", "title"]}}
    return {"type": "string"}


def _add_routes() -> None:
    for form in FORMATS.values():
        for path, make, description in _ADDRESSES:
            router.add_api_route(
                f"{path.format()}.{form.suffix}",
                make(form),
                response_class=StreamingResponse,
                responses={200: {"content": {form.media_type: {"schema": _schema(form)}}}},
                description=description.format(form.label),
                name=f"{make.__name__.strip('_')}_as_{form.suffix}",
            )


_add_routes()
