"""What claims hold in each field that lists are narrowed by, read for many claims at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from app.db import among, stored
from app.models import (
    Actor,
    Claim,
    ClaimQuote,
    Contributor,
    Quote,
    Stance,
    claim_actors,
    claim_programmes,
    claim_topics,
)
from app.vocabulary import ContributorRole

# The value for "no such thing is stated"; no slug holds an underscore.
NOT_STATED = "not_stated"
BATCH = 5_000  # claims that are read at once

# A claim's number with one value: of records their number, of all other fields a text.
Pairs = Sequence[tuple[int, Any]]


_OWN = (
    select(
        Claim.id,
        Claim.claimant_id,
        stored(Actor.kind),
        stored(Claim.kind),
        stored(Claim.certainty),
        Claim.dated,
        Claim.has_figures,
        Claim.first_hand,
        stored(Claim.status),
    )
    .join(Actor, Actor.id == Claim.claimant_id)
    .where(among(Claim.id))
)
_LINKED = {
    "programme": select(claim_programmes.c.claim_id, claim_programmes.c.programme_id),
    "topic": select(claim_topics.c.claim_id, claim_topics.c.topic_id),
    "about": select(claim_actors.c.claim_id, claim_actors.c.actor_id),
    "source": select(ClaimQuote.claim_id, Quote.source_id).join(Quote, Quote.id == ClaimQuote.quote_id),
}
_LINKED = {name: one.where(among(one.selected_columns.claim_id)) for name, one in _LINKED.items()}
_STANCES = select(Stance.claim_id, Stance.proposition_id, stored(Stance.stance)).where(among(Stance.claim_id))
_PUBLISHERS = select(Contributor.source_id, Contributor.actor_id).where(
    among(Contributor.source_id), Contributor.role == ContributorRole.PUBLISHER
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of their stances count: those on these propositions (by number), and those of these values."""

    propositions: frozenset[int] = frozenset()
    stances: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Values:
    """The values of some claims. Each field is read when it is first asked for."""

    connection: Connection
    ids: Sequence[int]
    asked: Asked = field(default_factory=Asked)

    def pairs(self, name: str) -> Pairs:
        """Each claim with each of its values in the field; claims without a value are left out."""
        if name in _PLACES:
            return [(row[0], row[_PLACES[name]]) for row in self._own]
        if name in _COMPUTED:
            return _COMPUTED[name](self._own)
        return self._linked(name)

    def count(self, name: str) -> Counter[Any]:
        """How many of the claims have each value, `NOT_STATED` included."""
        if name in _PLACES:
            return Counter(map(itemgetter(_PLACES[name]), self._own))
        pairs = self.pairs(name)
        counts = Counter(map(itemgetter(1), pairs))
        if without := len(self.ids) - len(set(map(itemgetter(0), pairs))):
            counts[NOT_STATED] += without
        return counts

    def _linked(self, name: str) -> Pairs:
        if name == "stance":
            on_these = self.asked.propositions
            return list({(claim, one) for claim, on, one in self._stances if not on_these or on in on_these})
        if name == "proposition":
            of_these = self.asked.stances
            return list({(claim, on) for claim, on, one in self._stances if on and (not of_these or one in of_these)})
        if name == "publisher":
            return list({(claim, one) for claim, source in self._sources for one in self._publishers.get(source, ())})
        return self._sources if name == "source" else self._read(_LINKED[name], self.ids)

    @cached_property
    def _own(self) -> Sequence[Any]:
        return self._read(_OWN, self.ids)

    @cached_property
    def _stances(self) -> Sequence[Any]:
        return self._read(_STANCES, self.ids)

    @cached_property
    def _sources(self) -> Pairs:
        return list({(claim, source) for claim, source in self._read(_LINKED["source"], self.ids)})

    @cached_property
    def _publishers(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for source, actor in self._read(_PUBLISHERS, {source for _, source in self._sources}):
            found.setdefault(source, []).append(actor)
        return found

    def _read(self, statement: Any, ids: Iterable[int]) -> Sequence[Any]:
        # The driver's own tuples: to make rows of them takes as long as to read them.
        with self.connection.execute(statement, {"ids": f"[{','.join(map(str, ids))}]"}) as result:
            rows: Sequence[Any] = result.cursor.fetchall()
        return rows


def _years(rows: Sequence[Any]) -> Pairs:
    return [(row[0], row[5][:4] or NOT_STATED) for row in rows]


def _months(rows: Sequence[Any]) -> Pairs:
    return [(row[0], row[5][:7] if len(row[5]) >= 7 else NOT_STATED) for row in rows]


def _figures(rows: Sequence[Any]) -> Pairs:
    return [(row[0], "yes" if row[6] else "no") for row in rows]


def _first_hand(rows: Sequence[Any]) -> Pairs:
    return [(row[0], "yes" if row[7] else "no") for row in rows]


_PLACES = {"actor": 1, "actor_kind": 2, "kind": 3, "certainty": 4, "status": 8}  # in a row of _OWN
_COMPUTED = {"year": _years, "month": _months, "figures": _figures, "first_hand": _first_hand}
ONE_EACH = {*_PLACES, *_COMPUTED}  # fields of which every claim has one value
NAMES = (*_PLACES, *_COMPUTED, *_LINKED, "publisher", "proposition", "stance")


class Codes(dict[Any, int]):
    """A number for each value of one field, and in `known` what the numbers mean: field and text."""

    def __init__(self, name: str, known: list[tuple[str, str]]) -> None:
        super().__init__()
        self.name, self.known = name, known

    def __missing__(self, value: Any) -> int:
        self[value] = len(self.known)
        self.known.append((self.name, str(value)))
        return self[value]


def all_values(
    connection: Connection, ids: Sequence[int], known: list[tuple[str, str]]
) -> Iterator[tuple[int, list[int]]]:
    """For each claim its values in all fields, as places in `known`, which grows by what is found."""
    codes = {name: Codes(name, known) for name in NAMES}
    for start in range(0, len(ids), BATCH):
        values = Values(connection, ids[start : start + BATCH])
        found: dict[int, list[int]] = {claim_id: [] for claim_id in values.ids}
        for name, code in codes.items():
            pairs = values.pairs(name)
            for claim_id, value in pairs:
                found[claim_id].append(code[value])
            if name not in ONE_EACH:
                for claim_id in found.keys() - {claim_id for claim_id, _ in pairs}:
                    found[claim_id].append(code[NOT_STATED])
        yield from found.items()
