"""Claims: one with all that hangs on it, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.entries.text import SLUG
from app.errors import Complaint, Refused
from app.models import Actor, Claim, ClaimQuote, Hop, Link, Quote, Revision, Source, Stance
from app.queries.filters import ClaimFilter, chosen, matching, order_carrier, refuse_unknown
from app.queries.finding import find_record

# Everything a claim card shows, in a fixed number of statements.
CARD: tuple[ExecutableOption, ...] = (
    joinedload(Claim.claimant),
    selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source),
    selectinload(Claim.stances).options(
        joinedload(Stance.proposition),
        joinedload(Stance.programme),
        joinedload(Stance.actor),
        joinedload(Stance.topic),
    ),
    raiseload("*"),
)
# Everything that is said of a claim anywhere: what its page and its data show.
WHOLE: tuple[ExecutableOption, ...] = (
    *CARD[:-1],
    selectinload(Claim.hops).options(joinedload(Hop.actor), joinedload(Hop.to)),
    selectinload(Claim.figures),
    selectinload(Claim.about),
    selectinload(Claim.programmes),
    selectinload(Claim.topics),
    selectinload(Claim.links_out).joinedload(Link.to_claim).joinedload(Claim.claimant),
    selectinload(Claim.links_in).joinedload(Link.from_claim).joinedload(Claim.claimant),
    raiseload("*"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list: its claims, the slug to go on after (None at the end), and how many the whole list holds."""

    claims: Sequence[Claim]
    after: str | None
    total: int


# The orders a list can be read in, each with how pages name it.
SORTS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "claimant": "by claimant",
    "added": "in the order of entry",
}


def get_claim(session: Session, slug: str) -> Claim:
    """The claim with all that hangs on it and the texts of its sources; raises Moved or NotFound."""
    text = selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source)
    blocks = (text.undefer(Source.text), text.selectinload(Source.blocks))
    claim: Claim = find_record(
        session, Claim, "claim", slug, select(Claim).options(*WHOLE[:-1], *blocks, raiseload("*"))
    )
    return claim


def list_revisions(session: Session, noun: str, record_id: int) -> Sequence[Revision]:
    """The history of a record, newest first."""
    statement = select(Revision).where(Revision.noun == noun, Revision.record_id == record_id)
    return session.scalars(statement.order_by(Revision.number.desc())).all()


def list_claims(
    session: Session,
    where: ClaimFilter,
    *,
    sort: str = "newest",
    limit: int = 50,
    after: str | None = None,
    options: tuple[ExecutableOption, ...] = CARD,
) -> Page:
    """The published claims that pass the filter, from the one after `after` (a claim's slug) on.

    Raises Refused for a filter by a record that does not exist.
    """
    refuse_unknown(session, where)
    statement, columns = ordered(where, sort)
    if after:
        statement = statement.where(beyond(session, columns, after))
    order = (column.desc() if descends else column.asc() for column, descends in columns)
    # One row more than asked for tells whether there is a next page.
    found = session.scalars(statement.order_by(*order).limit(limit + 1).options(*options)).unique().all()
    total = session.scalar(matching(where, func.count(Claim.id))) or 0
    return Page(found[:limit], found[limit - 1].slug if len(found) > limit else None, total)


def ordered(where: ClaimFilter, sort: str) -> tuple[Any, list[tuple[Any, bool]]]:
    """The matching claims and the columns they sort by, each with whether it descends; the last tells any two apart.

    Where the filter names one record, its own links carry the order: their index is read from the top, and nothing
    is sorted.
    """
    statement = matching(where)
    if sort == "added":
        return statement, [(Claim.id, False)]
    if sort == "claimant":
        return statement.join(Actor, Actor.id == Claim.claimant_id), [(Actor.name, False), (Claim.id, False)]
    carrier = order_carrier(where)
    if carrier is None:
        return statement, [(Claim.dated, sort == "newest"), (Claim.id, False)]
    record = select(carrier.model.id).where(carrier.model.slug == chosen(where, carrier.name)[0]).scalar_subquery()
    if carrier.links is not Claim:
        statement = statement.join(carrier.links, carrier.claim_id == Claim.id)
    statement = statement.where(carrier.record_id == record)
    return statement, [(carrier.dated, sort == "newest"), (carrier.claim_id, False)]


def beyond(session: Session, columns: list[tuple[Any, bool]], after: str) -> ColumnElement[bool]:
    """The condition for everything that stands after one claim in an order (keyset paging)."""
    own = {"name": Actor.name, "dated": Claim.dated}
    values = [own.get(column.key, Claim.id) for column, _ in columns]
    statement = select(*values).join(Actor, Actor.id == Claim.claimant_id).where(Claim.slug == after)
    place = session.execute(statement).one_or_none() if SLUG.fullmatch(after) else None
    if place is None:
        raise Refused(Complaint("after", f"there is no claim “{after}”", "start from the first page", ("after",)))
    found: list[ColumnElement[bool]] = []
    level: list[ColumnElement[bool]] = []  # equal in all columns before
    for (column, descends), value in zip(columns, place, strict=True):
        found.append(and_(*level, column < value if descends else column > value))
        level.append(column == value)
    # Says what the rest implies, so that an index can be entered at the right place.
    (first, descends), value = columns[0], place[0]
    return and_(first <= value if descends else first >= value, or_(*found))
