"""Whole lists as files: CSV for every noun, JSON Lines for claims. The filter is that of the list's page."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from app.analysis.tables import Cell, csv_of
from app.queries.actors import list_actors
from app.queries.claim_lines import write_jsonl
from app.queries.claim_rows import TABLE
from app.queries.claim_tables import write_csv
from app.queries.exports import Batch, each_batch, refuse_before_reading
from app.queries.listing import Listed, Listing
from app.queries.programmes import list_programmes
from app.queries.propositions import list_propositions
from app.queries.sources import list_sources
from app.queries.stances import count_stances
from app.queries.topics import list_topics
from app.web import record_tables
from app.web.addresses import public
from app.web.data.shapes import ERRORS
from app.web.deps import ReaderDep
from app.web.exports import send_list
from app.web.query import (
    ActorTableQueryDep,
    ClaimFileQuery,
    ClaimFileQueryDep,
    ClaimTableQueryDep,
    NameTableQueryDep,
    ProgrammeTableQueryDep,
    SourceTableQueryDep,
    TableQuery,
)

router = APIRouter(responses=ERRORS)
CSV, JSONL = "text/csv", "application/jsonl"
AT_ONCE = 2_000  # records of a list by name that are held at once


def _file(media_type: str, what: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}, "description": what}}


A_TABLE: dict[str, Any] = {
    "response_class": Response,
    "responses": _file(
        CSV, "UTF-8, RFC 4180. A cell that a spreadsheet would take for a formula has an apostrophe before it."
    ),
}
SOME_LINES: dict[str, Any] = {
    "response_class": Response,
    "responses": _file(JSONL, "A JSON object on each line, as at the claim’s own address."),
}


@router.get("/claims.csv", tags=["claims"], **A_TABLE)
def export_claims_table(request: Request, session: ReaderDep, query: ClaimTableQueryDep) -> Response:
    """All claims that pass the filter, one row a claim. Several values in a cell stand between “ | ”."""
    table = write_csv(_batches(session, query, parts=TABLE), public(request, ""), bom=query.bom == "yes")
    return send_list(request, session, table, CSV, "ascribe-claims.csv")


@router.get("/claims.jsonl", tags=["claims"], **SOME_LINES)
def export_claims_lines(request: Request, session: ReaderDep, query: ClaimFileQueryDep) -> Response:
    """All claims that pass the filter, an object a line, with all that hangs on them."""
    lines = write_jsonl(_batches(session, query), public(request, ""))
    return send_list(request, session, lines, JSONL, "ascribe-claims.jsonl")


@router.get("/actors.csv", tags=["actors"], **A_TABLE)
def export_actors_table(request: Request, session: ReaderDep, query: ActorTableQueryDep) -> Response:
    """All actors that pass the filter, by name."""

    def page(limit: int, after: str | None) -> Listing:
        return list_actors(session, query.q, query.kind, limit, after)

    return _table(request, session, query, page, record_tables.ACTORS)


@router.get("/programmes.csv", tags=["programmes"], **A_TABLE)
def export_programmes_table(request: Request, session: ReaderDep, query: ProgrammeTableQueryDep) -> Response:
    """All programmes that pass the filter, by name."""

    def page(limit: int, after: str | None) -> Listing:
        return list_programmes(session, query.q, query.kind, query.status, limit, after)

    return _table(request, session, query, page, record_tables.PROGRAMMES)


@router.get("/propositions.csv", tags=["propositions"], **A_TABLE)
def export_propositions_table(request: Request, session: ReaderDep, query: NameTableQueryDep) -> Response:
    """All propositions that hold the words, by sentence, with how many claims take each stance."""

    def page(limit: int, after: str | None) -> Listing:
        return list_propositions(session, query.q, limit, after)

    counts = count_stances(session)
    return _table(request, session, query, page, record_tables.propositions(counts))


@router.get("/topics.csv", tags=["topics"], **A_TABLE)
def export_topics_table(request: Request, session: ReaderDep, query: NameTableQueryDep) -> Response:
    """All topics that hold the words, by name."""

    def page(limit: int, after: str | None) -> Listing:
        return list_topics(session, query.q, limit, after)

    return _table(request, session, query, page, record_tables.TOPICS)


@router.get("/sources.csv", tags=["sources"], **A_TABLE)
def export_sources_table(request: Request, session: ReaderDep, query: SourceTableQueryDep) -> Response:
    """The bibliographic records of all sources that pass the filter, by their short form."""

    def page(limit: int, after: str | None) -> Listing:
        return list_sources(session, query.q, query.kind, limit, after)

    return _table(request, session, query, page, record_tables.SOURCES)


def _batches(session: ReaderDep, query: ClaimFileQuery, **more: Sequence[str]) -> Iterator[Batch]:
    refuse_before_reading(session, query.filter, query.sort, query.after)
    return each_batch(session, query.filter, sort=query.sort, limit=query.limit, after=query.after, **more)


def _table(
    request: Request,
    session: ReaderDep,
    query: TableQuery,
    page: Callable[[int, str | None], Listing],
    columns: record_tables.Columns,
) -> Response:
    if query.after:
        page(1, query.after)  # raises Refused while that can still be answered
    site, noun = public(request, ""), request.url.path.strip("/").removesuffix(".csv")
    rows = (_row(columns, one, site) for one in _every(page, query.limit, query.after))
    table = csv_of(list(columns), rows, bom=query.bom == "yes")
    return send_list(request, session, table, CSV, f"ascribe-{noun}.csv")


def _every(page: Callable[[int, str | None], Listing], limit: int, after: str | None) -> Iterator[Listed]:
    while limit > 0:
        listing = page(min(limit, AT_ONCE), after)
        yield from listing.items
        limit, after = limit - len(listing.items), listing.after
        if after is None:
            return


def _row(columns: record_tables.Columns, one: Listed, site: str) -> Sequence[Cell]:
    return [cell(one, site) for cell in columns.values()]
