"""What is asked for: the same question as an address of ours and one of Datasette's."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bench.bases import Built

WORD = "defence"  # stands in about one claim in six
# The records with most claims; Datasette has no such pages.
BUSIEST = {
    noun: f"SELECT slug FROM {noun}s JOIN {links} ON {noun}_id = {noun}s.id GROUP BY {noun}s.id ORDER BY count(*) DESC"
    for noun, links in (("programme", "claim_programmes"), ("topic", "claim_topics"), ("proposition", "stances"))
}
FACETS = [("_facet", "programme"), ("_facet", "topic"), ("_facet", "kind")]
SIZE = [("_size", "50")]


@dataclass(frozen=True, slots=True)
class Case:
    """One page: our address, and Datasette's where it has such a page."""

    name: str
    ours: str
    theirs: str | None = None


def cases_for(built: Built) -> list[Case]:
    """The pages of the busiest actor, a search for a common word, and a claim, in this base."""
    with closing(sqlite3.connect(built.path)) as connection:
        slug, name, count, number = connection.execute(
            "SELECT a.slug, a.name, count(*) AS n, a.id FROM claims c JOIN actors a ON a.id = c.claimant_id"
            " GROUP BY a.id ORDER BY n DESC LIMIT 1"
        ).fetchone()
        deep, dated, deep_id = connection.execute(
            "SELECT slug, dated, id FROM claims WHERE claimant_id = ? ORDER BY dated DESC, id DESC LIMIT 1 OFFSET ?",
            (number, int(count * 0.9)),
        ).fetchone()
        claim, claim_id = connection.execute(
            "SELECT slug, id FROM claims WHERE id > ? LIMIT 1", (built.claims // 2,)
        ).fetchone()
        busiest = {noun: connection.execute(query).fetchone()[0] for noun, query in BUSIEST.items()}
    table = f"/{_tilde(built.flat.stem)}/claims"
    newest = [("claimant", name), ("_sort_desc", "dated"), *SIZE]
    first, after = f"/claims?{urlencode({'actor': slug})}", f"{_tilde(dated)},{deep_id}"
    return [
        Case("actor's claims with facets", first, _with(table, *newest, *FACETS)),
        Case("actor's own page", f"/actors/{slug}", _with(table, *newest, *FACETS)),
        Case("search, common word, facets", f"/claims?q={WORD}", _with(table, ("_search", WORD), *SIZE, *FACETS)),
        Case("all claims with facets", "/claims", _with(table, ("_sort_desc", "dated"), *SIZE, *FACETS)),
        Case("deep page of the same", f"{first}&after={deep}", _with(table, *newest, *FACETS, ("_next", after))),
        Case("claim page", f"/claims/{claim}", f"{table}/{claim_id}"),
        *(Case(f"{noun}’s own page", f"/{noun}s/{slug}") for noun, slug in busiest.items()),
        Case("home", "/"),
    ]  # fmt: skip


def exports_for(built: Built) -> Case:
    """Every claim as CSV."""
    table = f"/{_tilde(built.flat.stem)}/claims"
    return Case("all claims as CSV", "/claims.csv", _with(f"{table}.csv", ("_stream", "on"), ("_size", "max")))


def _with(path: str, *pairs: tuple[str, str]) -> str:
    return f"{path}?{urlencode(pairs)}"


def _tilde(text: str) -> str:
    """As Datasette writes names in addresses. Source: its documentation, “Tilde encoding”."""
    return quote(text, safe="").replace("%", "~").replace(".", "~2E")
