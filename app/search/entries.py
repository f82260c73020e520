"""What of each record can be found: its words, read from the records in sets of any size."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.models import (
    Actor,
    ActorAlias,
    Affiliation,
    Claim,
    ClaimQuote,
    Contributor,
    Programme,
    ProgrammeAlias,
    Proposition,
    Quote,
    Source,
    Topic,
)
from app.search import numbers
from app.search.words import folded
from app.vocabulary import ClaimStatus

# Which records: a condition on the column that holds their number.
Which = Callable[[Any], ColumnElement[bool]]
Texts = dict[int, list[str]]

# Between texts of one entry. No query holds it, so no phrase reaches from one text into the next.
BARRIER = "¶"
SEPARATOR = f" {BARRIER} "
PART_WORDS = 1_000  # of a source's text in one entry
OVERLAP_WORDS = 40  # a phrase has fewer, so it stands whole in one part
_SPACED = re.compile(r"\S{1,60}")  # what counts as one word of a part, so that a text without spaces has parts too


@dataclass(frozen=True, slots=True)
class Entry:
    """The folded words of a record, or of one part of a source; `start` is where the part begins in Source.text."""

    number: int
    noun: str
    record_id: int
    heading: str
    body: str
    part: int = 0
    start: int = 0


# The table of a noun, that of its aliases, and the column that leads from the one to the other.
_NAMED: dict[str, tuple[Any, Any, Any]] = {
    "actor": (Actor, ActorAlias, ActorAlias.actor_id),
    "programme": (Programme, ProgrammeAlias, ProgrammeAlias.programme_id),
}


def entries(session: Session, noun: str, which: Which) -> Iterator[Entry]:
    """The entries of those records of the noun."""
    yield from READERS[noun](session, which)


def names(session: Session, noun: str, which: Which) -> Texts:
    """The folded names and aliases of actors or programmes, by record, the name first."""
    model, alias, owner = _NAMED[noun]
    found = _gathered(session.execute(select(model.id, model.name).where(which(model.id))))
    aliases = select(owner, alias.text).where(which(owner)).order_by(owner, alias.id)
    for record_id, texts in _gathered(session.execute(aliases)).items():
        found[record_id] += texts
    return found


def _claims(session: Session, which: Which) -> Iterator[Entry]:
    connection = session.connection()
    quoted = select(ClaimQuote.claim_id, Quote.exact).join(Quote, Quote.id == ClaimQuote.quote_id)
    quoted = quoted.where(which(ClaimQuote.claim_id)).order_by(ClaimQuote.claim_id, ClaimQuote.position)
    quotes = _gathered(connection.execute(quoted))
    claimants = select(Claim.claimant_id).where(which(Claim.id))
    called = {
        record_id: _joined(texts)
        for record_id, texts in names(session, "actor", lambda column: column.in_(claimants)).items()
    }
    columns = select(Claim.id, Claim.statement, Claim.dated, Claim.status, Claim.claimant_id).where(which(Claim.id))
    claims = connection.execute(columns).all()
    statements = folded(claim.statement for claim in claims)
    for (record_id, _, dated, status, claimant_id), statement in zip(claims, statements, strict=True):
        section = numbers.CLAIM if status == ClaimStatus.PUBLISHED else numbers.UNPUBLISHED
        body = [*quotes.get(record_id, ()), called[claimant_id]]
        number = numbers.entry_number(section, dated, record_id)
        yield Entry(number, "claim", record_id, statement, _joined(body))


def _sources(session: Session, which: Which) -> Iterator[Entry]:
    contributors = select(Contributor.actor_id).where(which(Contributor.source_id))
    called = names(session, "actor", lambda column: column.in_(contributors))
    made = select(Contributor.source_id, Contributor.actor_id).where(which(Contributor.source_id))
    makers: dict[int, list[str]] = defaultdict(list)
    for source_id, actor_id in session.execute(made.order_by(Contributor.source_id, Contributor.position)):
        makers[source_id] += called[actor_id]
    columns = (Source.id, Source.title, Source.supplied_title, Source.short, Source.container, Source.series)
    statement = select(*columns, Source.published, Source.text).where(which(Source.id))
    for record_id, *titles, published, text in session.execute(statement):
        heading, by = _folded(filter(None, titles)), _joined(dict.fromkeys(makers[record_id]))
        for part, (start, piece) in enumerate(parts(text)):
            number = numbers.entry_number(numbers.SOURCE, str(published or ""), record_id, part)
            body = f"{piece} {BARRIER} {by}" if part == 0 else piece
            yield Entry(number, "source", record_id, heading if part == 0 else "", body, part, start)


def parts(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts of about a thousand words that overlap: where each begins, and its folded words."""
    bounds = list(_bounds(text))
    pieces = folded(text[start:stop] for start, stop in bounds)
    return zip((start for start, _ in bounds), pieces, strict=True)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """[start, stop) in code points, cut at white space."""
    if len(text.split()) <= PART_WORDS and len(text) <= PART_WORDS * 20:
        yield 0, len(text)
        return
    starts = [match.start() for match in _SPACED.finditer(text)]
    for first in range(0, max(len(starts) - OVERLAP_WORDS, 1), PART_WORDS - OVERLAP_WORDS):
        last = first + PART_WORDS
        yield starts[first], starts[last] if last < len(starts) else len(text)


