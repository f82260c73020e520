"""Our records of claims as references, each at a revision.

`site` is the start of our own addresses, such as `https://ascribe.example`; without it they begin with a slash.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from app.citations import Name, Reference
from app.dates import PartialDate
from app.errors import NotFound
from app.models import Claim, ClaimQuote, Contributor, Quote, Source
from app.queries.finding import find_record
from app.vocabulary import ClaimStatus

# Who says of a claim that somebody made it: the author of the records, and where they appear.
BASE: Final = "Ascribe"
_BY_US: Final = (Name.body(BASE),)
PUBLIC: Final = (ClaimStatus.PUBLISHED, ClaimStatus.WITHDRAWN)


class Words(NamedTuple):
    """The first words that a claim rests on."""

    exact: str
    short: str  # the source, in short
    locator: str


def claim_reference(
    slug: str,
    statement: str,
    claimant: str,
    revision: int,
    revised: datetime,
    *,
    words: Words | None = None,
    topics: Iterable[str] = (),
    site: str = "",
) -> Reference:
    """A reference to our record of a claim as it was at a revision, which stands at its own address for ever.

    The title names the claimant: a list of references must not read as if the base held what it records.
    """
    return Reference(
        id=slug,
        kind="claim_record",
        title=f"{claimant}: {statement.removesuffix('.')}",
        authors=_BY_US,
        container=BASE,
        issued=_day(revised.year, revised.month, revised.day),
        url=f"{site}/claims/{slug}/revisions/{revision}",
        language="en",
        abstract=_claimed(claimant, words),
        keywords=tuple(topics),
        version=str(revision),
    )


def reference_to(claim: Claim, site: str = "") -> Reference:
    """A reference to our record of a claim as it is now. Needs its claimant, quotes with their sources, and topics."""
    first = claim.quotes[0] if claim.quotes else None
    made = claim_reference(
        claim.slug,
        claim.statement,
        claim.claimant.name,
        claim.revision,
        claim.updated_at,
        words=Words(first.exact, first.source.short, first.locator) if first else None,
        topics=[topic.name for topic in claim.topics],
        site=site,
    )
    return standing(made, claim.status)


def standing(record: Reference, status: ClaimStatus) -> Reference:
    """The reference; if the claim was withdrawn, its title says so, which is all that every style prints."""
    return replace(record, title=f"{record.title} [withdrawn]") if status == ClaimStatus.WITHDRAWN else record


def get_citable_claim(session: Session, slug: str) -> Claim:
    """The claim with its quotes, their sources and who made these; raises Moved, and NotFound also for a draft."""
    source = selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source)
    people = source.selectinload(Source.contributors).joinedload(Contributor.actor)
    options = (joinedload(Claim.claimant), people, selectinload(Claim.topics), raiseload("*"))
    claim: Claim = find_record(session, Claim, "claim", slug, select(Claim).options(*options))
    if claim.status not in PUBLIC:
        raise NotFound("claim", slug)
    return claim


# Of very many records few days are different.
_day = lru_cache(maxsize=4096)(PartialDate)


def _claimed(claimant: str, words: Words | None) -> str:
    if words is None:
        return ""
    place = f"{words.short}, {words.locator}" if words.locator else words.short
    return f"Claimed by {claimant}: “{words.exact}” ({place})"
