"""Sources: the list, and one as a reader."""

from fastapi import APIRouter, Request, Response

from app.citations.styles import STYLES
from app.queries.revisions import list_history
from app.queries.sources import get_source, list_sources
from app.vocabulary import BlockKind
from app.web import embedding, facets, signposts
from app.web.addresses import chosen, next_page
from app.web.cited_lists import CITED_OF_SOURCE, bibliography_of, files_of_list
from app.web.citing import box_of_source
from app.web.deps import SessionDep
from app.web.names import name_index
from app.web.query import SourceQueryDep
from app.web.reader import number_claims, passages
from app.web.templating import render

router = APIRouter()


@router.get("/sources")
def list_all(request: Request, session: SessionDep, query: SourceQueryDep) -> Response:
    listing = list_sources(session, query.q, query.kind, query.limit, query.after)
    answer = render(
        request,
        "sources/index.html",
        query=query,
        listing=listing,
        next=next_page(request, "/sources", listing.after),
        facets=facets.of_names(request, "/sources", listing),
        files=files_of_list("/sources", chosen(request)),
        paper=bibliography_of("/sources", chosen(request)),
    )
    answer.headers["Link"] = signposts.of_list(request, "/sources", [one.record for one in listing.items])
    return answer


@router.get("/sources/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    source = get_source(session, slug)
    notes = {note.number: note for note in reversed(number_claims(source.quotes))}
    answer = render(
        request,
        "sources/show.html",
        source=source,
        revisions=list_history(session, "source", source.id),
        passages=passages(source, name_index(request, session).mentions(source.text)),
        claims=[notes[number] for number in sorted(notes)],
        headings=[block for block in source.blocks if block.kind == BlockKind.HEADING],
        cite=box_of_source(request, session, source),
        quoted=files_of_list("/claims", [("source", slug)], CITED_OF_SOURCE),
        styles=STYLES,
        embedded=embedding.of_source(request, source),
    )
    answer.headers["Link"] = signposts.of_source(request, source)
    return answer
