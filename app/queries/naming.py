"""What a name stands for: the record that somebody means who types a name, and the names of records."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entries.text import SLUG, without_unprintable
from app.errors import Moved, NotFound
from app.models import Redirect, SearchName
from app.models.nouns import NAMES, RECORDS
from app.queries.names import list_nearest
from app.search.words import words

_MOST_NEAR: Final = 4


def slug_meant(session: Session, noun: str, text: str) -> str | list[str]:
    """The slug of the record of that noun which has this slug, name or alias; if none or several have, what is near.

    Several are given as slugs, what is near as names.
    """
    text = " ".join(without_unprintable(text).split())[:500]
    if found := slug_now(session, noun, text):
        return found
    same = _named(session, noun, text)
    if len(same) == 1:
        return same[0]
    if same:
        return same[:_MOST_NEAR]
    return [one.name for one in list_nearest(session, text, noun, _MOST_NEAR) if one.noun == noun]


def slug_now(session: Session, noun: str, slug: str) -> str | None:
    """The slug itself if a record has it, the present one if a record had it, or None."""
    if not SLUG.fullmatch(slug):
        return None  # without asking: a database may refuse such characters
    model = RECORDS[noun]
    if session.scalar(select(model.id).where(model.slug == slug)):
        return slug
    old = select(model.slug).join(Redirect, Redirect.record_id == model.id)
    return session.scalar(old.where(Redirect.noun == noun, Redirect.slug == slug))


def refuse_moved(session: Session, noun: str, slug: str) -> None:
    """Raises NotFound, and Moved if it was merged or renamed meanwhile: then another record would go."""
    now = slug_now(session, noun, slug)
    if now is None:
        raise NotFound(noun, slug)
    if now != slug:
        raise Moved(noun, now)


def names_of(session: Session, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of the records with these nouns and slugs, for those whose name leads back to them alone."""
    called = called_now(session, named)
    return {(noun, slug): text for (noun, slug), text in called.items() if slug_meant(session, noun, text) == slug}


def called_now(session: Session, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of the records with these nouns and slugs, whether or not others bear them too."""
    slugs: dict[str, set[str]] = {}
    for noun, slug in named:
        slugs.setdefault(noun, set()).add(slug)
    found: dict[tuple[str, str], str] = {}
    for noun, some in slugs.items():
        model, name = RECORDS[noun], NAMES[noun]
        rows = session.execute(select(model.slug, name).where(model.slug.in_(some)))
        found |= {(noun, slug): text for slug, text in rows}
    return found


def _named(session: Session, noun: str, text: str) -> list[str]:
    model, name = RECORDS[noun], NAMES[noun]
    if noun in {"actor", "programme"}:
        known = SearchName.name == " ".join(words(text))
        ids = select(SearchName.record_id).where(SearchName.noun == noun, known)
        rows = session.execute(select(model.slug, name).where(model.id.in_(ids)).order_by(model.slug)).all()
        # The one that bears the very name comes before those that also go by it.
        exact = [slug for slug, called in rows if called.casefold() == text.casefold()]
        return exact or [slug for slug, _ in rows]
    same = func.lower(name) == func.lower(text)  # both by the database, for SQLite knows no small letters but a to z
    return list(session.scalars(select(model.slug).where(same).order_by(model.slug).limit(_MOST_NEAR + 1)))
