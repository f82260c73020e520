"""What to offer while somebody is typing: names and sentences that hold the words so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from app.models.nouns import NAMES, RECORDS
from app.search.asking import Asked, newest
from app.search.language import understood
from app.search.numbers import ACTOR, CLAIM, SECTIONS, TOPIC, record_of, section

MOST = 8
SHORTEST = 2  # letters; one begins too much
RANKED = 500  # names, and as many of the newest claims, put in order of relevance
# How many of each noun there is room for; claims take what is left.
ROOM = {"actor": 2, "programme": 2, "proposition": 2, "topic": 1, "claim": MOST}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record to go to."""

    noun: str
    slug: str
    name: str


def suggested(session: Session, q: str, noun: str | None = None) -> list[Suggestion]:
    """Up to eight records whose names or sentences hold the words; the last may be the beginning of one.

    If a noun is given, only of that noun; sources are only offered so. Two statements.
    """
    wanted = replace(understood(q.rstrip(), SHORTEST), in_heading=True)
    if not wanted.groups or len(q.strip()) < SHORTEST:
        return []
    within = [section(SECTIONS[noun])] if noun else [section(ACTOR, TOPIC), section(CLAIM)]
    found = [row for rows in newest(session, [Asked(one, wanted, RANKED) for one in within]) for row in rows]
    best: list[tuple[str, int]] = []
    for one, room in ({noun: MOST} if noun else ROOM).items():
        its = section(SECTIONS[one])
        order = sorted((row for row in found if its.low <= row[0] < its.high), key=lambda row: (-row[1], -row[0]))
        records = dict.fromkeys(record_of(number) for number, _ in order)
        best += [(one, record) for record in list(records)[: min(room, MOST - len(best))]]
    return _named(session, best)


def _named(session: Session, records: Sequence[tuple[str, int]]) -> list[Suggestion]:
    if not records:
        return []
    asked = [
        select(literal(noun), model.id, model.slug, NAMES[noun]).where(
            model.id.in_([record for one, record in records if one == noun])
        )
        for noun, model in RECORDS.items()
    ]
    rows = session.execute(union_all(*asked))
    found = {(noun, record): Suggestion(noun, slug, name) for noun, record, slug, name in rows}
    return [found[record] for record in records]
