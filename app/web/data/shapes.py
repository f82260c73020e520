"""The shapes that several nouns' data share. Their names are a promise to clients."""

from collections.abc import Iterable
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field

from app.models import Actor, Fact, Programme, Proposition, Quote, Source, Topic
from app.queries.cards import Named
from app.queries.listing import Listing
from app.vocabulary import Term
from app.web.addresses import address, chosen, next_page, public, toggled, with_query

# What every data route may answer besides its own shape.
ERRORS: dict[int | str, dict[str, Any]] = {
    301: {"description": "The record was renamed or merged; its new address is in Location."},
    400: {"description": "The request could not be read."},
    404: {"description": "No such record; the nearest ones are named."},
    414: {"description": "The address is too long."},
    422: {"description": "A value does not fit; the field is named with the cure."},
}


class ActorRef(BaseModel):
    """An actor, named."""

    slug: str
    name: str
    kind: str
    url: str


class SourceRef(BaseModel):
    """A source, named."""

    slug: str
    title: str
    url: str


class TopicRef(BaseModel):
    """A topic, named."""

    slug: str
    name: str
    url: str


class TargetRef(BaseModel):
    """What a stance is toward."""

    type: str
    slug: str
    name: str
    url: str


class QuoteData(BaseModel):
    """A verbatim stretch of a source. Offsets are code points into the source's `text`; `url` leads to the words."""

    exact: str
    start: int
    end: int
    prefix: str
    suffix: str
    locator: str
    url: str
    source: SourceRef


class FactData(BaseModel):
    """Something stated about a record. Without a quote it is an editor's note."""

    what: str
    value: str
    quote: QuoteData | None


class FacetValue(BaseModel):
    """One value of a facet. `url` is the same list with this value taken in, or out if it is selected."""

    value: str | None
    label: str
    count: int
    more: bool = Field(False, description="there may be more: only the newest claims of a long list were counted")
    selected: bool
    url: str


class ListData(BaseModel):
    """What all lists are: `next` is an address, or null at the end."""

    next: str | None
    total: int
    facets: dict[str, list[FacetValue]] = Field(default_factory=dict)


def actor_ref(request: Request, actor: Actor) -> ActorRef:
    return ActorRef(slug=actor.slug, name=actor.name, kind=actor.kind, url=public(request, address(actor)))


def source_ref(request: Request, source: Source) -> SourceRef:
    return SourceRef(slug=source.slug, title=source.name, url=public(request, address(source)))


def topic_ref(request: Request, topic: Topic) -> TopicRef:
    return TopicRef(slug=topic.slug, name=topic.name, url=public(request, address(topic)))


def target_ref(request: Request, kind: str, target: Proposition | Programme | Actor | Topic | Named) -> TargetRef:
    return TargetRef(type=kind, slug=target.slug, name=target.name, url=public(request, address(target)))


def described(request: Request, record: Actor | Programme) -> dict[str, Any]:
    """What an actor or a programme is called, and what it is."""
    return {
        "slug": record.slug,
        "url": public(request, address(record)),
        "name": record.name,
        "kind": record.kind,
        "aliases": [alias.text for alias in record.aliases],
        "description": record.description,
    }


def quote_data(request: Request, quote: Quote) -> QuoteData:
    return QuoteData(
        exact=quote.exact,
        start=quote.start,
        end=quote.stop,
        prefix=quote.prefix,
        suffix=quote.suffix,
        locator=quote.locator,
        url=public(request, address(quote)),
        source=source_ref(request, quote.source),
    )


def maybe_quote(request: Request, quote: Quote | None) -> QuoteData | None:
    return quote_data(request, quote) if quote else None


def fact_data(request: Request, facts: Iterable[Fact]) -> list[FactData]:
    return [FactData(what=fact.what, value=fact.value, quote=maybe_quote(request, fact.quote)) for fact in facts]


def facet_value(
    request: Request, path: str, name: str, value: str | None, label: str, count: int, *, more: bool = False
) -> FacetValue:
    selected = value is not None and (name, value) in chosen(request)
    url = public(request, toggled(request, path, name, value) if value else with_query(path, chosen(request)))
    return FacetValue(value=value, label=label, count=count, more=more, selected=selected, url=url)


def listing_data(request: Request, listing: Listing) -> dict[str, Any]:
    """`next`, `total` and `facets` of a list by name."""
    path = request.url.path
    facets = {
        name: [
            facet_value(request, path, name, term, term.label if isinstance(term, Term) else "not stated", count)
            for term, count in values
        ]
        for name, values in listing.facets.items()
    }
    return {"next": following(request, listing.after), "total": listing.total, "facets": facets}


def following(request: Request, after: str | int | None) -> str | None:
    """The full address of what follows in this list, or None at its end."""
    path = next_page(request, request.url.path, after)
    return path and public(request, path)
