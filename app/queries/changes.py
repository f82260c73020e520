"""Changes: the newest revisions of all records, or of the claims of a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import Claim, Link, Revision
from app.queries.filters import ClaimFilter, matching, refuse_unknown
from app.queries.ordering import widened
from app.queries.revisions import NAME, get_record_id
from app.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class Change:
    """One revision in a list: of which record, who made it, when and why.

    `slug` is that of the time. A link has no page of its own: its `slug` is that of the claim it starts from.
    """

    id: int
    noun: str
    slug: str
    name: str
    number: int
    author: str
    reason: str
    at: datetime
    withdrawn: bool

    @property
    def what(self) -> str:
        """`added`, `changed` or `withdrawn`."""
        if self.withdrawn:
            return "withdrawn"
        return "added" if self.number == 1 else "changed"


@dataclass(frozen=True, slots=True)
class Changes:
    """A stretch of the list, newest first, and the number to go on after (None at the end)."""

    items: Sequence[Change]
    after: int | None


_COLUMNS = (
    Revision.id,
    Revision.noun,
    func.coalesce(Revision.data["key"].as_string(), Revision.data["from"].as_string()),
    NAME,
    Revision.number,
    Revision.author,
    Revision.reason,
    Revision.at,
    or_(
        func.coalesce(Revision.data["status"].as_string(), "") == ClaimStatus.WITHDRAWN.value,
        Revision.data["withdrawn_because"].as_string().is_not(None),  # a link
    ),
)


def list_changes(
    session: Session,
    noun: Sequence[str] = (),
    author: Sequence[str] = (),
    limit: int = 50,
    after: int | None = None,
    *,
    record: tuple[str, str] | None = None,
) -> Changes:
    """The newest changes of these nouns by these authors, from the one after `after` on; or those of one record.

    `record` is a noun and a slug, which may be an old one; raises NotFound if no record ever had it. What links bear on
    a claim is told among its changes.
    """
    statement = select(*_COLUMNS)
    if record:
        statement = statement.where(_of_record(record[0], get_record_id(session, *record)))
    if noun:
        statement = statement.where(Revision.noun.in_(noun))
    if author:
        statement = statement.where(Revision.author.in_(author))
    return _newest(session, statement, limit, after)


def list_claim_changes(session: Session, where: ClaimFilter, limit: int = 50, after: int | None = None) -> Changes:
    """The newest changes of the claims that pass the filter now; unless it asks for a status, withdrawn ones too.

    Raises Refused for a filter by a record that does not exist.
    """
    refuse_unknown(session, where)
    statement = select(*_COLUMNS).where(Revision.noun == "claim")
    if where != ClaimFilter():
        both = (ClaimStatus.PUBLISHED.value, ClaimStatus.WITHDRAWN.value)
        where = widened(session, where if where.status else replace(where, status=both))
        statement = statement.where(Revision.record_id.in_(matching(where, Claim.id)))
    return _newest(session, statement, limit, after)


def _of_record(noun: str, record_id: int) -> ColumnElement[bool]:
    own = and_(Revision.noun == noun, Revision.record_id == record_id)
    if noun != "claim":
        return own
    links = select(Link.id).where(or_(Link.from_id == record_id, Link.to_id == record_id))
    return or_(own, and_(Revision.noun == "link", Revision.record_id.in_(links)))


def _newest(session: Session, statement: Any, limit: int, after: int | None) -> Changes:
    if after is not None:
        statement = statement.where(Revision.id < after)
    # One row more than asked for tells whether there is more.
    rows = session.execute(statement.order_by(Revision.id.desc()).limit(limit + 1)).all()
    items = [Change(*row) for row in rows[:limit]]
    return Changes(items, items[-1].id if len(rows) > limit else None)
