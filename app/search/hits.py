"""Records as a page of results shows them: their names and the words around what matched, with the place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from app.models import (
    Actor,
    Block,
    Claim,
    ClaimQuote,
    Programme,
    Proposition,
    Quote,
    SearchEntry,
    Source,
    Topic,
)
from app.search.highlights import Match, Pieces, best_stretch, marked, matches, snippet
from app.search.language import Wanted
from app.search.numbers import record_of

PART_CHARACTERS = 12_000  # of a source, from where the part that matched begins: a part with long words


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, its name with the matching words marked, and the stretch that shows them.

    `quote` or `block` says where the stretch stands, if it is from a source.
    """

    noun: str
    record: Any
    title: Pieces
    snippet: Pieces
    quote: Quote | None = None
    block: int | None = None  # where the block begins, in code points from the start of Source.text


def _claims(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    quoted = selectinload(Claim.evidence).joinedload(ClaimQuote.quote).joinedload(Quote.source)
    options = (joinedload(Claim.claimant), quoted, raiseload("*"))
    return [_claim(claim, wanted) for claim in _loaded(session, Claim, numbers, options)]


def _claim(claim: Claim, wanted: Wanted) -> Hit:
    """The quote that answers most of the query; the first if none answers any of it."""
    told = [(quote, matches(quote.exact, wanted)) for quote in claim.quotes]
    quote, found = max(told, key=lambda pair: len({one.group for one in pair[1]}))
    return Hit("claim", claim, marked(claim.statement, wanted), snippet(quote.exact, found), quote)


def _sources(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    loaded = _loaded(session, Source, numbers, (raiseload("*"),))
    piece = func.substr(Source.text, SearchEntry.start + 1, PART_CHARACTERS)
    statement = select(SearchEntry.id, SearchEntry.start, piece).join(Source, Source.id == SearchEntry.record_id)
    parts = {row.id: row for row in session.execute(statement.where(SearchEntry.id.in_(numbers)))}
    texts = [(source, parts[number]) for source, number in zip(loaded, numbers, strict=True)]
    told = [(source, start, text, matches(text, wanted)) for source, (_, start, text) in texts]
    places = [(source.id, start + _first(text, found)) for source, start, text, found in told]
    blocks = _blocks(session, places)
    return [
        Hit("source", source, marked(source.name, wanted), snippet(text, found), block=blocks.get(place))
        for (source, _, text, found), place in zip(told, places, strict=True)
    ]


def _first(text: str, found: Sequence[Match]) -> int:
    """Where the first match of the stretch that is shown begins."""
    start, stop = best_stretch(text, found)
    return next((one.start for one in found if start <= one.start < stop), start)


def _blocks(session: Session, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """For each place in a source where its block begins."""
    where = [and_(Block.source_id == source, Block.start <= at, Block.stop > at) for source, at in places]
    rows = session.execute(select(Block.source_id, Block.start, Block.stop).where(or_(false(), *where))).all()
    return {
        (source, at): start
        for source, at in places
        for one, start, stop in rows
        if one == source and start <= at < stop
    }


def _actors(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    options = (selectinload(Actor.aliases), selectinload(Actor.affiliations), raiseload("*"))
    return [
        _named("actor", actor, wanted, [*_texts(actor.aliases), *(held.office for held in actor.affiliations)])
        for actor in _loaded(session, Actor, numbers, options)
    ]


def _programmes(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    options = (selectinload(Programme.aliases), raiseload("*"))
    return [
        _named("programme", programme, wanted, _texts(programme.aliases))
        for programme in _loaded(session, Programme, numbers, options)
    ]


def _propositions(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    loaded = _loaded(session, Proposition, numbers, (raiseload("*"),))
    return [_hit("proposition", one, wanted, [one.scope]) for one in loaded]


def _topics(session: Session, numbers: Sequence[int], wanted: Wanted) -> list[Hit]:
    return [_hit("topic", one, wanted, [one.definition]) for one in _loaded(session, Topic, numbers, (raiseload("*"),))]


READERS: dict[str, Callable[[Session, Sequence[int], Wanted], list[Hit]]] = {
    "claim": _claims,
    "source": _sources,
    "actor": _actors,
    "programme": _programmes,
    "proposition": _propositions,
    "topic": _topics,
}


def _texts(aliases: Iterable[Any]) -> list[str]:
    return [alias.text for alias in aliases]


def _named(noun: str, record: Any, wanted: Wanted, called: list[str]) -> Hit:
    return _hit(noun, record, wanted, [*filter(None, [record.description]), *called, *filter(None, [record.note])])


def _hit(noun: str, record: Any, wanted: Wanted, texts: list[str]) -> Hit:
    """Shown is the text that answers most of what the name leaves open; the first one if it answers all."""
    answered = {one.group for one in matches(record.name, wanted)}
    told = [(text, matches(text, wanted)) for text in texts]
    text, found = max(told, key=lambda pair: len({one.group for one in pair[1]} - answered), default=("", []))
    return Hit(noun, record, marked(record.name, wanted), snippet(text, found))


def _loaded(session: Session, model: Any, numbers: Sequence[int], options: Any) -> list[Any]:
    """The records of those entries, in their order. One statement, and as many as the options ask for."""
    ids = [record_of(number) for number in numbers]
    records = {one.id: one for one in session.scalars(select(model).where(model.id.in_(ids)).options(*options))}
    return [records[one] for one in ids]
