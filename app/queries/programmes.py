"""Programmes: one with its facts and relations, and the list of all."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from app.models import Fact, Programme, Relation, claim_programmes
from app.queries.finding import find_record
from app.queries.listing import Index, Listing, claims_linked, count_by, list_by_name
from app.queries.matching import holds_words
from app.queries.quoted import QUOTED
from app.vocabulary import ProgrammeKind, ProgrammeStatus

INDEX = Index(
    select(Programme).options(selectinload(Programme.aliases), raiseload("*")),
    Programme,
    Programme.name,
    about=claims_linked(claim_programmes, claim_programmes.c.programme_id),
)


def get_programme(session: Session, slug: str) -> Programme:
    """The programme with aliases, facts and relations both ways, each with its quote; raises Moved or NotFound."""
    statement = select(Programme).options(
        selectinload(Programme.aliases),
        joinedload(Programme.description_quote).options(*QUOTED),
        selectinload(Programme.facts).joinedload(Fact.quote).options(*QUOTED),
        selectinload(Programme.related).options(
            joinedload(Relation.other), joinedload(Relation.quote).options(*QUOTED)
        ),
        selectinload(Programme.related_from).options(
            joinedload(Relation.programme), joinedload(Relation.quote).options(*QUOTED)
        ),
        raiseload("*"),
    )
    programme: Programme = find_record(session, Programme, "programme", slug, statement)
    return programme


def list_programmes(
    session: Session,
    q: str = "",
    kind: Sequence[ProgrammeKind] = (),
    status: Sequence[ProgrammeStatus] = (),
    limit: int = 200,
    after: str | None = None,
) -> Listing:
    """Programmes whose name or alias holds the words, by name, with the claims about each."""
    found = [holds_words(q, Programme.name, aliases=Programme.aliases)] if q.strip() else []
    of_kind = [Programme.kind.in_(kind)] if kind else []
    of_status = [Programme.status.in_(status)] if status else []
    facets = {
        "kind": count_by(session, Programme.kind, *found, *of_status),
        "status": count_by(session, Programme.status, *found, *of_kind),
    }
    conditions = [*found, *of_kind, *of_status]
    return list_by_name(session, INDEX, conditions, limit, after, facets)
