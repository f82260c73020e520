"""Which records name a record, told by the rows that join them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Affiliation,
    Claim,
    Contributor,
    Hop,
    Link,
    Proposition,
    Relation,
    Stance,
    claim_actors,
    claim_programmes,
    claim_topics,
)

# By the noun of the record that is named: the noun of those that name it, the column that does, the column of their id.
NAMED_BY: dict[str, tuple[tuple[str, Any, Any], ...]] = {
    "actor": (
        ("source", Contributor.actor_id, Contributor.source_id),
        ("actor", Affiliation.organisation_id, Affiliation.actor_id),
        ("claim", Claim.claimant_id, Claim.id),
        ("claim", Hop.actor_id, Hop.claim_id),
        ("claim", Hop.to_id, Hop.claim_id),
        ("claim", Stance.actor_id, Stance.claim_id),
        ("claim", claim_actors.c.actor_id, claim_actors.c.claim_id),
    ),
    "programme": (
        ("programme", Relation.other_id, Relation.programme_id),
        ("claim", Stance.programme_id, Stance.claim_id),
        ("claim", claim_programmes.c.programme_id, claim_programmes.c.claim_id),
    ),
    "topic": (
        ("proposition", Proposition.topic_id, Proposition.id),
        ("claim", Stance.topic_id, Stance.claim_id),
        ("claim", claim_topics.c.topic_id, claim_topics.c.claim_id),
    ),
    "proposition": (("claim", Stance.proposition_id, Stance.claim_id),),
    "claim": (("link", Link.from_id, Link.id), ("link", Link.to_id, Link.id)),
}
# Sources come first: the chain of a claim must end with whoever made one.
ORDER = ("source", "actor", "programme", "proposition", "claim", "link")


def naming(session: Session, noun: str, record_id: int) -> Iterator[tuple[str, int]]:
    """The noun and id of every record that names this one, each once, in the order in which they can be revised."""
    for other in ORDER:
        ids: set[int] = set()
        for by, names, its_id in NAMED_BY[noun]:
            if by == other:
                ids.update(session.scalars(select(its_id).where(names == record_id)))
        yield from ((other, one) for one in sorted(ids))
