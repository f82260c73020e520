"""Sources: one with its text, blocks and all that is quoted from it, and the list of all."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload, undefer

from app.models import Claim, ClaimQuote, Contributor, Fact, Quote, Source
from app.queries.finding import find_record
from app.queries.listing import Index, Listing, count_by, list_by_name
from app.queries.matching import holds_words
from app.queries.quoted import QUOTED
from app.vocabulary import ClaimStatus, SourceKind


def get_source(session: Session, slug: str) -> Source:
    """The source with its text, blocks, record and the claims quoted from it; raises Moved or NotFound."""
    statement = select(Source).options(
        undefer(Source.text),
        selectinload(Source.blocks),
        selectinload(Source.contributors).joinedload(Contributor.actor),
        selectinload(Source.facts).joinedload(Fact.quote).options(*QUOTED),
        # Joined, because loading by keys asks once for every 500 quotes.
        selectinload(Source.quotes)
        .joinedload(Quote.uses)
        .joinedload(ClaimQuote.claim)
        .options(joinedload(Claim.claimant)),
        raiseload("*"),
    )
    source: Source = find_record(session, Source, "source", slug, statement)
    return source


def get_quotable_source(session: Session, slug: str) -> Source:
    """The source with what quoting from it takes: its text, its blocks and who made it; raises Moved or NotFound."""
    statement = select(Source).options(
        undefer(Source.text),
        selectinload(Source.blocks),
        selectinload(Source.contributors).joinedload(Contributor.actor),
        raiseload("*"),
    )
    source: Source = find_record(session, Source, "source", slug, statement)
    return source


def list_sources(
    session: Session, q: str = "", kind: Sequence[SourceKind] = (), limit: int = 200, after: str | None = None
) -> Listing:
    """Sources whose title, short form or publication holds the words, with the claims quoted from each."""
    kinds = count_by(session, Source.kind, *sources_matching(q))
    return list_by_name(session, INDEX, sources_matching(q, kind), limit, after, {"kind": kinds})


def sources_matching(q: str, kind: Sequence[SourceKind] = ()) -> list[ColumnElement[bool]]:
    """The conditions for such a list."""
    columns = (Source.title, Source.supplied_title, Source.short, Source.container)
    found = [holds_words(q, *columns)] if q.strip() else []
    return [*found, Source.kind.in_(kind)] if kind else found


def _claims_quoted(session: Session, ids: list[int]) -> dict[int, int]:
    statement = (
        select(Quote.source_id, func.count(Claim.id.distinct()))
        .join(ClaimQuote, ClaimQuote.quote_id == Quote.id)
        .join(Claim, Claim.id == ClaimQuote.claim_id)
        .where(Quote.source_id.in_(ids), Claim.status == ClaimStatus.PUBLISHED)
    )
    return {record: count for record, count in session.execute(statement.group_by(Quote.source_id))}  # noqa: C416  (rows are no pairs to mypy)


INDEX = Index(
    select(Source).options(selectinload(Source.contributors).joinedload(Contributor.actor), raiseload("*")),
    Source,
    Source.short,
    about=_claims_quoted,
)
