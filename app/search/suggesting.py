"""What to offer while somebody is typing: names and sentences that hold the words so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from app.models import Actor, Claim, Programme, Proposition, Topic
from app.search.asking import Asked, newest
from app.search.language import understood
from app.search.numbers import ACTOR, CLAIM, SECTIONS, TOPIC, record_of, section

MOST = 8
SHORTEST = 2  # letters; one begins too much
RANKED = 500  # names, and as many of the newest claims, put in order of relevance
# How many of each noun there is room for; claims take what is left.
ROOM = {"actor": 2, "programme": 2, "proposition": 2, "topic": 1, "claim": MOST}
NAMES: dict[str, tuple[Any, Any]] = {
    "actor": (Actor, Actor.name),
    "programme": (Programme, Programme.name),
    "proposition": (Proposition, Proposition.sentence),
    "topic": (Topic, Topic.name),
    "claim": (Claim, Claim.statement),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record to go to."""

    noun: str
    slug: str
    name: str


def suggested(session: Session, q: str) -> list[Suggestion]:
    """Up to eight records whose names or sentences hold the words; the last may be the beginning of one.

    Two statements.
    """
    wanted = replace(understood(q.rstrip(), SHORTEST), in_heading=True)
    if not wanted.groups or len(q.strip()) < SHORTEST:
        return []
    names, claims = newest(
        session, [Asked(section(ACTOR, TOPIC), wanted, RANKED), Asked(section(CLAIM), wanted, RANKED)]
    )
    best: list[tuple[str, int]] = []
    for noun, room in ROOM.items():
        within = section(SECTIONS[noun])
        rows = [row for row in (*names, *claims) if within.low <= row[0] < within.high]
        order = sorted(rows, key=lambda row: (-row[1], -row[0]))[: min(room, MOST - len(best))]
        best += [(noun, record_of(number)) for number, _ in order]
    return _named(session, best)


def _named(session: Session, records: Sequence[tuple[str, int]]) -> list[Suggestion]:
    if not records:
        return []
    asked = [
        select(literal(noun), model.id, model.slug, name).where(
            model.id.in_([record for one, record in records if one == noun])
        )
        for noun, (model, name) in NAMES.items()
    ]
    rows = session.execute(union_all(*asked))
    found = {(noun, record): Suggestion(noun, slug, name) for noun, record, slug, name in rows}
    return [found[record] for record in records]
