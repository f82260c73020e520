"""What to offer when a list is empty: which choice stands in the way, and which words were perhaps meant."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app import search
from app.queries.filters import FIELDS, ClaimFilter, chosen
from app.queries.ordering import newest_fitting, widened


@dataclass(frozen=True, slots=True)
class WayOut:
    """How many claims fit when one field is no longer asked for; `more`: there are more than that."""

    name: str  # of the field as addresses call it
    total: int
    more: bool


def ways_out(session: Session, where: ClaimFilter) -> list[WayOut]:
    """The fields without which the list would not be empty. None if only one is asked for: then that is the one."""
    without = {field.name: where.without(field.name) for field in FIELDS if chosen(where, field.name)}
    without |= {"q": replace(where, q="")} if where.q.strip() else {}
    without |= {"from": replace(where, since=None)} if where.since else {}
    without |= {"to": replace(where, until=None)} if where.until else {}
    if len(without) < 2:
        return []
    found = {name: newest_fitting(session, widened(session, rest)) for name, rest in without.items()}
    return [WayOut(name, len(one.ids), one.more) for name, one in found.items() if one.ids]


def words_meant(session: Session, where: ClaimFilter) -> str | None:
    """The words with a spelling that claims hold, if some are spelt as none is."""
    return search.corrected(session, where.q, nouns=("claim",)) if where.q.strip() else None
