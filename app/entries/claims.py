"""A claim as submitted, with all that hangs on it."""

from itertools import pairwise
from typing import Any, ClassVar

from pydantic import Field, FiniteFloat, ValidationInfo, field_validator, model_validator

from app.dates import PartialDate
from app.entries.quotes import NewQuote
from app.entries.text import (
    ActorSlug,
    Entry,
    Line,
    ProgrammeSlug,
    PropositionSlug,
    Prose,
    Slug,
    TopicSlug,
)
from app.vocabulary import Certainty, ClaimKind, ClaimStatus, Mode, Qualifier, StanceValue, TargetType


class NewHop(Entry):
    """One step on the way from the claimant to the page.

    `cue` holds the words of the source that show the step ("he argued"); `to` is whom the actor spoke to, if stated.
    """

    actor: ActorSlug
    mode: Mode
    cue: Line | None = None
    to: ActorSlug | None = None


class NewStance(Entry):
    """The claimant's stance toward exactly one target."""

    proposition: PropositionSlug | None = None
    programme: ProgrammeSlug | None = None
    actor: ActorSlug | None = None
    topic: TopicSlug | None = None
    stance: StanceValue
    note: Prose | None = None

    @property
    def on(self) -> TargetType:
        return next(target for target in TargetType if getattr(self, target))

    @property
    def slug(self) -> str:
        return str(getattr(self, self.on))

    @model_validator(mode="after")
    def has_one_target(self) -> "NewStance":
        if sum(bool(getattr(self, target)) for target in TargetType) != 1:
            raise ValueError("names no target or several; name one proposition, programme, actor or topic")
        return self


class NewFigure(Entry):
    """A quantity inside a claim. `text` is as the source writes it; value, low and high are in full units.

    "€2 billion" is value 2000000000, currency EUR, scale billion. `unit` is what is counted (percent, rounds, years).
    """

    text: Line
    measure: Line
    value: FiniteFloat | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    unit: Line | None = None
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    scale: Line | None = None
    qualifier: Qualifier | None = None
    period: Line | None = None

    @model_validator(mode="after")
    def has_a_value_or_a_range(self) -> "NewFigure":
        ranged = self.low is not None or self.high is not None
        if (self.value is not None) == ranged:
            raise ValueError("needs either a value or a range; give value, or low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("has low above high; swap them")
        return self


class NewClaim(Entry):
    """One proposition that one claimant asserts, in a neutral sentence of ours, resting on one or more quotes."""

    noun: ClassVar[str] = "claim"

    key: Slug
    statement: Prose
    kind: ClaimKind
    certainty: Certainty = Certainty.ASSERTED
    hedges: tuple[Line, ...] = ()
    claimant: ActorSlug
    said: PartialDate | None = None
    attribution: tuple[NewHop, ...] = Field(min_length=1)
    status: ClaimStatus = ClaimStatus.PUBLISHED
    quotes: tuple[NewQuote, ...]
    about: tuple[ActorSlug, ...] = ()
    programmes: tuple[ProgrammeSlug, ...] = ()
    topics: tuple[TopicSlug, ...] = Field(min_length=1)
    stances: tuple[NewStance, ...] = ()
    figures: tuple[NewFigure, ...] = ()
    note: Prose | None = None

    @field_validator("quotes")
    @classmethod
    def rests_on_a_quote(cls, quotes: tuple[NewQuote, ...], info: ValidationInfo) -> tuple[NewQuote, ...]:
        """Only what was withdrawn may have lost the words that it rested on, to a corrected text."""
        if not quotes and info.data.get("status") is not ClaimStatus.WITHDRAWN:
            raise ValueError("is empty; fill it in")
        return quotes

    @model_validator(mode="after")
    def has_a_complete_chain(self) -> "NewClaim":
        hops = self.attribution
        if hops[0].actor != self.claimant:
            raise ValueError(
                f"has a chain that starts with {hops[0].actor}; start it with the claimant {self.claimant}"
            )
        if hops[-1].mode != Mode.OWN_VOICE or any(hop.mode == Mode.OWN_VOICE for hop in hops[:-1]):
            raise ValueError("has a chain that does not end on the page; give the last hop, and only it, the own_voice")
        if any(one.actor == other.actor for one, other in pairwise(hops)):
            raise ValueError("names one actor twice in a row in the chain; take one out")
        return self

    @model_validator(mode="after")
    def hedges_as_certainty_says(self) -> "NewClaim":
        if self.certainty == Certainty.HEDGED and not self.hedges:
            raise ValueError("is hedged without hedges; add the hedging words, or say asserted")
        if self.certainty == Certainty.ASSERTED and self.hedges:
            raise ValueError("is asserted with hedges; say hedged, or take the words out")
        return self

    @model_validator(mode="after")
    def names_nothing_twice(self) -> "NewClaim":
        lists: dict[str, list[Any]] = {
            "about": list(self.about),
            "programmes": list(self.programmes),
            "topics": list(self.topics),
            "stances": [f"{stance.on} {stance.slug}" for stance in self.stances],
        }
        for field, values in lists.items():
            if twice := next((value for value in values if values.count(value) > 1), None):
                raise ValueError(f"names {twice} twice under {field}; take one out")
        return self
