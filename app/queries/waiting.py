"""Work that waits: published claims that break a soft rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.entries import soft_rules
from app.models import Actor, Claim, Revision
from app.vocabulary import ActorKind, ClaimStatus

MOST: Final = 2_000  # claims looked at, the newest first: reading them takes time with their number


@dataclass(frozen=True, slots=True)
class Work:
    """One rule that claims break: what is wrong, how to mend it, and the claims as pairs of slug and statement."""

    wrong: str
    cure: str
    claims: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The work of each rule, most first; and of how many claims it is, of how many that are published."""

    work: Sequence[Work]
    looked_at: int
    published: int


def list_work(session: Session, most: int = MOST) -> Waiting:
    """What the newest claims break of the soft rules."""
    is_newest = and_(Revision.noun == "claim", Revision.record_id == Claim.id, Revision.number == Claim.revision)
    statement = select(Claim.slug, Claim.statement, Revision.data).join(Revision, is_newest)
    rows = session.execute(
        statement.where(Claim.status == ClaimStatus.PUBLISHED).order_by(Claim.id.desc()).limit(most)
    ).all()
    unnamed = set(session.scalars(select(Actor.slug).where(Actor.kind == ActorKind.UNNAMED)))
    broken = ((place, one) for place, row in enumerate(rows) for one in soft_rules.broken(row.data, unnamed))
    found = sorted((one.wrong, one.cure, place) for place, one in broken)
    work = [
        Work(wrong, cure, [(rows[place].slug, rows[place].statement) for *_, place in group])
        for (wrong, cure), group in groupby(found, key=lambda one: one[:2])
    ]
    count = select(func.count(Claim.id)).where(Claim.status == ClaimStatus.PUBLISHED)
    published = len(rows) if len(rows) < most else session.scalar(count) or 0
    return Waiting(sorted(work, key=lambda one: -len(one.claims)), len(rows), published)
