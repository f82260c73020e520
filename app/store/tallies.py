"""Keeping count of who takes which stance on what, with every write."""

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.db import insert_or_ignore
from app.models import Claim, Held, Stance
from app.vocabulary import ClaimStatus, TargetType

_TARGET = func.coalesce(Stance.proposition_id, Stance.programme_id, Stance.actor_id, Stance.topic_id)
_ON = case(
    (Stance.proposition_id.is_not(None), TargetType.PROPOSITION.value),
    (Stance.programme_id.is_not(None), TargetType.PROGRAMME.value),
    (Stance.actor_id.is_not(None), TargetType.ACTOR.value),
    else_=TargetType.TOPIC.value,
)


def count_in(session: Session, claim_id: int) -> None:
    """Add the stances of a claim that has been written, if it is public."""
    _tally(session, claim_id, 1)


def count_out(session: Session, claim_id: int) -> None:
    """Take the stances of a claim away, before it is written anew."""
    _tally(session, claim_id, -1)


def recount(session: Session) -> None:
    """Count everything anew, as after a bulk load."""
    session.execute(delete(Held))
    columns = (_ON, _TARGET, Claim.claimant_id, Stance.stance)
    counts = select(*columns, func.count()).join(Claim, Claim.id == Stance.claim_id)
    public = counts.where(Claim.status == ClaimStatus.PUBLISHED).group_by(*columns)
    session.execute(insert(Held).from_select(["target_type", "target_id", "actor_id", "stance", "count"], public))


def _tally(session: Session, claim_id: int, step: int) -> None:
    stances = select(_ON, _TARGET, Claim.claimant_id, Stance.stance).join(Claim, Claim.id == Stance.claim_id)
    public = stances.where(Claim.id == claim_id, Claim.status == ClaimStatus.PUBLISHED)
    for on, target_id, actor_id, stance in session.execute(public).all():
        key = {"on": TargetType(on), "target_id": target_id, "actor_id": actor_id, "stance": stance}
        insert_or_ignore(session, Held, {**key, "count": 0})
        where = [getattr(Held, name) == value for name, value in key.items()]
        session.execute(update(Held).where(*where).values(count=Held.count + step))
