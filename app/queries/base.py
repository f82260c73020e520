"""Questions about the base as a whole."""

from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.citations.terms import Terms, licence_address
from app.models import WHOLE, Actor, BaseState, Claim, KeptCount, Programme, Proposition, Revision, Source, Topic
from app.vocabulary import ClaimStatus

_VERSION = select(BaseState.version)
# How many claims there are, once there are so many that it is kept.
_ALL_CLAIMS = select(KeptCount.count).where(KeptCount.scope == "all", KeptCount.owner_id == 0, *WHOLE)


def base_version(session: Session) -> int:
    """The number that every change readers can see raises."""
    return session.scalar(_VERSION) or 0


def read_terms(session: Session, licence: str, licence_url: str, site: str) -> Terms:
    """What goes with an export of the base as this session sees it; without a site it names no address."""
    changed = session.scalar(select(Revision.at).order_by(Revision.id.desc()).limit(1))
    day = changed.date() if changed else None
    address = f"{site.rstrip('/')}/" if site else ""
    return Terms(licence, licence_url or licence_address(licence), address, base_version(session), day)


def read_version(engine: Engine) -> int:
    """The same on a connection of its own, for the check that comes before any other work."""
    with engine.connect() as connection:
        return connection.scalar(_VERSION) or 0


def count_all(session: Session) -> dict[str, int]:
    """How many records of each noun readers can see, under the noun's plural. One statement."""
    counts: dict[str, Any] = {
        noun: select(func.count()).select_from(model).scalar_subquery()
        for noun, model in {
            "actors": Actor,
            "programmes": Programme,
            "topics": Topic,
            "propositions": Proposition,
            "sources": Source,
        }.items()
    }
    published = select(func.count()).select_from(Claim).where(Claim.status == ClaimStatus.PUBLISHED)
    # Counted only where it is not kept.
    counts["claims"] = func.coalesce(_ALL_CLAIMS.scalar_subquery(), published.scalar_subquery())
    row = session.execute(select(*(count.label(noun) for noun, count in counts.items()))).one()
    return dict(zip(counts, row, strict=True))
