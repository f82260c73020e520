"""Evidence packs of lists of claims."""

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.citations.packs import Pack
from app.queries.packs import list_packed, pack_of
from app.web.addresses import chosen, public, with_query
from app.web.data.shapes import ERRORS
from app.web.packing import send_pack
from app.web.query import ClaimQueryDep
from app.web.terms import terms_of

router = APIRouter(tags=["claims"], responses=ERRORS)


@router.get(
    "/claims.zip",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def download_claims_pack(request: Request, query: ClaimQueryDep) -> Response:
    """Everything it takes to defend a list of claims, in one ZIP; `limit` and `after` do not count.

    References, tables, the quotes, a brief to read, and a manifest. The same query at the same version of the base
    gives the same bytes. More than 5,000 claims are refused.
    """
    asked = sorted(pair for pair in chosen(request) if pair[0] != "limit")

    def gather(session: Session) -> Pack:
        claims = list_packed(session, query.filter, query.sort)
        named = {name: [value for other, value in asked if other == name] for name, _ in asked}
        address = public(request, with_query("/claims", asked))
        return pack_of(session, claims, f"The claims of {address}", named, terms_of(request, session))

    return await send_pack(request, gather, "claims")
