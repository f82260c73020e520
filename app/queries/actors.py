"""Actors: one with its offices and facts, and the list of all."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from app.models import Actor, Affiliation, Claim, Contributor, Fact, Hop, Source, claim_actors
from app.queries.finding import find_record
from app.queries.listing import Index, Listing, claims_linked, claims_made, count_by, list_by_name
from app.queries.matching import holds_words
from app.queries.quoted import QUOTED
from app.vocabulary import ActorKind, ClaimStatus

PASSED_ON = 1_000  # claims passed on that are counted

INDEX = Index(
    select(Actor).options(selectinload(Actor.aliases), raiseload("*")),
    Actor,
    Actor.name,
    about=claims_linked(claim_actors, claim_actors.c.actor_id),
    by=claims_made,
)


def get_actor(session: Session, slug: str) -> Actor:
    """The actor with aliases, offices, members and facts, each with its quote; raises Moved or NotFound."""
    statement = select(Actor).options(
        selectinload(Actor.aliases),
        joinedload(Actor.description_quote).options(*QUOTED),
        selectinload(Actor.affiliations).options(
            joinedload(Affiliation.organisation), joinedload(Affiliation.quote).options(*QUOTED)
        ),
        selectinload(Actor.members).options(
            joinedload(Affiliation.actor), joinedload(Affiliation.quote).options(*QUOTED)
        ),
        selectinload(Actor.facts).joinedload(Fact.quote).options(*QUOTED),
        raiseload("*"),
    )
    actor: Actor = find_record(session, Actor, "actor", slug, statement)
    return actor


def list_actors(
    session: Session, q: str = "", kind: Sequence[ActorKind] = (), limit: int = 200, after: str | None = None
) -> Listing:
    """Actors whose name or alias holds the words, by name, with the claims by and about each."""
    found = [holds_words(q, Actor.name, aliases=Actor.aliases)] if q.strip() else []
    kinds = count_by(session, Actor.kind, *found)
    of_kind = [Actor.kind.in_(kind)] if kind else []
    return list_by_name(session, INDEX, [*found, *of_kind], limit, after, {"kind": kinds})


def list_sources_by(session: Session, actor_id: int, limit: int) -> list[tuple[Source, Contributor]]:
    """The sources that the actor wrote, edited or published, with its role in each: the newest `limit`."""
    statement = select(Source, Contributor).join(Contributor).where(Contributor.actor_id == actor_id)
    newest = statement.order_by(Source.published.desc().nulls_last(), Source.id).limit(limit)
    return [(source, contributor) for source, contributor in session.execute(newest.options(raiseload("*")))]


def count_passed_on(session: Session, actor_id: int) -> int:
    """How many published claims of others reach the page through this actor; `PASSED_ON` + 1 stands for any more."""
    claims = select(Claim.id).join(Hop, Hop.claim_id == Claim.id)
    through = (Hop.actor_id == actor_id, Claim.claimant_id != actor_id, Claim.status == ClaimStatus.PUBLISHED)
    some = claims.where(*through).distinct().limit(PASSED_ON + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def unnamed_among(session: Session, slugs: Sequence[str]) -> set[str]:
    """Those of these actors whom a source cites without a name."""
    unnamed = select(Actor.slug).where(Actor.slug.in_(slugs), Actor.kind == ActorKind.UNNAMED)
    return set(session.scalars(unnamed)) if slugs else set()
