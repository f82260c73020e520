"""Claims with the words they rest on, as findings to read; and the sources that these words stand in."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.citations.findings import Finding
from app.models import Claim, ClaimQuote, Contributor, Quote, Source
from app.queries.references import quote_reference

# What it takes to cite a claim and each of its quotes, in a fixed number of statements.
CITABLE: Final[tuple[ExecutableOption, ...]] = (
    joinedload(Claim.claimant),
    selectinload(Claim.evidence)
    .joinedload(ClaimQuote.quote)
    .joinedload(Quote.source)
    .selectinload(Source.contributors)
    .joinedload(Contributor.actor),
    selectinload(Claim.topics),
    raiseload("*"),
)


def finding_of(claim: Claim, site: str = "") -> Finding:
    """The claim as it is to be read; loaded with CITABLE."""
    return Finding(
        statement=claim.statement,
        claimant=claim.claimant.name,
        said=_said(claim),
        kind=claim.kind.label,
        url=f"{site}/claims/{claim.slug}/revisions/{claim.revision}",
        quotes=tuple(quote_reference(quote, quote.source, site) for quote in claim.quotes),
    )


def sources_of(claims: Iterable[Claim], more: Sequence[Source] = ()) -> list[Source]:
    """The sources that the claims rest on, and those beside them, each once, by their short form."""
    found = {source.slug: source for claim in claims for source in claim.sources}
    found |= {source.slug: source for source in more}
    return sorted(found.values(), key=lambda source: (source.short.lower(), source.slug))


def _said(claim: Claim) -> str:
    """When it was said; else when its first source was published, which is not the same and says so."""
    if claim.said:
        return claim.said.in_words
    published = claim.quotes[0].source.published if claim.quotes else None
    return f"published {published.in_words}" if published else ""
