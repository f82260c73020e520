"""Proving that what is kept twice, so that lists are quick, is the same in both places: counts, dates, claimants."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import SIDES, Claim, Held, KeptCount, Stance, claim_actors, claim_programmes, claim_topics
from app.values import all_values
from app.vocabulary import ClaimStatus, TargetType

COUNTED = (TargetType.PROPOSITION, TargetType.PROGRAMME, TargetType.ACTOR, TargetType.TOPIC)


def _kept_counts_are_right(session: Session) -> Iterator[str]:
    """What is counted with every write is what counting anew would give."""
    targets = (Stance.proposition_id, Stance.programme_id, Stance.actor_id, Stance.topic_id)
    columns = (Claim.claimant_id, *targets, Stance.stance)
    public = select(*columns, func.count()).join(Claim, Claim.id == Stance.claim_id)
    public = public.where(Claim.status == ClaimStatus.PUBLISHED).group_by(*columns)
    counted = {
        (actor, on, target, stance): count
        for actor, *ids, stance, count in session.execute(public)
        for on, target in zip(COUNTED, ids, strict=True)
        if target is not None
    }
    kept = select(Held.actor_id, Held.on, Held.target_id, Held.stance, Held.count).where(Held.count > 0)
    found = {(actor, on, target, stance): count for actor, on, target, stance, count in session.execute(kept)}
    for (actor, on, target, stance), _ in sorted(counted.items() ^ found.items(), key=str):
        yield f"The kept count of how actor {actor} stands on {on} {target} ({stance}) is wrong."


def _kept_counts_of_lists_are_right(session: Session) -> Iterator[str]:
    """What long lists hold is counted as the claims hold it."""
    columns = (KeptCount.scope, KeptCount.owner_id, KeptCount.field, KeptCount.value, KeptCount.count)
    of_lists = select(*columns).where(KeptCount.count > 0, KeptCount.scope != SIDES)
    kept = {(*key,): count for *key, count in session.execute(of_lists)}
    lists = {(scope, owner) for scope, owner, *_ in kept}
    counted: Counter[tuple[Any, ...]] = Counter()
    known: list[tuple[str, str]] = []
    ids = session.scalars(select(Claim.id).where(Claim.status == ClaimStatus.PUBLISHED)).all() if lists else ()
    for _, codes in all_values(session.connection(), ids, known):
        held = [known[code] for code in codes]
        stands_in = {("all", 0), *((name, int(value)) for name, value in held if value.isdigit())} & lists
        counted.update((*one, name, value) for one in stands_in for name, value in held)
    for scope, owner, name, value in sorted({key for key, _ in kept.items() ^ counted.items()}):
        yield f"The kept count of the claims of {scope} {owner} with {name} {value} is wrong."


def _kept_counts_of_sides_are_right(session: Session) -> Iterator[str]:
    kept = select(KeptCount.owner_id, KeptCount.value, KeptCount.count).where(KeptCount.scope == SIDES)
    counted = select(Stance.proposition_id, Stance.stance, func.count()).where(
        Stance.proposition_id.is_not(None), Stance.dated.is_not(None)
    )
    of_stances = session.execute(counted.group_by(Stance.proposition_id, Stance.stance))
    found = {(proposition_id, str(stance)): count for proposition_id, stance, count in of_stances}
    stored = {(owner, value): count for owner, value, count in session.execute(kept.where(KeptCount.count > 0))}
    for proposition_id, stance in sorted({key for key, _ in found.items() ^ stored.items()}):
        yield f"The kept count of the claims that take the stance {stance} on proposition {proposition_id} is wrong."


def _links_are_dated_as_their_claims(session: Session) -> Iterator[str]:
    """A link is dated as its claim while the claim is public, and not at all otherwise."""
    public = Claim.status == ClaimStatus.PUBLISHED
    tables: tuple[Any, ...] = (claim_actors, claim_programmes, claim_topics, Stance.__table__)
    for links in tables:
        dated = links.c.dated
        undated = and_(public, or_(dated.is_(None), dated != Claim.dated))
        statement = select(Claim.slug).join(links, links.c.claim_id == Claim.id)
        wrong = session.scalars(statement.where(or_(undated, and_(~public, dated.is_not(None)))).distinct())
        yield from (f"The links of claim {slug} in {links.name} do not bear its date." for slug in wrong)


def _stances_bear_their_claimants(session: Session) -> Iterator[str]:
    statement = select(Claim.slug).join(Stance, Stance.claim_id == Claim.id)
    wrong = session.scalars(statement.where(Stance.claimant_id != Claim.claimant_id).distinct())
    yield from (f"The stances of claim {slug} do not bear its claimant." for slug in wrong)


CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    _kept_counts_are_right,
    _kept_counts_of_lists_are_right,
    _kept_counts_of_sides_are_right,
    _links_are_dated_as_their_claims,
    _stances_bear_their_claimants,
)
