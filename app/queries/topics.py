"""Topics: one with who speaks on it, and the list of all."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, raiseload

from app.models import Actor, Claim, KeptCount, Proposition, Topic, claim_topics
from app.queries.finding import find_record
from app.queries.listing import Index, Listing, claims_linked, kept_first, list_by_name
from app.queries.matching import holds_words
from app.queries.stances import actors_by_id
from app.vocabulary import ClaimStatus

INDEX = Index(
    select(Topic).options(raiseload("*")),
    Topic,
    Topic.name,
    about=kept_first("topic", claims_linked(claim_topics, claim_topics.c.topic_id)),
)


def get_topic(session: Session, slug: str) -> Topic:
    """The topic; raises Moved or NotFound."""
    topic: Topic = find_record(session, Topic, "topic", slug, select(Topic).options(raiseload("*")))
    return topic


def list_topics(session: Session, q: str = "", limit: int = 200, after: str | None = None) -> Listing:
    """Topics whose name or definition holds the words, by name, with the claims on each."""
    found = [holds_words(q, Topic.name, Topic.definition)] if q.strip() else []
    return list_by_name(session, INDEX, found, limit, after)


def list_speakers(session: Session, topic_id: int, limit: int = 50) -> list[tuple[Actor, int]]:
    """Who makes claims on the topic, most claims first."""
    return _kept_speakers(session, topic_id, limit) or _counted_speakers(session, topic_id, limit)


def _kept_speakers(session: Session, topic_id: int, limit: int) -> list[tuple[Actor, int]]:
    """The same where it is kept, as it is for topics with many claims."""
    held = (KeptCount.scope == "topic", KeptCount.owner_id == topic_id, KeptCount.field == "actor", KeptCount.count > 0)
    statement = select(KeptCount.value, KeptCount.count).where(*held)
    rows = session.execute(statement.order_by(KeptCount.count.desc(), KeptCount.value.desc()).limit(limit))
    counts = {int(value): count for value, count in rows}
    actors = actors_by_id(session, counts)
    return sorted(
        ((actors[number], count) for number, count in counts.items()), key=lambda one: (-one[1], one[0].name.casefold())
    )


def _counted_speakers(session: Session, topic_id: int, limit: int) -> list[tuple[Actor, int]]:
    statement = (
        select(Actor, func.count())
        .join(Claim, Claim.claimant_id == Actor.id)
        .join(claim_topics, claim_topics.c.claim_id == Claim.id)
        .where(claim_topics.c.topic_id == topic_id, Claim.status == ClaimStatus.PUBLISHED)
        .group_by(Actor.id)
        .order_by(func.count().desc(), func.lower(Actor.name))
        .limit(limit)
        .options(raiseload("*"))
    )
    return [(actor, count) for actor, count in session.execute(statement)]


def list_propositions_on(session: Session, topic_id: int) -> Sequence[Proposition]:
    """The propositions that belong to the topic."""
    statement = select(Proposition).where(Proposition.topic_id == topic_id)
    return session.scalars(statement.order_by(Proposition.sentence).options(raiseload("*"))).all()
