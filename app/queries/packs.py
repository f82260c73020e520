"""What goes into an evidence pack: for all claims that pass a filter, and for claims and sources picked by hand."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.citations.findings import Heading
from app.citations.packs import Pack
from app.citations.terms import Terms
from app.errors import Complaint, Refused
from app.models import Claim, Source
from app.queries.claim_lines import write_jsonl
from app.queries.claim_references import reference_to
from app.queries.claim_rows import TABLE
from app.queries.claim_tables import write_csv
from app.queries.claims import list_whole_claims
from app.queries.exports import each_batch_of
from app.queries.filters import ClaimFilter, matching, refuse_unknown
from app.queries.findings import CITABLE, finding_of, sources_of
from app.queries.ordering import widened
from app.queries.references import source_reference

MOST: Final = 5_000  # claims in one pack: about ten seconds, and 250 MB while it is made
TITLE: Final = "Evidence pack"

Query = dict[str, list[str]]


def list_packed(session: Session, where: ClaimFilter, sort: str) -> Sequence[Claim]:
    """The claims that pass the filter, loaded for a pack. Raises Refused when they are too many."""
    refuse_unknown(session, where)
    total = session.scalar(matching(widened(session, where), func.count(Claim.id))) or 0
    if total > MOST:
        wrong = f"{total:,} claims are more than the {MOST:,} that an evidence pack holds"
        raise Refused(Complaint("claims", wrong, "narrow the list, or take the whole base from /data"))
    return list_whole_claims(session, where, sort=sort, limit=MOST, options=CITABLE).claims


def pack_of(
    session: Session, claims: Sequence[Claim], asked: str, query: Query, terms: Terms, more: Sequence[Source] = ()
) -> Pack:
    """A pack of these claims, loaded with CITABLE, and of sources beside those that they rest on.

    The session must stay open until the pack is written.
    """
    site, ids = terms.address.rstrip("/"), [claim.id for claim in claims]
    sources = [source_reference(source, site) for source in sources_of(claims, more)]
    return Pack(
        heading=Heading(TITLE, asked, terms),
        query=query,
        findings=[finding_of(claim, site) for claim in claims],
        references=[*sources, *(reference_to(claim, site) for claim in claims)],
        revisions={claim.slug: claim.revision for claim in claims},
        tables={
            "claims.csv": lambda: write_csv(each_batch_of(session, ids, parts=TABLE), site),
            "claims.jsonl": lambda: write_jsonl(each_batch_of(session, ids), site),
        },
    )