def _actors(session: Session, which: Which) -> Iterator[Entry]:
    offices = select(Affiliation.actor_id, Affiliation.office).where(which(Affiliation.actor_id))
    held = _gathered(session.execute(offices.order_by(Affiliation.id)))
    called = names(session, "actor", which)
    columns = select(Actor.id, Actor.description, Actor.note).where(which(Actor.id))
    for record_id, description, note in session.execute(columns):
        body = _joined([*held.get(record_id, ()), *folded(filter(None, [description, note]))])
        yield _plain("actor", record_id, _joined(called[record_id]), body)


def _programmes(session: Session, which: Which) -> Iterator[Entry]:
    called = names(session, "programme", which)
    columns = select(Programme.id, Programme.description, Programme.note).where(which(Programme.id))
    for record_id, description, note in session.execute(columns):
        yield _plain("programme", record_id, _joined(called[record_id]), _folded(filter(None, [description, note])))


def _propositions(session: Session, which: Which) -> Iterator[Entry]:
    columns = select(Proposition.id, Proposition.sentence, Proposition.scope).where(which(Proposition.id))
    for record_id, sentence, scope in session.execute(columns):
        yield _plain("proposition", record_id, _folded([sentence]), _folded([scope]))


def _topics(session: Session, which: Which) -> Iterator[Entry]:
    columns = select(Topic.id, Topic.name, Topic.definition).where(which(Topic.id))
    for record_id, name, definition in session.execute(columns):
        yield _plain("topic", record_id, _folded([name]), _folded([definition]))


READERS: dict[str, Callable[[Session, Which], Iterator[Entry]]] = {
    "claim": _claims,
    "source": _sources,
    "actor": _actors,
    "programme": _programmes,
    "proposition": _propositions,
    "topic": _topics,
}


def _plain(noun: str, record_id: int, heading: str, body: str) -> Entry:
    return Entry(numbers.entry_number(numbers.SECTIONS[noun], "", record_id), noun, record_id, heading, body)


def _gathered(rows: Iterable[Any]) -> Texts:
    """The texts folded, by record."""
    pairs = [(record_id, text) for record_id, text in rows]
    found: Texts = defaultdict(list)
    for (record_id, _), text in zip(pairs, folded(text for _, text in pairs), strict=True):
        found[record_id].append(text)
    return found


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(texts)


def _folded(texts: Iterable[str]) -> str:
    return _joined(folded(texts))
