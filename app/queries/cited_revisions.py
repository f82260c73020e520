"""Our records of claims at a revision: what is cited, and stays as it was when the claim changes."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.citations import Reference
from app.errors import NotFound
from app.models import Actor, Claim, Merge, Revision
from app.queries.claim_references import PUBLIC, Words, claim_reference, standing
from app.queries.revisions import Snapshot, get_snapshot, names_at
from app.vocabulary import ClaimStatus

_BATCH: Final = 200

# Revisions that are cited otherwise than their claim is now, with the slug under which they stand: those that are no
# longer current, those of merged claims, and those whose claimant has changed since.
_EARLIER: Final = (
    select(Revision, func.coalesce(Claim.slug, Merge.slug))
    .outerjoin(Claim, Claim.id == Revision.record_id)
    .outerjoin(Actor, Actor.id == Claim.claimant_id)
    .outerjoin(Merge, and_(Merge.noun == "claim", Merge.merged_id == Revision.record_id, Merge.undone_at.is_(None)))
    .where(
        Revision.noun == "claim",
        or_(
            and_(Claim.status.in_(PUBLIC), or_(Revision.number < Claim.revision, Actor.updated_at > Revision.at)),
            and_(Claim.id.is_(None), Merge.id.is_not(None)),
        ),
    )
)


def get_citable_revision(session: Session, slug: str, number: int) -> Snapshot:
    """The revision of a claim, which may have been merged since; raises Moved, and NotFound also for a draft."""
    snapshot = get_snapshot(session, "claim", slug, number)
    status = session.scalar(select(Claim.status).where(Claim.id == snapshot.revision.record_id))
    if snapshot.merge is None and status not in PUBLIC:
        raise NotFound("claim", slug)
    return snapshot


def get_cited_revision(session: Session, slug: str, number: int, site: str = "") -> Reference:
    """A reference to the record at that address; raises Moved and NotFound."""
    return reference_to_revision(session, slug, get_citable_revision(session, slug, number).revision, site)


def reference_to_revision(session: Session, slug: str, revision: Revision, site: str = "") -> Reference:
    """A reference to our record of a claim as it was at a revision, with the names of that time: it never changes.

    For the same reason it does not say where in the source the words stand, as a corrected text may move them.
    """
    data: Mapping[str, Any] = revision.data
    quotes, topics = data.get("quotes") or [], [("topic", topic) for topic in data.get("topics", ())]
    claimant, source = ("actor", data["claimant"]), ("source", quotes[0]["source"] if quotes else "")
    names = names_at(session, [claimant, *topics, *([source] if quotes else [])], revision.at)
    made = claim_reference(
        slug,
        data["statement"],
        names.get(claimant, claimant[1]),
        revision.number,
        revision.at,
        words=Words(quotes[0]["exact"], names.get(source, source[1]), "") if quotes else None,
        topics=[names.get(topic, topic[1]) for topic in topics],
        site=site,
    )
    return standing(made, ClaimStatus(data.get("status", ClaimStatus.PUBLISHED)))


def list_earlier_references(session: Session, site: str = "") -> Iterator[Reference]:
    """References to all records of claims as they are no longer cited."""
    after = 0
    while batch := session.execute(_EARLIER.where(Revision.id > after).order_by(Revision.id).limit(_BATCH)).all():
        for revision, slug in batch:
            yield reference_to_revision(session, slug, revision, site)
        after = batch[-1][0].id


def list_earlier_references_of(session: Session, claim: Claim, site: str = "") -> list[Reference]:
    """The same of one claim."""
    rows = session.execute(_EARLIER.where(Revision.record_id == claim.id).order_by(Revision.id))
    return [reference_to_revision(session, slug, revision, site) for revision, slug in rows.all()]
