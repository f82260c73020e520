"""What an export tells of claims: the columns of a claim, and all that hangs on claims, as statements. No ORM rows.

Every statement over `ids` gives the claim's or the record's number first, then the columns of a row.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.db import among, stored
from app.models import (
    Actor,
    Claim,
    ClaimQuote,
    Contributor,
    Figure,
    Hop,
    Link,
    Programme,
    Proposition,
    Quote,
    Source,
    Stance,
    Topic,
    claim_actors,
    claim_programmes,
    claim_topics,
)
from app.vocabulary import ClaimStatus

CLAIMANT = aliased(Actor, name="claimant")
CLAIM = (
    Claim.id,
    Claim.slug,
    Claim.revision,
    Claim.statement,
    CLAIMANT.name,
    CLAIMANT.slug,
    stored(CLAIMANT.kind),
    stored(Claim.kind),
    stored(Claim.certainty),
    cast(Claim.hedges, Text),
    stored(Claim.said),
    Claim.note,
    stored(Claim.status),
    stored(Claim.updated_at),
)
_to = aliased(Actor, name="spoken_to")
_other = aliased(Claim, name="other")
_target = case(
    (Stance.proposition_id.is_not(None), literal("proposition")),
    (Stance.programme_id.is_not(None), literal("programme")),
    (Stance.actor_id.is_not(None), literal("actor")),
    else_=literal("topic"),
)


def moment(stored: Any) -> datetime:
    """When a claim was changed: SQLite's driver gives a text, PostgreSQL's a moment, both without the time zone."""
    return (stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)).replace(tzinfo=UTC)


def _links(table: Any, column: str) -> Any:
    return select(table.c.claim_id, table.c[column]).where(among(table.c.claim_id))


def _named(model: Any) -> Any:
    kind = stored(Actor.kind) if model is Actor else null()
    return select(model.id, model.slug, model.name, kind).where(among(model.id)).order_by(model.name)


def _linked(here: Any, there: Any, incoming: int) -> Any:
    statement = select(
        here.label("claim_id"),
        Link.id.label("link_id"),
        stored(Link.kind),
        Link.reason,
        literal(incoming).label("side"),
    )
    return (
        statement.add_columns(_other.slug, _other.statement)
        .join(_other, _other.id == there)
        .where(among(here), Link.withdrawn_because.is_(None), _other.status == ClaimStatus.PUBLISHED)
    )


# What hangs on claims, as statements over `ids`: the claim's number first, then the columns of a row.
PARTS: dict[str, Any] = {
    "quotes": select(
        ClaimQuote.claim_id,
        Quote.source_id,
        Quote.exact,
        Quote.start,
        Quote.stop,
        Quote.locator,
        Quote.prefix,
        Quote.suffix,
    )
    .join(Quote, Quote.id == ClaimQuote.quote_id)
    .where(among(ClaimQuote.claim_id))
    .order_by(ClaimQuote.claim_id, ClaimQuote.position),
    "stances": select(
        Stance.claim_id,
        stored(Stance.stance),
        _target,
        func.coalesce(Proposition.slug, Programme.slug, Actor.slug, Topic.slug),
        func.coalesce(Proposition.sentence, Programme.name, Actor.name, Topic.name),
        Stance.note,
    )
    .outerjoin(Proposition, Proposition.id == Stance.proposition_id)
    .outerjoin(Programme, Programme.id == Stance.programme_id)
    .outerjoin(Actor, Actor.id == Stance.actor_id)
    .outerjoin(Topic, Topic.id == Stance.topic_id)
    .where(among(Stance.claim_id))
    .order_by(Stance.claim_id, Stance.position),
    "figures": select(
        Figure.claim_id,
        Figure.text,
        Figure.measure,
        Figure.value,
        Figure.low,
        Figure.high,
        Figure.unit,
        Figure.currency,
        Figure.scale,
        stored(Figure.qualifier),
        Figure.period,
    )
    .where(among(Figure.claim_id))
    .order_by(Figure.claim_id, Figure.position),
    "hops": select(
        Hop.claim_id,
        stored(Hop.mode),
        Hop.cue,
        Actor.slug,
        Actor.name,
        stored(Actor.kind),
        _to.slug,
        _to.name,
        stored(_to.kind),
    )
    .join(Actor, Actor.id == Hop.actor_id)
    .outerjoin(_to, _to.id == Hop.to_id)
    .where(among(Hop.claim_id))
    .order_by(Hop.claim_id, Hop.position),
    "links": union_all(_linked(Link.from_id, Link.to_id, 0), _linked(Link.to_id, Link.from_id, 1)).order_by(
        "side", "link_id"
    ),
}
# The records that claims are linked to by nothing but their numbers: the links, and the records by name.
LINKED: dict[str, tuple[Any, Any]] = {
    "topics": (_links(claim_topics, "topic_id"), _named(Topic)),
    "programmes": (_links(claim_programmes, "programme_id"), _named(Programme)),
    "about": (_links(claim_actors, "actor_id"), _named(Actor)),
}
TABLE = ("quotes", "stances", "figures")  # the parts that one row of a table holds

SOURCES = select(
    Source.id,
    Source.slug,
    Source.title,
    Source.supplied_title,
    stored(Source.kind),
    Source.container,
    Source.series,
    Source.series_number,
    stored(Source.published),
    Source.url,
    Source.short,
).where(among(Source.id))
MAKERS = (
    select(Contributor.source_id, stored(Contributor.role), Actor.name)
    .join(Actor, Actor.id == Contributor.actor_id)
    .where(among(Contributor.source_id))
    .order_by(Contributor.source_id, Contributor.position)
)
