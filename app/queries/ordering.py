"""The orders in which lists of claims are read, and where a page of one goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app import search
from app.db import among
from app.entries.text import SLUG
from app.errors import Complaint, Refused
from app.models import Actor, Claim, Stance
from app.queries.filters import ClaimFilter, chosen, matching, order_carrier
from app.values import NOT_STATED

# The orders a list can be read in, each with how pages name it.
SORTS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "claimant": "by claimant",
    "added": "in the order of entry",
    "relevance": "best match first",
}
MOST = 2_000  # claims of a list that are counted, and put in order of relevance: the newest

Columns = Sequence[tuple[Any, bool]]  # what a list sorts by, each with whether it descends


@dataclass(frozen=True, slots=True)
class Fitting:
    """The claims that pass a filter, by number, the newest first. `more`: there are others, all of them older."""

    ids: Sequence[int]
    more: bool

    @property
    def listed(self) -> dict[str, str]:
        """As parameters of a statement over `Numbers`."""
        return {"ids": listed(self.ids)}


def listed(ids: Sequence[int]) -> str:
    """As `Numbers` take them."""
    return f"[{','.join(map(str, ids))}]"


def widened(session: Session, where: ClaimFilter) -> ClaimFilter:
    """The filter with its words widened by the names that the base knows, as a search for everything does."""
    return replace(where, q=search.expanded(session, where.q)) if where.q.strip() else where


def newest_fitting(session: Session, where: ClaimFilter) -> Fitting:
    """The newest claims that pass the filter, `MOST` at most."""
    if has_hits(where):  # where it is known which claims fit otherwise, none of them needs a look
        narrow = replace(where, q="")
        others = None if narrow == ClaimFilter() else newest_fitting(session, narrow)
        if others is None or not others.more:
            return _newest_found(session, where.q, others)
    statement, columns = ordered(where, "newest")
    statement = statement.with_only_columns(Claim.id).order_by(*in_order(columns)).limit(MOST + 1)
    found = session.connection().execute(statement).scalars().all()
    return Fitting(found[:MOST], len(found) > MOST)


def _newest_found(session: Session, q: str, others: Fitting | None) -> Fitting:
    hits = search.published_hits(q)
    if hits is None or (others and not others.ids):
        return Fitting((), more=False)
    statement = select(hits.c.record).order_by(hits.c.number.desc()).limit(MOST + 1)
    if others:
        statement = statement.where(among(hits.c.record)).params(others.listed)
    found = session.connection().execute(statement).scalars().all()
    return Fitting(found[:MOST], len(found) > MOST)


def has_hits(where: ClaimFilter) -> bool:
    """Whether the filter holds words, and asks for published claims: those are found in the order of their dates."""
    return bool(where.q.strip()) and not where.status


def ordered(where: ClaimFilter, sort: str) -> tuple[Any, Columns]:
    """The matching claims and the columns they sort by; the last tells any two apart.

    Where the filter holds words or names one record, what was found or the record's own links carry the order: their
    index is read from the top, and nothing is sorted.
    """
    if sort == "added":
        return matching(where), [(Claim.id, False)]
    if sort == "claimant":
        by_name = matching(where).join(Actor, Actor.id == Claim.claimant_id)
        return by_name, [(Actor.name, False), (Claim.id, False)]
    descends = sort != "oldest"
    if has_hits(where) and (hits := search.published_hits(where.q)) is not None:
        statement = matching(replace(where, q="")).join(hits, hits.c.record == Claim.id)
        return statement, [(hits.c.number, descends)]
    carrier = order_carrier(where)
    if carrier is None:
        return matching(where), [(Claim.dated, descends), (Claim.id, descends)]
    record = select(carrier.model.id).where(carrier.model.slug == chosen(where, carrier.name)[0]).scalar_subquery()
    # What the join says need not be said again. A stance asked for together with a proposition is the one on it.
    where, asked = (where.without("stance"), where.stance) if carrier.links is Stance else (where, ())
    statement = matching(where.without(carrier.name))
    if asked:
        statement = statement.where(Stance.stance.in_([stance for stance in asked if stance != NOT_STATED]))
    if carrier.links is not Claim:
        statement = statement.join(carrier.links, carrier.claim_id == Claim.id)
    statement = statement.where(carrier.record_id == record)
    return statement, [(carrier.dated, descends), (carrier.claim_id, descends)]


def in_order(columns: Columns) -> list[Any]:
    return [column.desc() if descends else column.asc() for column, descends in columns]


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as it is read: these claims first, by number, then what the statement gives, if there is one."""

    first: Sequence[int]
    rest: Any = None


