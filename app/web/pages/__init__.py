"""The pages, a file a noun."""

from fastapi import Depends, FastAPI

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
    splitting,
    tensions,
    topics,
    unmerging,
    withdrawing,
)
from app.web.submissions import forms_only


def include(app: FastAPI) -> None:
    """Add the routes of all pages. They are read by people, so the description of the data leaves them out.

    What scripts may write at the same addresses is described in app/web/data/writing.py.
    """
    for part in (signing_in, account, people, source_forms, drafts, review):
        app.include_router(part.router, include_in_schema=False, dependencies=[Depends(forms_only)])
    nouns = (claims, actors, programmes, propositions, topics, sources)
    # Before the records: /claims/new is no slug.
    written = (editing, importing, merging, unmerging, renaming, replacing, splitting, withdrawing, links)
    for part in (*written, home, search, *nouns, citations, revisions, tensions, changes, collection, dataset, about):
        app.include_router(part.router, include_in_schema=False)
