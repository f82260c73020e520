"""FAIR Signposting: typed links in the header of an answer, for programs. Source: signposting.org, level 1."""

from collections.abc import Iterable
from typing import Final

from fastapi import Request

from app.citations import FORMATS
from app.models import Claim, Source
from app.queries.cards import Card
from app.vocabulary import ActorKind, SourceKind
from app.web.addresses import address, public
from app.web.alternates import forms_of
from app.web.terms import licence_url

SCHEMA: Final = "https://schema.org/"
TYPES: Final[dict[str, str]] = {
    SourceKind.NEWS: "NewsArticle",
    SourceKind.DIGEST: "Article",
    SourceKind.BRIEF: "Report",
    SourceKind.ANALYSIS: "Report",
    SourceKind.REPORT: "Report",
    SourceKind.SPEECH: "CreativeWork",
    SourceKind.LAW: "Legislation",
    SourceKind.WEB_PAGE: "WebPage",
}
_MOST_ITEMS: Final = 20  # of a longer list none is named, for proxies take few kilobytes of headers
Links = list[tuple[str, str, str]]  # address, relation, media type or nothing


def of_claim(request: Request, claim: Claim) -> str:
    """The header of a claim's page. What is cited is the revision, which stays as it is."""
    own = address(claim)
    links: Links = [
        (f"{own}/revisions/{claim.revision}", "cite-as", ""),
        (address(claim.claimant), "author", ""),
        ("/claims", "collection", "text/html"),
    ]
    return _header(request, [*links, *_described(own), *_typed("Claim")])


def of_revision(request: Request, slug: str, number: int) -> str:
    """The header of a claim's page at a revision, which is what is to be cited."""
    record = f"/claims/{slug}"
    own = f"{record}/revisions/{number}"
    links: Links = [(own, "cite-as", ""), (record, "latest-version", "text/html")]
    return _header(request, [*links, *_described(own, linked=False), *_typed("Claim")])


def of_source(request: Request, source: Source) -> str:
    """The header of a source's page. Its text is the item."""
    own = address(source)
    named = [author for author in source.authors if author.kind != ActorKind.UNNAMED]
    links: Links = [
        (own, "cite-as", ""),
        *[(address(author), "author", "") for author in named],
        ("/sources", "collection", "text/html"),
        (f"{own}.txt", "item", "text/plain"),
        (f"{own}/annotations.json", "describedby", "application/ld+json"),
    ]
    return _header(request, [*links, *_described(own), *_typed(TYPES[source.kind])])


def of_list(request: Request, path: str, records: Iterable[Claim | Card | Source]) -> str:
    """The header of a list: what is on this page of it, and the same list in other forms."""
    query = f"?{request.url.query}" if request.url.query else ""
    items: Links = [(address(record), "item", "text/html") for record in records]
    return _header(
        request,
        [
            *(items if len(items) <= _MOST_ITEMS else []),
            *[(form.url, "alternate", form.media_type) for form in forms_of(request)],
            *_described(path, query, linked=False),
            *_typed("CollectionPage"),
        ],
    )


def _described(path: str, query: str = "", *, linked: bool = True) -> Links:
    forms = [(f"{path}.{form.suffix}{query}", "describedby", form.media_type) for form in FORMATS.values()]
    linked_data = [(f"{path}.jsonld", "describedby", "application/ld+json")] if linked else []
    return [*forms, *linked_data, (f"{path}.json{query}", "describedby", "application/json")]


def _typed(name: str) -> Links:
    return [(f"{SCHEMA}{name}", "type", ""), (f"{SCHEMA}AboutPage", "type", "")]


def _header(request: Request, links: Links) -> str:
    licence = licence_url(request)
    written = [f'<{licence}>; rel="license"'] if licence else []
    for target, relation, media_type in links:
        full = public(request, target) if target.startswith("/") else target
        kind = f'; type="{media_type}"' if media_type else ""
        written.append(f'<{full}>; rel="{relation}"{kind}')
    return ", ".join(written)
