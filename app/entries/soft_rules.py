"""Rules that a claim may break and still be published; each is work for somebody. The same for forms and for the base.

A claim is given in the shape of its entry, as plain values: `NewClaim.canonical()`, or what a form holds so far.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.errors import Complaint


def broken(claim: Mapping[str, Any], unnamed: Collection[str] = ()) -> list[Complaint]:
    """The rules that it breaks, at most once each. `unnamed` are those of its actors who have no name."""
    return [one for rule in (_origin, _speaker, _period, _proposition) for one in rule(claim, unnamed)]


def actors_in(claim: Mapping[str, Any]) -> set[str]:
    """All that speak in it: the claimant and whoever passed the words on."""
    chain = {str(hop["actor"]) for hop in _rows(claim, "attribution") if hop.get("actor")}
    return chain | ({str(claim["claimant"])} if claim.get("claimant") else set())


def _origin(claim: Mapping[str, Any], _unnamed: Collection[str]) -> Iterator[Complaint]:
    """What the author of the only source says of others rests on that author alone."""
    sources = {str(quote["source"]) for quote in _rows(claim, "quotes") if quote.get("source")}
    if len(sources) == 1 and len(_rows(claim, "attribution")) > 1:
        cure = "look for the claimant’s own words, or for another source"
        yield Complaint("quotes", "one source alone reports it", cure, ("quotes",))


def _speaker(claim: Mapping[str, Any], unnamed: Collection[str]) -> Iterator[Complaint]:
    if str(claim.get("claimant")) in unnamed:
        wrong, cure = "the claimant has no name", "say in the note what the source tells of them"
        yield Complaint("claimant", wrong, cure, ("claimant",))


def _period(claim: Mapping[str, Any], _unnamed: Collection[str]) -> Iterator[Complaint]:
    """A year is its own period."""
    rows = enumerate(_rows(claim, "figures"))
    bare = [index for index, one in rows if one.get("text") and not one.get("period") and one.get("unit") != "year"]
    if bare:
        place = ("figures", bare[0], "period")
        yield Complaint(f"figures.{bare[0]}.period", "a figure has no period", "add it if the source states it", place)


def _proposition(claim: Mapping[str, Any], _unnamed: Collection[str]) -> Iterator[Complaint]:
    stances = [one for one in _rows(claim, "stances") if one.get("stance")]
    if stances and not any(one.get("proposition") for one in stances):
        cure = "add the proposition that it takes a side on, if there is one"
        yield Complaint("stances", "no stance is toward a proposition", cure, ("stances",))


def _rows(claim: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = claim.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
