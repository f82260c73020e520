"""Claims: one with all that hangs on it, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.errors import NotFound
from app.models import Claim, ClaimQuote, Hop, Link, Quote, Source, Stance
from app.queries.cards import Card, cards_of
from app.queries.claim_references import PUBLIC
from app.queries.facets import kept_total
from app.queries.filters import ClaimFilter, has_choices, refuse_unknown
from app.queries.finding import find_record
from app.queries.ordering import Fitting, newest_fitting, reading, widened

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


Shown = TypeVar("Shown", Card, Claim)


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """A stretch of a list: its claims, the slug to go on after (None at the end), and how many the whole list holds.

    `more`: it holds more than `total`, and only the newest `total` were put in order, if that is by relevance.
    """

    claims: Sequence[Shown]
    after: str | None
    total: int
    more: bool = False
    fitting: Fitting | None = None  # its newest claims, if they had to be looked for: what facets count


def get_claim(session: Session, slug: str) -> Claim:
    """The claim with all that hangs on it and the texts of its sources; raises Moved, and NotFound also for a draft."""
    text = selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source)
    blocks = (text.undefer(Source.text), text.selectinload(Source.blocks))
    claim: Claim = find_record(
        session, Claim, "claim", slug, select(Claim).options(*WHOLE[:-1], *blocks, raiseload("*"))
    )
    if claim.status not in PUBLIC:
        raise NotFound("claim", slug)
    return claim


def list_claims(
    session: Session, where: ClaimFilter, *, sort: str = "newest", limit: int = 50, after: str | None = None
) -> Page[Card]:
    """The claims that pass the filter, from the one after `after` (a claim's slug) on, as cards.

    Raises Refused for a filter by a record that does not exist.
    """
    ids, whole = _list_ids(session, where, sort, limit, after)
    cards = cards_of(session, ids)
    return Page(cards[:limit], cards[limit - 1].slug if len(cards) > limit else None, *whole)


def list_whole_claims(
    session: Session,
    where: ClaimFilter,
    *,
    sort: str = "newest",
    limit: int = 50,
    after: str | None = None,
    options: tuple[ExecutableOption, ...] = WHOLE,
) -> Page[Claim]:
    """The same claims as records, with what the options load."""
    ids, whole = _list_ids(session, where, sort, limit, after)
    statement = select(Claim).where(Claim.id.in_(ids)).options(*options)
    records = {claim.id: claim for claim in session.scalars(statement).unique()}
    claims = [records[number] for number in ids]
    return Page(claims[:limit], claims[limit - 1].slug if len(claims) > limit else None, *whole)


def _list_ids(
    session: Session, where: ClaimFilter, sort: str, limit: int, after: str | None
) -> tuple[list[int], tuple[int, bool, Fitting | None]]:
    """The numbers of the claims on a page and of the one after it, which tells whether there is a next page.

    And how many the whole list holds.
    """
    asked, where = where, widened(session, where)
    total = kept_total(session, where)
    fitting = newest_fitting(session, where) if total is None else None
    found = reading(session, where, sort, after, fitting)
    ids = list(found.first[: limit + 1])
    if len(ids) <= limit and found.rest is not None:
        rest = found.rest.with_only_columns(Claim.id).limit(limit + 1 - len(ids))
        ids += session.connection().execute(rest).scalars()
    if not ids or has_choices(asked):  # otherwise what was found proves that all that was asked for exists
        refuse_unknown(session, asked)
    return ids, (total or 0, False, None) if fitting is None else (len(fitting.ids), fitting.more, fitting)
