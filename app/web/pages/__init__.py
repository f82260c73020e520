"""The pages, a file a noun."""

from fastapi import FastAPI

from app.web.pages import (
    about,
    account,
    actors,
    changes,
    citations,
    claims,
    collection,
    dataset,
    drafts,
    editing,
    home,
    people,
    programmes,
    propositions,
    review,
    revisions,
    search,
    signing_in,
    sources,
    tensions,
    topics,
)


def include(app: FastAPI) -> None:
    """Add the routes of all pages. They are read by people, so the description of the data leaves them out."""
    nouns = (claims, actors, programmes, propositions, topics, sources)
    written = (signing_in, account, people, editing, drafts, review)  # before the records: /claims/new is no slug
    for part in (*written, home, search, *nouns, citations, revisions, tensions, changes, collection, dataset, about):
        app.include_router(part.router, include_in_schema=False)