def reading(
    session: Session, where: ClaimFilter, sort: str, after: str | None = None, fitting: Fitting | None = None
) -> Reading:
    """The list from the claim after `after` on. The filter's words must have been widened.

    In order of relevance stand the newest `MOST`; if there are others, they follow by date. What is known to fit need
    not be looked for again. Raises Refused for an unknown `after`.
    """
    ranked = sort == "relevance" and bool(where.q.strip())
    if ranked and fitting is None:
        fitting = newest_fitting(session, where)
    if fitting is not None and sort in {"newest", "relevance"}:
        first = by_relevance(session, where, fitting) if ranked else fitting.ids
        return _known_first(session, where, first, fitting, after)
    statement, columns = _over(fitting, sort) if fitting and not fitting.more else ordered(where, sort)
    if after:
        statement = statement.where(beyond(columns, _place(session, Claim.slug == after, after)))
    return Reading((), statement.order_by(*in_order(columns)))


def _known_first(
    session: Session, where: ClaimFilter, first: Sequence[int], fitting: Fitting, after: str | None
) -> Reading:
    last = fitting.ids[-1] if fitting.more else None
    if after:
        place = _place(session, Claim.slug == after, after)
        if place["id"] not in first:
            return Reading((), _by_date(where, place))
        first = first[first.index(place["id"]) + 1 :]
    return Reading(first, last and _by_date(where, _place(session, Claim.id == last)))


def _by_date(where: ClaimFilter, place: dict[str, Any]) -> Any:
    statement, columns = ordered(where, "newest")
    return statement.where(beyond(columns, place)).order_by(*in_order(columns))


def _over(fitting: Fitting, sort: str) -> tuple[Any, Columns]:
    _, columns = ordered(ClaimFilter(), sort)
    statement = select(Claim).where(among(Claim.id)).params(fitting.listed)
    return (statement.join(Actor, Actor.id == Claim.claimant_id) if sort == "claimant" else statement), columns


def beyond(columns: Columns, place: dict[str, Any]) -> ColumnElement[bool]:
    """The condition for everything that stands after one place in an order (keyset paging)."""
    found: list[ColumnElement[bool]] = []
    level: list[ColumnElement[bool]] = []  # equal in all columns before
    values = [place[column.key if column.key in place else "id"] for column, _ in columns]
    for (column, descends), value in zip(columns, values, strict=True):
        found.append(and_(*level, column < value if descends else column > value))
        level.append(column == value)
    # Says what the rest implies, so that an index can be entered at the right place.
    (first, descends), value = columns[0], values[0]
    return and_(first <= value if descends else first >= value, or_(*found))


def _place(session: Session, condition: ColumnElement[bool], after: str = "a") -> dict[str, Any]:
    """Where a claim stands, by the key of the column that is sorted by."""
    statement = select(Actor.name, Claim.dated, Claim.id).join(Actor, Actor.id == Claim.claimant_id)
    row = session.execute(statement.where(condition)).one_or_none() if SLUG.fullmatch(after) else None
    if row is None:
        raise Refused(Complaint("after", f"there is no claim “{after}”", "start from the first page", ("after",)))
    return {**row._asdict(), "number": search.claim_number(row.id, row.dated)}


def by_relevance(session: Session, where: ClaimFilter, fitting: Fitting) -> list[int]:
    """The fitting claims, those first that match the words best; of two that match alike the newer."""
    rows = session.connection().execute(select(Claim.id, Claim.dated).where(among(Claim.id)), fitting.listed)
    scores = search.claim_scores(session, where.q, [(claim_id, dated) for claim_id, dated in rows])
    return sorted(fitting.ids, key=lambda claim_id: -scores.get(claim_id, -1))
