"""Formatted citations as data, and as plain text in any CSL style."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from app.citations.prepared import SITE
from app.queries.cited_revisions import get_cited_revision
from app.queries.claim_references import get_citable_claim
from app.queries.references import get_citable_source
from app.web.addresses import public
from app.web.citing import CiteBox, box_of_claim, box_of_revision, box_of_source, known_style
from app.web.data.references import PartDep
from app.web.data.shapes import ERRORS
from app.web.deps import SessionDep
from app.web.query import StyleDep

router = APIRouter(tags=["references"], responses=ERRORS)


class BibliographyText(PlainTextResponse):
    media_type = "text/x-bibliography"


class CitationData(BaseModel):
    """One thing to cite. `entry` belongs in the list of references, `in_text` (of a quote) where it is cited."""

    part: str = Field(description="record, quote or source")
    label: str
    key: str
    html: str | None = Field(description="null where this style has not been prepared")
    text: str | None
    in_text: str | None
    files: dict[str, str]


class CitationsData(BaseModel):
    """All that can be cited of a record, in one style."""

    style: str
    items: list[CitationData]


@router.get("/claims/{slug}/cite.json")
def show_claim_citations(request: Request, session: SessionDep, slug: str, style: StyleDep = "apa") -> CitationsData:
    """The record, the quotes and the sources of a claim, formatted."""
    claim = get_citable_claim(session, slug)
    return _data(request, box_of_claim(request, session, claim, known_style(style)))


@router.get("/claims/{slug}/revisions/{number}/cite.json")
def show_revision_citation(
    request: Request, session: SessionDep, slug: str, number: int, style: StyleDep = "apa"
) -> CitationsData:
    """Our record of a claim as it was at a revision, formatted."""
    record = get_cited_revision(session, slug, number, SITE)
    return _data(request, box_of_revision(request, session, record, known_style(style)))


@router.get("/sources/{slug}/cite.json")
def show_source_citations(request: Request, session: SessionDep, slug: str, style: StyleDep = "apa") -> CitationsData:
    """A source, formatted."""
    source = get_citable_source(session, slug)
    return _data(request, box_of_source(request, session, source, known_style(style)))


@router.get("/claims/{slug}/cite.txt", response_class=BibliographyText)
def show_claim_citation_text(
    request: Request, session: SessionDep, slug: str, style: StyleDep = "apa", cite: PartDep = "record"
) -> str:
    """Of one claim the record, its quotes or its sources, a line each. Styles that nobody prepared take a second."""
    claim = get_citable_claim(session, slug)
    return _lines(box_of_claim(request, session, claim, known_style(style), now=True), cite)


@router.get("/claims/{slug}/revisions/{number}/cite.txt", response_class=BibliographyText)
def show_revision_citation_text(
    request: Request, session: SessionDep, slug: str, number: int, style: StyleDep = "apa"
) -> str:
    """Our record of a claim as it was at a revision, formatted. A style that nobody prepared takes a second."""
    record = get_cited_revision(session, slug, number, SITE)
    return _lines(box_of_revision(request, session, record, known_style(style), now=True), "record")


@router.get("/sources/{slug}/cite.txt", response_class=BibliographyText)
def show_source_citation_text(request: Request, session: SessionDep, slug: str, style: StyleDep = "apa") -> str:
    """One source, formatted. A style that nobody prepared takes a second."""
    source = get_citable_source(session, slug)
    return _lines(box_of_source(request, session, source, known_style(style), now=True), "source")


def _lines(box: CiteBox, part: str) -> str:
    lines = [" ".join((*item.in_text_words, item.text)) for item in box.items if item.part == part]
    return "".join(f"{line}\n" for line in lines)


def _data(request: Request, box: CiteBox) -> CitationsData:
    items = [
        CitationData(
            part=item.part,
            label=item.label,
            key=item.key,
            html=item.entry or None,
            text=item.text or None,
            in_text=item.in_text_words[0] if item.in_text_words else None,
            files={label: public(request, href) for label, href in item.files},
        )
        for item in box.items
    ]
    return CitationsData(style=box.style, items=items)
