"""Generated sources with the claims that are quoted from them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.dates import PartialDate
from app.entries import Entry, NewClaim, NewLink, NewQuote, NewSource
from app.entries.claims import NewFigure, NewHop, NewStance
from app.vocabulary import Certainty, ClaimKind, LinkKind, Mode, SourceKind, StanceValue, TargetType
from bench.cast import Cast
from bench.chance import some, zipf
from bench.words import slug, words

CUES = ("said", "argued", "warned", "insisted", "stressed", "noted", "acknowledged", "declared")
STANCES = (StanceValue.SUPPORTS,) * 5 + (StanceValue.OPPOSES,) * 3 + (StanceValue.MIXED, StanceValue.NEUTRAL)
KINDS = tuple(ClaimKind)
TARGETS = (TargetType.PROPOSITION,) * 6 + (TargetType.PROGRAMME,) * 3 + (TargetType.ACTOR, TargetType.TOPIC)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a source: who says it, how, and what it holds."""

    words: str
    start: int
    speaker: int  # an index of the cast's actors
    cue: str
    hedge: str | None
    billions: int | None


class Works:
    """Writes sources one after another. Claims are put together unchecked, for speed; the tests check them."""

    def __init__(self, cast: Cast, rng: random.Random) -> None:
        self.rng, self.actors = rng, cast.actors
        self.phrases = [(phrase, slug(phrase)[:60].strip("-")) for phrase in words().phrases]
        self.speakers = zipf(range(len(cast.actors)), 1.0, rng)
        self.writers = zipf([actor.key for actor in cast.actors], 0.8, rng)
        slugs: dict[TargetType, tuple[tuple[Any, ...], float]] = {
            TargetType.PROPOSITION: (cast.propositions, 0.9),
            TargetType.PROGRAMME: (cast.programmes, 1.0),
            TargetType.ACTOR: (cast.actors, 1.0),
            TargetType.TOPIC: (cast.topics, 0.7),
        }
        self.named = {on: zipf([one.key for one in entries], skew, rng) for on, (entries, skew) in slugs.items()}

    def source(self, number: int, first_claim: int, claims: int) -> Iterator[Entry]:
        """A source, its claims, and links between some of them."""
        rng = self.rng
        title = f"{rng.choice(self.phrases)[0].capitalize()} {number}"
        publisher, author = next(self.writers), next(self.writers)
        text, spoken = self._text(title, claims)
        source = NewSource(
            key=f"source-{number}",
            kind=rng.choice(list(SourceKind)),
            short=f"Source {number}",
            title=title,
            contributors=({"actor": author},),  # type: ignore[arg-type]
            publisher=publisher,
            published=self._date(),
            url=f"https://example.org/{number}",
            text=text,
        )
        yield source
        made = [self._claim(first_claim + at, source.key, publisher, spoken, at) for at in range(claims)]
        yield from made
        for one, other in zip(made[::25], made[1::25], strict=False):
            kind, reason = rng.choice(list(LinkKind)), f"Both speak of {one.statement[-60:]}"
            yield NewLink.model_validate({"from": one.key, "kind": kind, "to": other.key, "reason": reason})

    def _text(self, title: str, sentences: int) -> tuple[str, list[Spoken]]:
        """A title and paragraphs of four sentences, of which the offsets are kept."""
        parts, length, spoken = [title, "\n\n"], len(title) + 2, []
        for at in range(sentences):
            one = self._sentence(length)
            between = "\n\n" if at % 4 == 3 else " "
            parts += (one.words, between)
            length += len(one.words) + len(between)
            spoken.append(one)
        return "".join(parts).rstrip(), spoken

    def _sentence(self, start: int) -> Spoken:
        rng, speaker = self.rng, next(self.speakers)
        cue, chance = rng.choice(CUES), rng.random()
        hedge = "could mean that" if chance < 0.2 else None
        billions = rng.randint(1, 900) if chance > 0.89 else None
        first, second = rng.choice(self.phrases)[0], rng.choice(self.phrases)[0]
        doubt = f"this {hedge} " if hedge else ""
        money = f", at a cost of €{billions} billion" if billions else ""
        name = self.actors[speaker].name
        return Spoken(f"{name} {cue} that {doubt}{first} and {second}{money}.", start, speaker, cue, hedge, billions)

    def _claim(self, number: int, source: str, publisher: str, spoken: list[Spoken], at: int) -> NewClaim:
        rng, one = self.rng, spoken[at]
        claimant = self.actors[one.speaker]
        phrase, key = rng.choice(self.phrases)
        quoted = [one, spoken[at - 1]] if at and rng.random() < 0.2 else [one]
        quotes = [NewQuote.model_construct(source=source, exact=each.words, start=each.start) for each in quoted]
        return NewClaim.model_construct(
            key=f"{key}-{number}",
            statement=f"{claimant.name} holds that {phrase} and {rng.choice(self.phrases)[0]}.",
            kind=rng.choice(KINDS),
            certainty=Certainty.HEDGED if one.hedge else Certainty.ASSERTED,
            hedges=(one.hedge,) if one.hedge else (),
            claimant=claimant.key,
            said=self._date() if rng.random() < 0.3 else None,
            attribution=self._chain(claimant.key, publisher, one.cue),
            quotes=tuple(quotes),
            about=some(self.named[TargetType.ACTOR], (0, 1, 1, 2), rng),
            programmes=some(self.named[TargetType.PROGRAMME], (0, 0, 1, 1, 2), rng),
            topics=some(self.named[TargetType.TOPIC], (1, 2, 2, 3), rng),
            stances=self._stances(),
            figures=(_figure(one.billions),) if one.billions else (),
        )

    def _chain(self, claimant: str, publisher: str, cue: str) -> tuple[NewHop, ...]:
        last = NewHop.model_construct(actor=publisher, mode=Mode.OWN_VOICE)
        if claimant == publisher:
            return (last,)
        mode = Mode.DIRECT if self.rng.random() < 0.5 else Mode.PARAPHRASE
        return (NewHop.model_construct(actor=claimant, mode=mode, cue=cue), last)

    def _stances(self) -> tuple[NewStance, ...]:
        count = self.rng.choices((0, 1, 2), (30, 55, 15))[0]
        targets = dict.fromkeys((on, next(self.named[on])) for on in self.rng.choices(TARGETS, k=count))
        return tuple(
            NewStance.model_construct(stance=self.rng.choice(STANCES), **{on.value: name}) for on, name in targets
        )

    def _date(self) -> PartialDate | None:
        """Between 2015 and 2026, recent ones oftener; one in five is vague, one in fifty unknown."""
        rng = self.rng
        chance, year = rng.random(), 2026 - min(11, int(rng.expovariate(0.3)))
        if chance < 0.02:
            return None
        if chance < 0.06:
            return PartialDate(year)
        month = rng.randint(1, 10)
        return PartialDate(year, month) if chance < 0.2 else PartialDate(year, month, rng.randint(1, 28))


def _figure(billions: int) -> NewFigure:
    return NewFigure.model_construct(
        text=f"€{billions} billion", measure="cost", value=billions * 1e9, currency="EUR", scale="billion"
    )
