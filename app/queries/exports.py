"""Whole lists of claims, however long, in a fixed amount of memory: one cursor, and a few statements a batch."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, String, Text, case, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from app.db import among
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
from app.queries.filters import ClaimFilter, refuse_unknown
from app.queries.ordering import reading, widened
from app.vocabulary import ClaimStatus

BATCH, FIRST = 1_000, 50  # claims; the first batch is small, so that a reader need not wait for it
SOURCES_KEPT = 4_000  # sources that are remembered from batch to batch

Rows = dict[int, list[Any]]  # by the number of the claim, in the claim's own order


@dataclass(slots=True)
class Batch:
    """Claims in the order of the list, and the rows that hang on them.

    Each row is a tuple of the columns that stand below under the same name. `sources` holds all that are quoted.
    """

    claims: Sequence[Any]
    parts: dict[str, Rows]
    sources: dict[int, Any]
    makers: dict[int, list[Any]]


def _raw(column: Any) -> Any:
    """The stored text, not the value made from it: making 100,000 enumeration members takes longer than reading."""
    return type_coerce(column, String)


_claimant = aliased(Actor, name="claimant")
CLAIM = (
    Claim.id,
    Claim.slug,
    Claim.revision,
    Claim.statement,
    _claimant.name,
    _claimant.slug,
    _raw(_claimant.kind),
    _raw(Claim.kind),
    _raw(Claim.certainty),
    cast(Claim.hedges, Text),
    _raw(Claim.said),
    Claim.note,
    _raw(Claim.status),
    Claim.updated_at,
)
_to = aliased(Actor, name="spoken_to")
_other = aliased(Claim, name="other")
_target = case(
    (Stance.proposition_id.is_not(None), literal("proposition")),
    (Stance.programme_id.is_not(None), literal("programme")),
    (Stance.actor_id.is_not(None), literal("actor")),
    else_=literal("topic"),
)


def _named(links: Any, model: Any, column: str) -> Any:
    kind = _raw(Actor.kind) if model is Actor else null()
    statement = select(links.c.claim_id, model.slug, model.name, kind)
    return statement.join(model, model.id == links.c[column]).where(among(links.c.claim_id)).order_by(model.name)


def _linked(here: Any, there: Any, incoming: int) -> Any:
    statement = select(
        here.label("claim_id"), Link.id.label("link_id"), _raw(Link.kind), Link.reason, literal(incoming).label("side")
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
        _raw(Stance.stance),
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
    "topics": _named(claim_topics, Topic, "topic_id"),
    "programmes": _named(claim_programmes, Programme, "programme_id"),
    "about": _named(claim_actors, Actor, "actor_id"),
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
        _raw(Figure.qualifier),
        Figure.period,
    )
    .where(among(Figure.claim_id))
    .order_by(Figure.claim_id, Figure.position),
    "hops": select(
        Hop.claim_id,
        _raw(Hop.mode),
        Hop.cue,
        Actor.slug,
        Actor.name,
        _raw(Actor.kind),
        _to.slug,
        _to.name,
        _raw(_to.kind),
    )
    .join(Actor, Actor.id == Hop.actor_id)
    .outerjoin(_to, _to.id == Hop.to_id)
    .where(among(Hop.claim_id))
    .order_by(Hop.claim_id, Hop.position),
    "links": union_all(_linked(Link.from_id, Link.to_id, 0), _linked(Link.to_id, Link.from_id, 1)).order_by(
        "side", "link_id"
    ),
}
TABLE = ("quotes", "stances", "topics", "programmes", "about", "figures")  # the parts that one row of a table holds

_SOURCES = select(
    Source.id,
    Source.slug,
    Source.title,
    Source.supplied_title,
    _raw(Source.kind),
    Source.container,
    Source.series,
    Source.series_number,
    _raw(Source.published),
    Source.url,
    Source.short,
).where(among(Source.id))
_MAKERS = (
    select(Contributor.source_id, _raw(Contributor.role), Actor.name)
    .join(Actor, Actor.id == Contributor.actor_id)
    .where(among(Contributor.source_id))
    .order_by(Contributor.source_id, Contributor.position)
)


def refuse_before_reading(session: Session, where: ClaimFilter, sort: str, after: str | None) -> None:
    """Raises Refused for a list that cannot be: an answer that has begun cannot be taken back."""
    refuse_unknown(session, where)
    if after:
        reading(session, where, sort, after)


def each_batch(
    session: Session,
    where: ClaimFilter,
    *,
    sort: str = "newest",
    limit: int | None = None,
    after: str | None = None,
    parts: Collection[str] = tuple(PARTS),
) -> Iterator[Batch]:
    """The claims that pass the filter, in order, a batch at a time."""
    found = reading(session, widened(session, where), sort, after)
    first = found.first[:limit]
    yield from each_batch_of(session, first, parts=parts)
    if found.rest is None or (limit is not None and len(first) == limit):
        return
    statement = found.rest.with_only_columns(*CLAIM).join(_claimant, _claimant.id == Claim.claimant_id)
    statement = statement.limit(limit and limit - len(first))
    # On the connection itself: a session would look at each row for records.
    connection = session.connection()
    sources, size = Sources(connection), FIRST
    with connection.execute(statement, execution_options={"yield_per": BATCH}) as rows:
        while claims := rows.fetchmany(size):
            yield _filled(connection, claims, parts, sources)
            size = BATCH


def each_batch_of(session: Session, ids: Iterable[int], *, parts: Collection[str] = tuple(PARTS)) -> Iterator[Batch]:
    """The claims with these numbers, in this order, whatever their status; those that are not there are left out."""
    connection, left = session.connection(), iter(ids)
    statement = select(*CLAIM).join(_claimant, _claimant.id == Claim.claimant_id).where(among(Claim.id))
    sources = Sources(connection)
    while wanted := list(islice(left, BATCH)):
        found = {claim[0]: claim for claim in connection.execute(statement, _listed(wanted))}
        yield _filled(connection, [found[number] for number in wanted if number in found], parts, sources)


def _filled(connection: Connection, claims: Sequence[Any], parts: Collection[str], sources: "Sources") -> Batch:
    ids = _listed(claim[0] for claim in claims)
    found = {name: _by_claim(connection, PARTS[name], ids) for name in parts}
    quoted = {quote[1] for quotes in found["quotes"].values() for quote in quotes}
    sources.know(quoted)
    return Batch(claims, found, sources.records, sources.makers)


def _by_claim(connection: Connection, statement: Any, ids: dict[str, str]) -> Rows:
    rows: Rows = {}
    for row in connection.execute(statement, ids).all():
        rows.setdefault(row[0], []).append(row)
    return rows


def _listed(ids: Iterable[int]) -> dict[str, str]:
    return {"ids": f"[{','.join(map(str, ids))}]"}


class Sources:
    """The sources that were quoted last, so that each is read about once and not once a claim."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.records: dict[int, Row[Any]] = {}
        self.makers: Rows = {}

    def know(self, ids: set[int]) -> None:
        """Read those that are not there yet."""
        if len(self.records) > SOURCES_KEPT:
            self.records, self.makers = {}, {}
        if new := list(ids - self.records.keys()):
            self.records.update({row[0]: row for row in self.connection.execute(_SOURCES, _listed(new))})
            self.makers.update(_by_claim(self.connection, _MAKERS, _listed(new)))
