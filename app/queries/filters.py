"""Which claims a list holds: the fields that lists are narrowed by, each said once for filtering and for counting."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from app.dates import PartialDate
from app.entries.text import SLUG
from app.errors import Complaint, Refused
from app.models import (
    Actor,
    Claim,
    ClaimQuote,
    Contributor,
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
from app.search import claims_matching
from app.values import NOT_STATED
from app.vocabulary import ActorKind, Certainty, ClaimKind, ClaimStatus, ContributorRole, StanceValue

MOST = 100  # values of a field that are counted, those with most claims


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list holds. Several values of one field are alternatives; different fields narrow each other."""

    actor: tuple[str, ...] = ()
    actor_kind: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    proposition: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    first_hand: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None

    def without(self, name: str) -> "ClaimFilter":
        """The same filter with one field dropped."""
        return replace(self, **{name: ()})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Column:
    """A field whose value stands in the claim's own row, or is computed from it."""

    name: str
    value: Any
    label_of: Callable[[str], str] = str

    def matches(self, where: ClaimFilter) -> ColumnElement[bool]:
        return self.value.in_(chosen(where, self.name))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Linked:
    """A field that names records: where links to them start, how to get from there to them, what they are called.

    `dated` is the link's own copy of the claim's date and `record_id` what it leads to, where an index of both carries
    the order of lists.
    """

    name: str
    noun: str
    model: Any
    label: Any
    links: Any
    claim_id: Any
    joins: tuple[tuple[Any, Any], ...]
    record_id: Any = None
    dated: Any = None

    def matches(self, where: ClaimFilter) -> ColumnElement[bool]:
        values = chosen(where, self.name)
        if self.links is Claim:
            return self.record_id.in_(select(self.model.id).where(self.model.slug.in_(values)))  # type: ignore[no-any-return]
        found = [Claim.id.in_(self._claims(where).where(self.model.slug.in_(values)))]
        if NOT_STATED in values:
            found.append(Claim.id.not_in(self._claims(where)))
        return or_(*found)

    def _claims(self, where: ClaimFilter) -> Any:
        return self._joined(select(self.claim_id).select_from(self.links), where)

    def _joined(self, statement: Any, where: ClaimFilter) -> Any:
        for target, condition in self.joins:
            statement = statement.join(target, condition)
        return self._with_stance(statement, where)

    def _with_stance(self, statement: Any, where: ClaimFilter) -> Any:
        """A stance asked for together with a proposition is the stance on that proposition."""
        asked = [stance for stance in where.stance if stance != NOT_STATED]
        statement = statement.where(self.record_id.is_not(None)) if self.links is Stance else statement
        return statement.where(Stance.stance.in_(asked)) if self.links is Stance and asked else statement


@dataclass(frozen=True, slots=True)
class Taken:
    """The stances that claims take: on the proposition, where one is asked for."""

    name: str = "stance"

    def matches(self, where: ClaimFilter) -> ColumnElement[bool]:
        taken = self._of_claim(where)
        found = [taken.where(Stance.stance.in_(where.stance)).exists()]
        if NOT_STATED in where.stance:
            found.append(~taken.exists())
        return or_(*found)

    def label_of(self, value: str) -> str:
        return StanceValue(value).label

    def _of_claim(self, where: ClaimFilter) -> Any:
        # Each claim is looked at by itself: nearly every list has one with a stance soon, and to gather all takes long.
        statement = select(Stance.claim_id).where(Stance.claim_id == Claim.id).correlate(Claim)
        if not (slugs := [slug for slug in where.proposition if slug != NOT_STATED]):
            return statement
        on = Proposition.id == Stance.proposition_id
        return statement.join(Proposition, on).where(Proposition.slug.in_(slugs))


def chosen(where: ClaimFilter, name: str) -> tuple[str, ...]:
    """The values asked for in one field."""
    values: tuple[str, ...] = getattr(where, name)
    return values


def _via(table: Any, column: str, model: Any) -> dict[str, Any]:
    return {
        "links": table,
        "claim_id": table.c.claim_id,
        "joins": ((model, model.id == table.c[column]),),
        "record_id": table.c[column],
        "dated": table.c.dated,
    }


def _yes_or_no(column: Any) -> Any:
    return case((column, literal("yes")), else_=literal("no"))


def _month_in_words(value: str) -> str:
    return PartialDate.parse(value).in_words


