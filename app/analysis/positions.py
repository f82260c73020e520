"""Where actors stand, and with whom they agree and disagree."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.vocabulary import StanceValue

DECIDED: Final = frozenset({StanceValue.SUPPORTS, StanceValue.OPPOSES})


class Side(NamedTuple):
    """That one claim of an actor takes a stance on a proposition."""

    actor: int
    proposition: int
    stance: StanceValue


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one actor stands to another: the propositions on which they take the same side, and opposite sides."""

    other: int
    agree: tuple[int, ...]
    disagree: tuple[int, ...]


def position(stances: Iterable[StanceValue]) -> StanceValue:
    """The one stance that several claims of an actor on one target come to.

    Claims on both sides, or any mixed one, make it mixed; neutral claims count only where there is nothing else.
    """
    found = set(stances) - {StanceValue.NEUTRAL}
    if len(found) == 1:
        return found.pop()
    return StanceValue.MIXED if found else StanceValue.NEUTRAL


def positions(sides: Iterable[Side]) -> dict[int, dict[int, StanceValue]]:
    """Each actor's position on each proposition that they take up."""
    stances: dict[int, dict[int, list[StanceValue]]] = {}
    for side in sides:
        stances.setdefault(side.actor, {}).setdefault(side.proposition, []).append(side.stance)
    return {
        actor: {proposition: position(found) for proposition, found in taken.items()}
        for actor, taken in stances.items()
    }


def agreements(actor: int, sides: Iterable[Side]) -> list[Agreement]:
    """Everyone who takes a side where this actor does, those with most in common or in dispute first.

    Two actors agree on a proposition when both support or both oppose it, and disagree when one supports and the other
    opposes it; mixed and neutral positions count as neither. An actor's repeated claims on one proposition count once.
    Source: Leifeld (2017), "Discourse network analysis": congruence and conflict, without normalisation.
    """
    standing = positions(sides)
    own = standing.pop(actor, {})
    found = [_agreement(other, own, theirs) for other, theirs in standing.items()]
    return sorted(
        (one for one in found if one.agree or one.disagree),
        key=lambda one: (-len(one.agree) - len(one.disagree), one.other),
    )


def contest(counts: Mapping[StanceValue, int]) -> tuple[int, int]:
    """How contested a proposition is, for sorting: first the size of the smaller side, then of both together."""
    sides = Counter(counts)
    return min(sides[StanceValue.SUPPORTS], sides[StanceValue.OPPOSES]), sum(sides.values())


def _agreement(other: int, own: Mapping[int, StanceValue], theirs: Mapping[int, StanceValue]) -> Agreement:
    both = [target for target in own if own[target] in DECIDED and theirs.get(target) in DECIDED]
    return Agreement(
        other,
        tuple(target for target in both if own[target] == theirs[target]),
        tuple(target for target in both if own[target] != theirs[target]),
    )
