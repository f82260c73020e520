"""Claims: the list with its facets, and one claim with its evidence."""

from fastapi import APIRouter, Request, Response

from app.citations.styles import STYLES
from app.queries.claims import get_claim, list_claims
from app.queries.facets import facet_counts
from app.queries.ordering import SORTS
from app.queries.revisions import list_history
from app.queries.ways_out import ways_out, words_meant
from app.web import embedding, facets, signposts
from app.web.addresses import chosen, next_page, with_query
from app.web.alternates import forms_of
from app.web.cards import drawn
from app.web.cited_lists import CITED, bibliography_of, files_of_list
from app.web.citing import box_of_claim
from app.web.deps import SessionDep
from app.web.downloads import pack_of_list
from app.web.evidence import in_passage
from app.web.query import ClaimQueryDep
from app.web.templating import render

router = APIRouter()


@router.get("/claims")
def list_all(request: Request, session: SessionDep, query: ClaimQueryDep) -> Response:
    page = list_claims(session, query.filter, sort=query.sort, limit=query.limit, after=query.after)
    hidden = [(name, value) for name, value in chosen(request) if name not in {"q", "sort", "from", "to"}]
    lost = not page.total
    meant = words_meant(session, query.filter) if lost else None
    without_words = [(name, value) for name, value in chosen(request) if name != "q"]
    answer = render(
        request,
        "claims/index.html",
        query=query,
        page=page,
        meant=meant,
        instead=with_query("/claims", [*without_words, ("q", meant)]) if meant else None,
        ways_out=facets.ways_out(request, "/claims", ways_out(session, query.filter)) if lost else [],
        next=next_page(request, "/claims", page.after),
        facets=facets.of_claims(request, "/claims", facet_counts(session, query.filter, page.fitting)),
        sorts={name: label for name, label in SORTS.items() if query.q or name != "relevance"},
        hidden=hidden,
        data=with_query("/claims.json", chosen(request)),
        files=[
            pack_of_list("/claims", chosen(request)),
            *files_of_list("/claims", chosen(request), CITED),
            ("As data", [(form.label, form.url) for form in forms_of(request)]),
        ],
        paper=bibliography_of("/claims", chosen(request), CITED),
        drawn=drawn,
    )
    answer.headers["Link"] = signposts.of_list(request, "/claims", page.claims)
    return answer


@router.get("/claims/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    claim = get_claim(session, slug)
    answer = render(
        request,
        "claims/show.html",
        claim=claim,
        evidence=[in_passage(quote) for quote in claim.quotes],
        revisions=list_history(session, "claim", claim.id),
        cite=box_of_claim(request, session, claim),
        styles=STYLES,
        embedded=embedding.of_claim(request, claim),
    )
    answer.headers["Link"] = signposts.of_claim(request, claim)
    return answer