_YEAR = case((Claim.dated == "", literal(NOT_STATED)), else_=func.substr(Claim.dated, 1, 4))
_MONTH = case((func.length(Claim.dated) < 7, literal(NOT_STATED)), else_=func.substr(Claim.dated, 1, 7))
_SPEAKER_KIND = select(Actor.kind).where(Actor.id == Claim.claimant_id).correlate(Claim).scalar_subquery()
_QUOTED = ((Quote, Quote.id == ClaimQuote.quote_id), (Source, Source.id == Quote.source_id))
_PUBLISHED_BY = and_(Contributor.source_id == Source.id, Contributor.role == ContributorRole.PUBLISHER)
_PUBLISHER = (*_QUOTED, (Contributor, _PUBLISHED_BY), (Actor, Actor.id == Contributor.actor_id))
_CLAIMANT = ((Actor, Actor.id == Claim.claimant_id),)
_ON = ((Proposition, Proposition.id == Stance.proposition_id),)

Field = Column | Linked | Taken

# The fields in the order in which pages show them.
FIELDS: tuple[Field, ...] = (
    Linked("actor", "actor", Actor, Actor.name, Claim, Claim.id, _CLAIMANT, Claim.claimant_id, Claim.dated),
    Column("actor_kind", _SPEAKER_KIND, lambda value: ActorKind(value).label),
    Linked("programme", "programme", Programme, Programme.name, **_via(claim_programmes, "programme_id", Programme)),
    Linked("topic", "topic", Topic, Topic.name, **_via(claim_topics, "topic_id", Topic)),
    Linked(
        "proposition",
        "proposition",
        Proposition,
        Proposition.sentence,
        Stance,
        Stance.claim_id,
        _ON,
        Stance.proposition_id,
        Stance.dated,
    ),
    Taken(),
    Column("kind", Claim.kind, lambda value: ClaimKind(value).label),
    Column("certainty", Claim.certainty, lambda value: Certainty(value).label),
    Linked("source", "source", Source, Source.short, ClaimQuote, ClaimQuote.claim_id, _QUOTED),
    Linked("publisher", "actor", Actor, Actor.name, ClaimQuote, ClaimQuote.claim_id, _PUBLISHER),
    Column("year", _YEAR),
    Column("month", _MONTH, _month_in_words),
    Linked("about", "actor", Actor, Actor.name, **_via(claim_actors, "actor_id", Actor)),
    Column(
        "figures", _yes_or_no(Claim.has_figures), lambda value: f"{'with' if value == 'yes' else 'without'} figures"
    ),
    Column("first_hand", _yes_or_no(Claim.first_hand), {"yes": "first hand", "no": "passed on"}.__getitem__),
    Column("status", Claim.status, lambda value: ClaimStatus(value).label),
)


def has_choices(where: ClaimFilter) -> bool:
    """Whether a record is asked for together with an alternative to it."""
    return any(len(chosen(where, field.name)) > 1 for field in FIELDS if isinstance(field, Linked))


def order_carrier(where: ClaimFilter) -> Linked | None:
    """The field, if there is one, that asks for one record and keeps its links in the order of the claims' dates."""
    for field in FIELDS:
        if isinstance(field, Linked) and field.dated is not None:
            values = chosen(where, field.name)
            if len(values) == 1 and values[0] != NOT_STATED:
                return field
    return None


def matching(where: ClaimFilter, *columns: Any) -> Any:
    """The claims that pass the filter, or these columns of them; published ones unless a status is asked for."""
    statement = select(*columns) if columns else select(Claim)
    conditions = [one.matches(where) for one in FIELDS if chosen(where, one.name)]
    if not where.status:
        conditions.append(Claim.status == ClaimStatus.PUBLISHED)
    if where.q.strip():
        conditions.append(claims_matching(where.q))
    return statement.where(*conditions, *_dated(where))


def refuse_unknown(session: Session, where: ClaimFilter) -> None:
    """A filter by a record that does not exist is a mistake to be named, not an empty list. One statement."""
    linked = [field for field in FIELDS if isinstance(field, Linked)]
    asked = [(field, slug) for field in linked for slug in chosen(where, field.name) if slug != NOT_STATED]
    known = [
        select(literal(field.name), field.model.slug).where(field.model.slug == slug)
        for field, slug in asked
        if SLUG.fullmatch(slug)
    ]
    found = {(name, slug) for name, slug in session.execute(union_all(*known))} if known else set()
    complaints = [
        Complaint(one.name, f"there is no {one.noun} “{slug[:80]}”", f"choose one from /{one.noun}s", (one.name,))
        for one, slug in asked
        if (one.name, slug) not in found
    ]
    if complaints:
        raise Refused(*complaints)


def _dated(where: ClaimFilter) -> list[ColumnElement[bool]]:
    """A claim dated 2025 lies in any month of 2025: what is vague is kept."""
    found: list[ColumnElement[bool]] = []
    if where.since:
        vague = literal(str(where.since)).like(Claim.dated + "%")
        found.append(and_(Claim.dated != "", or_(Claim.dated >= str(where.since), vague)))
    if where.until:
        found.append(and_(Claim.dated != "", Claim.dated <= str(where.until.last_day)))
    return found
