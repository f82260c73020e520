"""Propositions: one, and the list of all with how contested each is."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload

from app.models import Proposition
from app.queries.finding import find_record
from app.queries.listing import Index, Listing, list_by_name
from app.queries.matching import holds_words
from app.queries.stances import count_stances


def get_proposition(session: Session, slug: str) -> Proposition:
    """The proposition with its topic; raises Moved or NotFound."""
    statement = select(Proposition).options(joinedload(Proposition.topic), raiseload("*"))
    proposition: Proposition = find_record(session, Proposition, "proposition", slug, statement)
    return proposition


def list_propositions(session: Session, q: str = "", limit: int = 200, after: str | None = None) -> Listing:
    """Propositions whose sentence or scope holds the words, by sentence, with the claims that take a side on each."""
    found = [holds_words(q, Proposition.sentence, Proposition.scope)] if q.strip() else []
    return list_by_name(session, INDEX, found, limit, after)


def _claims_taking_sides(session: Session, ids: list[int]) -> dict[int, int]:
    return {proposition_id: sum(sides.values()) for proposition_id, sides in count_stances(session, *ids).items()}


INDEX = Index(
    select(Proposition).options(joinedload(Proposition.topic), raiseload("*")),
    Proposition,
    Proposition.sentence,
    about=_claims_taking_sides,
)
