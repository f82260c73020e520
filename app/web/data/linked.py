"""Claims and sources as linked data: schema.org, and Web Annotations for quotes."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.queries.claim_references import get_citable_claim
from app.queries.references import get_citable_source
from app.queries.sources import get_source
from app.web.data.shapes import ERRORS
from app.web.deps import SessionDep
from app.web.linked_data import annotation_page, claim_node, source_node

router = APIRouter(tags=["linked data"], responses=ERRORS)


class LinkedData(JSONResponse):
    media_type = "application/ld+json"


class Annotations(JSONResponse):
    media_type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@router.get("/claims/{slug}.jsonld", response_class=LinkedData)
def show_linked_claim(request: Request, session: SessionDep, slug: str) -> dict[str, Any]:
    """One claim as a schema.org Claim, with its appearances and who asserts it."""
    return claim_node(request, get_citable_claim(session, slug))


@router.get("/sources/{slug}.jsonld", response_class=LinkedData)
def show_linked_source(request: Request, session: SessionDep, slug: str) -> dict[str, Any]:
    """One source as a schema.org Report, NewsArticle or the like."""
    return source_node(request, get_citable_source(session, slug))


@router.get("/sources/{slug}/annotations.json", response_class=Annotations)
def show_annotations(request: Request, session: SessionDep, slug: str) -> dict[str, Any]:
    """Every quoted stretch of a source as a W3C Web Annotation on its plain text, leading to the claims."""
    return annotation_page(request, get_source(session, slug))
