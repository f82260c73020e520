"""Links between claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload, raiseload, selectinload

from app.errors import NotFound
from app.models import Claim, ClaimQuote, Link, Quote, Topic
from app.vocabulary import ClaimStatus, LinkKind

# A linked claim as a card shows it, but for its stances.
_WORDED = (
    joinedload(Claim.claimant),
    selectinload(Claim.topics),
    selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source),
)


@dataclass(frozen=True, slots=True)
class Knot:
    """A topic, and the links between claims that bear on it."""

    topic: Topic
    links: tuple[Link, ...]


def tie(links: Iterable[Link]) -> list[Knot]:
    """The links by the topic that their two claims share, or else the first of the one that links; largest first."""
    knots: dict[Topic, list[Link]] = {}
    for link in links:
        shared = [topic for topic in link.from_claim.topics if topic in link.to_claim.topics]
        topic = (shared or link.from_claim.topics)[0]
        knots.setdefault(topic, []).append(link)
    found = [Knot(topic, tuple(some)) for topic, some in knots.items()]
    return sorted(found, key=lambda knot: (-len(knot.links), knot.topic.name))


def list_links(session: Session, kinds: Sequence[LinkKind], limit: int = 500) -> Sequence[Link]:
    """The links of these kinds between published claims, in the order of the kinds."""
    one, other = aliased(Claim), aliased(Claim)
    statement = (
        select(Link)
        .join(one, one.id == Link.from_id)
        .join(other, other.id == Link.to_id)
        .where(Link.kind.in_(kinds), Link.withdrawn_because.is_(None))
        .where(one.status == ClaimStatus.PUBLISHED, other.status == ClaimStatus.PUBLISHED)
        .order_by(Link.kind, Link.id)
        .limit(limit)
        .options(
            joinedload(Link.from_claim).options(*_WORDED), joinedload(Link.to_claim).options(*_WORDED), raiseload("*")
        )
    )
    return session.scalars(statement).unique().all()


def get_link(session: Session, slug: str, number: int) -> Link:
    """The link of that number from or to the claim, whether it stands or not; raises NotFound."""
    claims = (
        joinedload(Link.from_claim).joinedload(Claim.claimant),
        joinedload(Link.to_claim).joinedload(Claim.claimant),
    )
    link = (
        session.scalar(select(Link).where(Link.id == number).options(*claims, raiseload("*")))
        if number < 2**31
        else None
    )
    if link is None or slug not in (link.from_claim.slug, link.to_claim.slug):
        raise NotFound("link", str(number))
    return link
