"""Bases of any size, the same in every run: entries as an editor would write them, in an order that can be loaded."""

import random
from collections.abc import Iterator

from app.entries import Entry
from bench.cast import cast_for
from bench.works import Works

VERSION = 1  # raise it when the same size should give another base
SEED = 2026
CLAIMS_OF_A_SOURCE = (8, 32)  # the fewest and the most


def entries(claims: int, seed: int = SEED) -> Iterator[Entry]:
    """Everything that a base of so many claims holds; each entry names only what came before it."""
    rng = random.Random(seed)
    cast = cast_for(claims, rng)
    yield from cast.topics
    yield from cast.propositions
    yield from cast.actors
    yield from cast.programmes
    works, done, number = Works(cast, rng), 0, 0
    while done < claims:
        count = min(rng.randint(*CLAIMS_OF_A_SOURCE), claims - done)
        yield from works.source(number, first_claim=done, claims=count)
        done, number = done + count, number + 1
