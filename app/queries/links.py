"""Links between claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload, raiseload, selectinload

from app.errors import NotFound
from app.models import Actor, Claim, ClaimQuote, Link, Programme, Quote, Topic, claim_programmes
from app.queries.filters import ClaimFilter, refuse_unknown
from app.vocabulary import ClaimStatus, LinkKind

# A linked claim as a card shows it, but for its stances.
_WORDED = (
    joinedload(Claim.claimant),
    selectinload(Claim.topics),
    selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source),
)


@dataclass(frozen=True, slots=True)
class Between:
    """Links between a claim of one of these actors and a claim of one of those, one of the two about the programme.

    By their slugs; what is empty does not matter.
    """

    actor: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()


ANY: Final = Between()
CLASHING: Final = (LinkKind.CONTRADICTS, LinkKind.TENSION)


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


def list_links(
    session: Session, kinds: Sequence[LinkKind], limit: int = 100, after: int = 0, between: Between = ANY
) -> Page:
    """The links of these kinds between published claims, in the order of entry, from the one after `after` on.

    Raises Refused for an actor or programme that does not exist.
    """
    refuse_unknown(session, ClaimFilter(actor=between.actor + between.against, programme=between.programme))
    one, other = aliased(Claim), aliased(Claim)
    standing = _standing(select(Link), kinds, one, other).where(*_conditions(between, one, other))
    worded = (joinedload(Link.from_claim).options(*_WORDED), joinedload(Link.to_claim).options(*_WORDED))
    page = standing.where(Link.id > after).order_by(Link.id).limit(limit + 1).options(*worded, raiseload("*"))
    links = session.scalars(page).unique().all()
    total = session.scalar(standing.with_only_columns(func.count())) or 0
    return Page(links[:limit], links[limit - 1].id if len(links) > limit else None, total)


def list_claimants(session: Session, kinds: Sequence[LinkKind], limit: int = 500) -> Sequence[Actor]:
    """Whose claims are linked in these ways, by name."""
    one, other = aliased(Claim), aliased(Claim)
    linked = [_standing(select(side.claimant_id), kinds, one, other) for side in (one, other)]
    statement = select(Actor).where(or_(*(Actor.id.in_(some) for some in linked)))
    return session.scalars(statement.order_by(Actor.name).limit(limit).options(raiseload("*"))).all()


def list_programmes(session: Session, kinds: Sequence[LinkKind], limit: int = 500) -> Sequence[Programme]:
    """What the claims are about that are linked in these ways, by name."""
    one, other = aliased(Claim), aliased(Claim)
    linked = [_standing(select(side.id), kinds, one, other) for side in (one, other)]
    about = select(claim_programmes.c.programme_id)
    named = or_(*(claim_programmes.c.claim_id.in_(some) for some in linked))
    statement = select(Programme).where(Programme.id.in_(about.where(named)))
    return session.scalars(statement.order_by(Programme.name).limit(limit).options(raiseload("*"))).all()


def _standing(statement: Any, kinds: Sequence[LinkKind], one: Any, other: Any) -> Any:
    """The statement over links of these kinds that stand, with both their claims, which are public."""
    public = (one.status == ClaimStatus.PUBLISHED, other.status == ClaimStatus.PUBLISHED)
    joined = statement.select_from(Link).join(one, one.id == Link.from_id).join(other, other.id == Link.to_id)
    return joined.where(Link.kind.in_(kinds), Link.withdrawn_because.is_(None), *public)


def _conditions(between: Between, one: Any, other: Any) -> list[ColumnElement[bool]]:
    found = []
    if between.actor or between.against:
        sides = ((one, other), (other, one))
        found.append(or_(*(and_(_by(a, between.actor), _by(b, between.against)) for a, b in sides)))
    if between.programme:
        about = select(claim_programmes.c.claim_id).join(Programme).where(Programme.slug.in_(between.programme))
        found.append(or_(one.id.in_(about), other.id.in_(about)))
    return found


def _by(claim: Any, actors: Sequence[str]) -> ColumnElement[bool]:
    if not actors:
        return true()
    return claim.claimant_id.in_(select(Actor.id).where(Actor.slug.in_(actors)))  # type: ignore[no-any-return]


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
