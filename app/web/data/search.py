"""What a search finds, as data."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.search import Group, Hit, suggested
from app.search.language import shortened
from app.web.addresses import PLURALS, address, public
from app.web.data.shapes import ERRORS
from app.web.deps import SessionDep
from app.web.query import SearchQueryDep
from app.web.results import html, instead_url, place, results

router = APIRouter(tags=["search"], responses=ERRORS)


class HitData(BaseModel):
    """A record that was found. `snippet` is HTML: escaped text with <mark> around the words that were looked for."""

    slug: str
    name: str
    url: str
    snippet: str
    place: str | None = Field(description="the address of the snippet’s words in their source, if they are from one")


class GroupData(BaseModel):
    """What was found of one noun, the best first. `more`: there are more than `total`, and they were not counted."""

    noun: str
    total: int
    more: bool
    items: list[HitData]


class InsteadData(BaseModel):
    """A query that was perhaps meant, and finds something."""

    q: str
    url: str


class SearchData(BaseModel):
    """What was found, by noun. `remarks` say what of the query did not count, and how hits were put in order."""

    q: str
    groups: list[GroupData]
    did_you_mean: InsteadData | None
    remarks: list[str]


class SuggestionData(BaseModel):
    """A record whose name or sentence holds what was typed so far."""

    noun: str
    slug: str
    name: str
    url: str


class SuggestionList(BaseModel):
    """At most eight, names first."""

    q: str
    items: list[SuggestionData]


@router.get("/search.json")
def search_data(request: Request, session: SessionDep, query: SearchQueryDep) -> SearchData:
    """Claims, actors, programmes, propositions, topics and sources that hold all the words."""
    found = results(session, query)
    instead = found.instead
    return SearchData(
        q=found.q,
        groups=[_group(request, group) for group in found.found.groups],
        did_you_mean=InsteadData(q=instead, url=instead_url(request, "/search.json", instead)) if instead else None,
        remarks=found.remarks,
    )


@router.get("/search/suggest.json")
def suggest_data(request: Request, session: SessionDep, query: SearchQueryDep) -> SuggestionList:
    """What to offer while somebody is typing; with `noun` only records of that noun."""
    q = shortened(query.q)
    items = [
        SuggestionData(
            noun=one.noun, slug=one.slug, name=one.name, url=public(request, f"/{PLURALS[one.noun]}/{one.slug}")
        )
        for one in suggested(session, q, query.noun)
    ]
    return SuggestionList(q=q, items=items)


def _group(request: Request, group: Group) -> GroupData:
    items = [_hit(request, hit) for hit in group.hits]
    return GroupData(noun=group.noun, total=group.total, more=group.more, items=items)


def _hit(request: Request, hit: Hit) -> HitData:
    where = place(hit)
    return HitData(
        slug=hit.record.slug,
        name=hit.record.name,
        url=public(request, address(hit.record)),
        snippet=html(hit.snippet),
        place=where and public(request, where),
    )
