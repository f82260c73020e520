"""Widening a query by the names that the base knows: who asks for SAFE also asks for Security Action for Europe."""

from collections import defaultdict

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.models import SearchName
from app.search.databases import database_of
from app.search.language import Term, beginning_of, spans, terms_of
from app.search.spelling import Words

MOST_NAMES = 20  # that one name is widened by
MOST_ENDINGS = 50  # words that one beginning stands for


def expanded(session: Session, q: str) -> str:
    """The query in the same language, with `OR "other name"` wherever it names an actor or a programme.

    Words in quotation marks are meant as they are written and stay alone. Where that is quicker, the words that the
    last one begins stand in its place.
    """
    return _finished(session, _named_otherwise(session, q), q)


def _finished(session: Session, widened: str, q: str) -> str:
    found: set[str] = set()
    for letters in beginning_of(q) or ():
        words = database_of(session).beginning(session, letters, MOST_ENDINGS)
        if words is None:
            return widened
        found.update(words)
    return " OR ".join([widened, *(f'"{word}"' for word in sorted(found))]) + " " if found else widened


def _named_otherwise(session: Session, q: str) -> str:
    terms = terms_of(q)
    asked = {" ".join(name) for _, name in spans(terms)}
    others = _other_names(session, asked) if asked else {}
    if not others:
        return q
    widened: list[set[str]] = [set() for _ in terms]
    for covered, name in spans(terms):
        for at in covered:
            widened[at].update(others.get(name, ()))
    pieces = [_widened(term, names) for term, names in zip(terms, widened, strict=True)]
    return " ".join(pieces) + (" " if q[-1:].isspace() else "")


def _widened(term: Term, names: set[str]) -> str:
    # The term itself comes last: if it is the last of all, it may be the beginning of a word.
    more = sorted(names)[:MOST_NAMES]
    return " OR ".join([*(f'"{name}"' for name in more), term.text])


def _other_names(session: Session, asked: set[str]) -> dict[Words, set[str]]:
    """For each that is a name, the other names of whatever has it, but for those that hold it anyway."""
    mine, other = aliased(SearchName), aliased(SearchName)
    same = and_(mine.noun == other.noun, mine.record_id == other.record_id, mine.name != other.name)
    statement = select(mine.name, other.name).join(other, same).where(mine.name.in_(sorted(asked)))
    found: dict[Words, set[str]] = defaultdict(set)
    for name, also in session.execute(statement):
        if f" {name} " not in f" {also} ":
            found[tuple(name.split())].add(also)
    return found
