"""The pages, a file a noun."""

from fastapi import FastAPI

from app.web.pages import (
    about,
    actors,
    changes,
    citations,
    claims,
    collection,
    dataset,
    home,
    programmes,
    propositions,
    revisions,
    search,
    sources,
    tensions,
    topics,
)


def include(app: FastAPI) -> None:
    """Add the routes of all pages. They are read by people, so the description of the data leaves them out."""
    nouns = (claims, actors, programmes, propositions, topics, sources)
    for part in (home, search, *nouns, citations, revisions, tensions, changes, collection, dataset, about):
        app.include_router(part.router, include_in_schema=False)
