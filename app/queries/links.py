"""Links between claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
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
class Page:
    """A stretch of a list of links: the number to go on after (None at the end), and how many the whole list holds."""

    links: Sequence[Link]
    after: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Knot:
    """A topic, and the links between claims that bear on it."""

    topic: Topic
    links: tuple[Link, ...]


def tie(links: Iterable[Link]) -> list[Knot]:
    """The links by the topic that their two claims share, or else the first of the one that links; largest first."""
    knots: dict[Topic, list[Link]] = {}
    for link in sorted(links, key=lambda link: link.kind):  # contradictions come before mere tension
        shared = [topic for topic in link.from_claim.topics if topic in link.to_claim.topics]
        topic = (shared or link.from_claim.topics)[0]
        knots.setdefault(topic, []).append(link)
    found = [Knot(topic, tuple(some)) for topic, some in knots.items()]
    return sorted(found, key=lambda knot: (-len(knot.links), knot.topic.name))


def list_links(session: Session, kinds: Sequence[LinkKind], limit: int = 100, after: int = 0) -> Page:
    """The links of these kinds between published claims, in the order of entry, from the one after `after` on."""
    one, other = aliased(Claim), aliased(Claim)
    public = (one.status == ClaimStatus.PUBLISHED, other.status == ClaimStatus.PUBLISHED)
    joined = select(Link).join(one, one.id == Link.from_id).join(other, other.id == Link.to_id)
    standing = joined.where(Link.kind.in_(kinds), Link.withdrawn_because.is_(None), *public)
    worded = (joinedload(Link.from_claim).options(*_WORDED), joinedload(Link.to_claim).options(*_WORDED))
    page = standing.where(Link.id > after).order_by(Link.id).limit(limit + 1).options(*worded, raiseload("*"))
    links = session.scalars(page).unique().all()
    total = session.scalar(standing.with_only_columns(func.count())) or 0
    return Page(links[:limit], links[limit - 1].id if len(links) > limit else None, total)


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
