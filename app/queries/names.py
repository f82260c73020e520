"""Names: all under which actors and programmes are mentioned, and the ones nearest to a wrong address."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.extraction.mentions import Name
from app.models import Actor, ActorAlias, Claim, Programme, ProgrammeAlias
from app.models.nouns import NAMES, RECORDS
from app.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class Near:
    """A record whose slug or name is near to what was asked for."""

    noun: str
    slug: str
    name: str


def list_names(session: Session) -> list[Name]:
    """Every name and alias of every actor and programme. One statement."""
    statement = union_all(
        select(literal("actor"), Actor.slug, Actor.name),
        select(literal("actor"), Actor.slug, ActorAlias.text).join(ActorAlias.actor),
        select(literal("programme"), Programme.slug, Programme.name),
        select(literal("programme"), Programme.slug, ProgrammeAlias.text).join(ProgrammeAlias.programme),
    )
    return [Name(text, noun, slug) for noun, slug, text in session.execute(statement)]


def names_version(session: Session) -> tuple[Any, ...]:
    """Other whenever an actor or programme is: a change raises a revision, and what is added or merged is counted."""
    counted = (
        select(func.count(), func.sum(model.revision), func.max(model.updated_at)).select_from(model)
        for model in (Actor, Programme)
    )
    return tuple(tuple(session.execute(one).one()) for one in counted)


def list_nearest(session: Session, words: str, noun: str | None = None, limit: int = 5) -> list[Near]:
    """The records with slugs most like the words, those of the noun first; the newest 5,000 a noun are compared."""
    wanted = words.replace("-", " ").lower()[:200]
    near: list[tuple[float, Near]] = []
    for one, name in NAMES.items():
        model = RECORDS[one]
        statement = select(model.slug, name).order_by(model.id.desc()).limit(5_000)
        if model is Claim:
            statement = statement.where(Claim.status == ClaimStatus.PUBLISHED)
        rows = [Near(one, slug, text) for slug, text in session.execute(statement)]
        texts = [row.slug.replace("-", " ") for row in rows]
        found = process.extract(wanted, texts, scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=55)
        bonus = 15 if one == noun else 0
        near.extend((score + bonus, rows[index]) for _, score, index in found)
    return [row for _, row in sorted(near, key=lambda pair: -pair[0])[:limit]]
