"""The nouns as data: what every page is, at its own address with a suffix."""

from fastapi import FastAPI

from app.web.data import (
    actors,
    bibliographies,
    changes,
    citations,
    claims,
    collection,
    dataset,
    exports,
    home,
    linked,
    packs,
    programmes,
    propositions,
    references,
    revisions,
    search,
    sitemap,
    sources,
    tensions,
    topics,
)


def include(app: FastAPI) -> None:
    """Add the data routes. They come before the pages, whose slugs would take the suffix for a part of themselves.

    References come before revisions for the same reason: `.csl.json` also ends in `.json`.
    """
    for part in (
        home,
        dataset,
        search,
        changes,
        exports,
        sitemap,
        references,
        revisions,
        bibliographies,
        citations,
        linked,
        packs,
        collection,
        claims,
        actors,
        programmes,
        propositions,
        topics,
        sources,
        tensions,
    ):
        app.include_router(part.router)
