"""Claims as lists show them: what stands on a card, read without a record being made of each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from app.dates import PartialDate
from app.db import among, stored
from app.models import Actor, Claim, ClaimQuote, Programme, Proposition, Quote, Source, Stance, Topic
from app.vocabulary import Certainty, ClaimKind, ClaimStatus, StanceValue


@dataclass(frozen=True, slots=True)
class Named:
    """A record to link to."""

    noun: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a quote."""

    slug: str
    short: str
    published: PartialDate | None
    noun: str = "source"


@dataclass(frozen=True, slots=True)
class Words:
    """A quote with where it stands: `start` and `stop` in code points from the start of the source's text."""

    exact: str
    start: int
    stop: int
    locator: str
    source: Origin

    @property
    def anchor(self) -> str:
        """The fragment of the source's address that leads to the words."""
        return f"char={self.start},{self.stop}"


@dataclass(frozen=True, slots=True)
class Side:
    """A stance toward a target."""

    stance: StanceValue
    target: Named


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with what its card shows: the attributes of `Claim`, as far as they go."""

    slug: str
    revision: int
    updated_at: datetime
    statement: str
    kind: ClaimKind
    certainty: Certainty
    status: ClaimStatus
    said: PartialDate | None
    claimant: Named
    quotes: tuple[Words, ...]
    stances: tuple[Side, ...]
    noun: str = "claim"


_CLAIMS = (
    select(
        Claim.id,
        Claim.slug,
        Claim.revision,
        Claim.updated_at,
        Claim.statement,
        stored(Claim.kind),
        stored(Claim.certainty),
        stored(Claim.status),
        stored(Claim.said),
        Actor.slug,
        Actor.name,
    )
    .join(Actor, Actor.id == Claim.claimant_id)
    .where(among(Claim.id))
)
_QUOTES = (
    select(
        ClaimQuote.claim_id,
        Quote.exact,
        Quote.start,
        Quote.stop,
        Quote.locator,
        Source.slug,
        Source.short,
        stored(Source.published),
    )
    .join(Quote, Quote.id == ClaimQuote.quote_id)
    .join(Source, Source.id == Quote.source_id)
    .where(among(ClaimQuote.claim_id))
    .order_by(ClaimQuote.claim_id, ClaimQuote.position)
)
_STANCES = (
    select(
        Stance.claim_id,
        stored(Stance.stance),
        case(
            (Stance.proposition_id.is_not(None), literal("proposition")),
            (Stance.programme_id.is_not(None), literal("programme")),
            (Stance.actor_id.is_not(None), literal("actor")),
            else_=literal("topic"),
        ),
        func.coalesce(Proposition.slug, Programme.slug, Actor.slug, Topic.slug),
        func.coalesce(Proposition.sentence, Programme.name, Actor.name, Topic.name),
    )
    .outerjoin(Proposition, Proposition.id == Stance.proposition_id)
    .outerjoin(Programme, Programme.id == Stance.programme_id)
    .outerjoin(Actor, Actor.id == Stance.actor_id)
    .outerjoin(Topic, Topic.id == Stance.topic_id)
    .where(among(Stance.claim_id))
    .order_by(Stance.claim_id, Stance.position)
)


def cards_of(session: Session, ids: Sequence[int]) -> list[Card]:
    """The claims with these numbers, in this order. Three statements."""
    if not ids:
        return []
    connection, asked = session.connection(), {"ids": f"[{','.join(map(str, ids))}]"}
    quotes, stances = (_by_claim(connection.execute(statement, asked)) for statement in (_QUOTES, _STANCES))
    cards = {}
    for number, slug, revision, updated_at, statement, *terms, by, name in connection.execute(_CLAIMS, asked):
        kind, certainty, status, said = terms
        cards[number] = Card(
            slug,
            revision,
            updated_at,
            statement,
            ClaimKind(kind),
            Certainty(certainty),
            ClaimStatus(status),
            _date(said),
            Named("actor", by, name),
            tuple(_words(*row) for row in quotes.get(number, ())),
            tuple(Side(StanceValue(stance), Named(*target)) for stance, *target in stances.get(number, ())),
        )
    return [cards[number] for number in ids]


def _by_claim(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for claim_id, *row in rows:
        found.setdefault(claim_id, []).append(row)
    return found


def _words(exact: str, start: int, stop: int, locator: str, slug: str, short: str, published: str | None) -> Words:
    return Words(exact, start, stop, locator, Origin(slug, short, _date(published)))


@lru_cache(10_000)
def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)
