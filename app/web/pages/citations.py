"""How to cite a claim or a source: every style up front, and what was prepared in others."""

from fastapi import APIRouter, Request, Response

from app.citations.prepared import SITE
from app.citations.styles import STYLES
from app.queries.cited_revisions import get_citable_revision, reference_to_revision
from app.queries.claim_references import get_citable_claim
from app.queries.references import get_citable_source
from app.web.citing import CiteBox, box_of_claim, box_of_revision, box_of_source, known_style
from app.web.deps import SessionDep
from app.web.query import StyleDep
from app.web.revisions import title_of
from app.web.templating import render

router = APIRouter()


@router.get("/claims/{slug}/cite")
def show_of_claim(request: Request, session: SessionDep, slug: str, style: StyleDep = "apa") -> Response:
    claim = get_citable_claim(session, slug)
    return _show(
        request, ("Claims", "/claims"), claim.statement, box_of_claim(request, session, claim, known_style(style))
    )


@router.get("/claims/{slug}/revisions/{number}/cite")
def show_of_revision(
    request: Request, session: SessionDep, slug: str, number: int, style: StyleDep = "apa"
) -> Response:
    snapshot = get_citable_revision(session, slug, number)
    name = f"{title_of(snapshot.revision.data)} (revision {number})"
    record = reference_to_revision(session, slug, snapshot.revision, SITE)
    box = box_of_revision(request, session, record, known_style(style))
    return _show(request, ("Claims", "/claims"), name, box)


@router.get("/sources/{slug}/cite")
def show_of_source(request: Request, session: SessionDep, slug: str, style: StyleDep = "apa") -> Response:
    source = get_citable_source(session, slug)
    return _show(
        request, ("Sources", "/sources"), source.name, box_of_source(request, session, source, known_style(style))
    )


def _show(request: Request, index: tuple[str, str], name: str, box: CiteBox) -> Response:
    return render(request, "citations/show.html", index=index, cited=name, box=box, styles=STYLES)
