"""Who and what generated claims are about: the curation's own records first, then made-up ones with its words."""

import random
from dataclasses import dataclass
from functools import cache
from itertools import islice

from app.entries import NewActor, NewProgramme, NewProposition, NewTopic
from app.entries.curation import Curation
from app.entries.curation_reading import read_curation
from app.vocabulary import ActorKind, ProgrammeKind, ProgrammeStatus
from bench.words import SEEDS, slug, words

BODIES = (
    (ActorKind.INSTITUTION, "Ministry of Defence of {}"),
    (ActorKind.COMPANY, "{} Systems"),
    (ActorKind.THINK_TANK, "{} Institute"),
    (ActorKind.PUBLISHER, "{} Review"),
    (ActorKind.AGENCY, "{} Defence Agency"),
    (ActorKind.GROUP, "Friends of {}"),
)
PROGRAMMES = (
    (ProgrammeKind.FUND, "{} Defence Fund"),
    (ProgrammeKind.STRATEGY, "{} Strategy"),
    (ProgrammeKind.LAW, "{} Procurement Act"),
    (ProgrammeKind.PLATFORM, "{} Air Defence"),
    (ProgrammeKind.FORUM, "{} Summit"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The records that claims name, the most named first."""

    topics: tuple[NewTopic, ...]
    propositions: tuple[NewProposition, ...]
    actors: tuple[NewActor, ...]
    programmes: tuple[NewProgramme, ...]


def cast_for(claims: int, rng: random.Random) -> Cast:
    """As many actors and programmes as a base of so many claims has: 20,000 and 500 at a million."""
    curation = _curation()
    topics = tuple(one.entry for one in curation.entries["topics"] if isinstance(one.entry, NewTopic))
    return Cast(
        topics,
        _propositions(curation, min(120, max(24, claims // 500)), topics, rng),
        _actors(curation, max(40, claims // 50), rng),
        _programmes(curation, min(500, max(20, claims // 200)), rng),
    )


@cache
def _curation() -> Curation:
    return read_curation(SEEDS)


def _actors(curation: Curation, count: int, rng: random.Random) -> tuple[NewActor, ...]:
    found: dict[str, NewActor] = {}
    for one in islice(curation.entries["actors"], count):
        if isinstance(one.entry, NewActor):
            kept = one.entry.model_dump(include={"key", "name", "kind", "aliases"})
            found[one.entry.key] = NewActor.model_validate(kept)
    names = words().names
    while len(found) < count:
        kind, form = rng.choice(BODIES)
        pair = f"{rng.choice(names)} {rng.choice(names)}"
        kind, name = (ActorKind.PERSON, pair) if rng.random() < 0.6 else (kind, form.format(pair))
        found.setdefault(slug(name), NewActor(key=slug(name), name=name, kind=kind))
    return tuple(found.values())


def _programmes(curation: Curation, count: int, rng: random.Random) -> tuple[NewProgramme, ...]:
    found: dict[str, NewProgramme] = {}
    for one in islice(curation.entries["programmes"], count):
        if isinstance(one.entry, NewProgramme):
            kept = one.entry.model_dump(include={"key", "name", "kind", "status", "aliases"})
            found[one.entry.key] = NewProgramme.model_validate(kept)
    while len(found) < count:
        kind, form = rng.choice(PROGRAMMES)
        name = form.format(rng.choice(words().names))
        status = rng.choice(list(ProgrammeStatus))
        found.setdefault(slug(name), NewProgramme(key=slug(name), name=name, kind=kind, status=status))
    return tuple(found.values())


def _propositions(
    curation: Curation, count: int, topics: tuple[NewTopic, ...], rng: random.Random
) -> tuple[NewProposition, ...]:
    found = [one.entry for one in curation.entries["propositions"] if isinstance(one.entry, NewProposition)][:count]
    for number in range(len(found), count):
        sentence = f"Europe should ensure that {rng.choice(words().phrases)}."
        scope = "Counts as a side: saying so in one’s own words."
        key, topic = f"proposition-{number}", rng.choice(topics).key
        found.append(NewProposition(key=key, sentence=sentence, scope=scope, topic=topic))
    return tuple(found)
