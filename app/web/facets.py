"""Facets as a page shows them: what is chosen first, each with the address that puts it in or takes it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus

from fastapi import Request

from app.queries.facets import Count
from app.queries.listing import Listing
from app.queries.ways_out import WayOut
from app.vocabulary import Term
from app.web.addresses import chosen, toggled, with_query

HEADINGS = {
    "actor": "Claimant",
    "actor_kind": "Kind of claimant",
    "against": "Against",
    "about": "About the actor",
    "programme": "Programme",
    "topic": "Topic",
    "proposition": "Proposition",
    "stance": "Stance",
    "kind": "Kind",
    "status": "Status",
    "certainty": "Certainty",
    "source": "Source",
    "publisher": "Publisher",
    "year": "Year",
    "month": "Month",
    "figures": "Figures",
    "first_hand": "Whose voice",
}
OTHERS = {"q": "the words", "from": "the first date", "to": "the last date"}  # what else narrows a list


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    label: str
    count: str
    url: str | None


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet: what is chosen, and what can be."""

    heading: str
    chosen: Sequence[Choice]
    open: Sequence[Choice]


def counted(count: int, more: bool = False) -> str:
    """`1,234`, or `1,234+` where older claims were not counted."""
    return f"{count:,}+" if more else f"{count:,}"


_quoted = lru_cache(50_000)(quote_plus)


def of_claims(request: Request, path: str, counts: dict[str, list[Count]]) -> list[FacetList]:
    """The facets of a list of claims; a choice by which there is no facet ("about") stands with those chosen."""
    names = [*counts, *(name for name, _ in chosen(request) if name in HEADINGS and name not in counts)]
    return [
        _facet(
            request, path, name, [(one.value, one.label, counted(one.count, one.more)) for one in counts.get(name, [])]
        )
        for name in dict.fromkeys(names)
    ]


def ways_out(request: Request, path: str, found: Sequence[WayOut]) -> list[tuple[str, WayOut, str]]:
    """Each way out of an empty list: what is dropped, how many claims fit then, and the address."""
    pairs = chosen(request)
    return [
        (
            OTHERS.get(one.name) or f"the choice of {HEADINGS[one.name].lower()}",
            one,
            with_query(path, [pair for pair in pairs if pair[0] != one.name]),
        )
        for one in found
    ]


def of_names(request: Request, path: str, listing: Listing) -> list[FacetList]:
    """The facets of a list of actors, programmes or sources."""
    return [
        _facet(
            request,
            path,
            name,
            [(term, term.label if isinstance(term, Term) else "not stated", f"{n:,}") for term, n in found],
        )
        for name, found in listing.facets.items()
    ]


def of_named(request: Request, path: str, taken: Sequence[tuple[str, str, str]]) -> list[FacetList]:
    """Choices by field, value and name, of lists whose other values are not counted."""
    return [
        FacetList(HEADINGS[field], [Choice(name, "", toggled(request, path, field, value))], ())
        for field, value, name in taken
    ]


def _facet(request: Request, path: str, name: str, values: list[tuple[str | None, str, str]]) -> FacetList:
    pairs = chosen(request)
    taken = [value for field, value in pairs if field == name]
    known = {value: label for value, label, _ in values}
    # What all these addresses begin with is written once: there may be a thousand of them on a page.
    added = f"{with_query(path, pairs)}{'&' if pairs else '?'}{name}="
    return FacetList(
        HEADINGS[name],
        [Choice(known.get(value, value), "", toggled(request, path, name, value)) for value in taken],
        [
            Choice(label, count, added + _quoted(value) if value else None)
            for value, label, count in values
            if value not in taken
        ],
    )
