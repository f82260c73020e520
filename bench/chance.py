"""Chance that is the same in every run."""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")
DRAWN_AT_ONCE = 20_000


def zipf(things: Sequence[T], exponent: float, rng: random.Random) -> Iterator[T]:
    """Things without end, the k-th drawn in proportion to 1 / k ** exponent. Source: Zipf's law."""
    weights = list(accumulate(1 / rank**exponent for rank in range(1, len(things) + 1)))
    while True:
        yield from rng.choices(things, cum_weights=weights, k=DRAWN_AT_ONCE)


def some(draws: Iterator[T], counts: Sequence[int], rng: random.Random, but: Sequence[T] = ()) -> tuple[T, ...]:
    """Different things, one of these counts of them at most, and none of `but`."""
    wanted = rng.choice(counts)
    return tuple(one for one in dict.fromkeys(next(draws) for _ in range(wanted)) if one not in but)
