"""Sources as data."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from app.models import Block, Source
from app.queries.listing import Listed
from app.queries.sources import get_quotable_source, get_source, list_sources
from app.vocabulary import ContributorRole
from app.web.addresses import address, public
from app.web.data.claims import ClaimRef, claim_ref
from app.web.data.shapes import ERRORS, ActorRef, FactData, ListData, actor_ref, fact_data, listing_data
from app.web.deps import SessionDep
from app.web.query import SourceQueryDep

router = APIRouter(tags=["sources"], responses=ERRORS)


class SourceSummary(BaseModel):
    """A source's bibliographic record. What is null the source does not state."""

    slug: str
    url: str
    kind: str
    short: str
    title: str | None
    supplied_title: str | None
    authors: list[ActorRef]
    editors: list[ActorRef]
    publisher: ActorRef | None
    container: str | None
    series: str | None
    series_number: str | None
    published: str | None
    updated: str | None
    source_url: str | None
    language: str


class SourceListed(SourceSummary):
    claims_quoted: int


class SourceList(ListData):
    items: list[SourceListed]


class BlockData(BaseModel):
    """A piece of the text. Offsets are code points into `text`."""

    kind: str
    start: int
    end: int
    section: list[str]
    number: int | None


class QuotedData(BaseModel):
    """A quoted stretch and the claims that rest on it."""

    start: int
    end: int
    claims: list[ClaimRef]


class SourceData(SourceSummary):
    """A source with its text, which is verbatim but for line ends."""

    facts: list[FactData]
    note: str | None
    text: str
    blocks: list[BlockData]
    quoted: list[QuotedData]
    claims_quoted: str
    revision: int


@router.get("/sources.json")
def list_sources_data(request: Request, session: SessionDep, query: SourceQueryDep) -> SourceList:
    """Sources by their short form."""
    listing = list_sources(session, query.q, query.kind, query.limit, query.after)
    return SourceList(items=[_listed(request, one) for one in listing.items], **listing_data(request, listing))


@router.get("/sources/{slug}.json")
def show_source_data(request: Request, session: SessionDep, slug: str) -> SourceData:
    """One source."""
    source = get_source(session, slug)
    return SourceData(
        **_record(request, source),
        facts=fact_data(request, source.facts),
        note=source.note,
        text=source.text,
        blocks=[_block(block) for block in source.blocks],
        quoted=[
            QuotedData(start=quote.start, end=quote.stop, claims=[claim_ref(request, claim) for claim in claims])
            for quote in source.quotes
            if (claims := [use.claim for use in quote.uses if use.claim.is_published])
        ],
        claims_quoted=public(request, f"/claims.json?source={source.slug}"),
        revision=source.revision,
    )


@router.get("/sources/{slug}.txt", response_class=PlainTextResponse)
def show_source_text(session: SessionDep, slug: str) -> str:
    """The text alone. `#char=120,180` behind the address names a stretch of it (RFC 5147)."""
    return get_quotable_source(session, slug).text


def _listed(request: Request, one: Listed) -> SourceListed:
    return SourceListed(**_record(request, one.record), claims_quoted=one.about)


def _record(request: Request, source: Source) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "url": public(request, address(source)),
        "kind": source.kind,
        "short": source.short,
        "title": source.title,
        "supplied_title": source.supplied_title,
        "authors": [actor_ref(request, actor) for actor in source.authors],
        "editors": [actor_ref(request, actor) for actor in source.made_by(ContributorRole.EDITOR)],
        "publisher": actor_ref(request, source.publisher) if source.publisher else None,
        "container": source.container,
        "series": source.series,
        "series_number": source.series_number,
        "published": str(source.published) if source.published else None,
        "updated": str(source.updated) if source.updated else None,
        "source_url": source.url,
        "language": source.language,
    }


def _block(block: Block) -> BlockData:
    return BlockData(kind=block.kind, start=block.start, end=block.stop, section=block.section, number=block.number)
