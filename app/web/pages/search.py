"""Searching everything at once."""

from fastapi import APIRouter, Request, Response

from app.queries.names import list_nearest
from app.web.addresses import with_query
from app.web.deps import SessionDep
from app.web.query import SearchQueryDep
from app.web.results import place, results
from app.web.templating import render

router = APIRouter()


@router.get("/search")
def search(request: Request, session: SessionDep, query: SearchQueryDep) -> Response:
    found = results(session, query)
    lost = bool(found.found.wanted.groups) and not found.found.total
    return render(
        request,
        "search.html",
        results=found,
        noun=query.noun,
        near=list_nearest(session, found.q) if lost else [],
        place=place,
        data=with_query("/search.json", request.query_params.multi_items()),
    )
