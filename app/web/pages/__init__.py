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
    importing,
    links,
    merging,
    people,
    programmes,
    propositions,
    renaming,
    replacing,
    review,
    revisions,
    search,
    signing_in,
    source_forms,
    sources,
    tensions,
    topics,
    vocabulary,
    withdrawing,
)


def include(app: FastAPI) -> None:
    """Add the routes of all pages. They are read by people, so the description of the data leaves them out."""
    nouns = (claims, actors, programmes, propositions, topics, sources)
    # Before the records: /claims/new is no slug.
    written = (
        signing_in,
        account,
        people,
        source_forms,
        editing,
        importing,
        merging,
        renaming,
        replacing,
        vocabulary,
        drafts,
        review,
        withdrawing,
        links,
    )
    for part in (*written, home, search, *nouns, citations, revisions, tensions, changes, collection, dataset, about):
        app.include_router(part.router, include_in_schema=False)
