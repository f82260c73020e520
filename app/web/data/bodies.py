"""What scripts send to write, and what they are answered with. The names are a promise to clients."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.entries.text import Slug
from app.web.reasons import LONGEST

Reason = Annotated[str, Field(min_length=1, max_length=LONGEST, description="why; it stands in the history")]
MadeFrom = Annotated[int, Field(ge=1, le=2**31 - 1, description="the number of the revision that you have read")]


class Body(BaseModel):
    """What is sent. A field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Decision(Body):
    """A step that changes a record as a whole."""

    reason: Reason
    made_from: MadeFrom


class LinkDecision(Decision):
    """Whether a link between two claims is to stand, or to be withdrawn."""

    stands: bool


class Merging(Body):
    """The record that stays takes up the one at the address, which leads to it from then on."""

    into: Slug
    reason: Reason


class UndoneMerge(Body):
    reason: Reason


class Renaming(Body):
    """The new slug; the old one leads to it for ever."""

    key: Slug
    reason: Reason


class Splitting(Body):
    """Which claims move, and where: `into` one that is there, or a new one that the other two fields describe."""

    claims: Annotated[list[Slug], Field(min_length=1, max_length=500)]
    into: str | None = None
    reason: Reason


class SplittingTopic(Splitting):
    name: str | None = None
    definition: str | None = None


class SplittingProposition(Splitting):
    sentence: str | None = None
    scope: str | None = None


class ReplacedText(Decision):
    """`settled` says for each quote by its number where it stands in the new text, in code points; null drops it.

    A quote that stands word for word where it did need not be named. A refusal names those that must be settled.
    """

    text: Annotated[str, Field(min_length=1)]
    settled: dict[str, tuple[int, int] | None] = {}


class Importing(Body):
    """Curation files by their names. Without `apply` the answer says what they would do, and nothing is written.

    `state` is from such an answer: nothing is written if it would no longer do the same. `partly` writes the rest
    although something is refused.
    """

    files: dict[str, str]
    apply: bool = False
    partly: bool = False
    reason: Annotated[str, Field(max_length=LONGEST, description="needed to apply")] = ""
    state: str | None = None


class RecordPlace(BaseModel):
    """A record, and where it is."""

    noun: str
    slug: str
    url: str


class RecordWritten(RecordPlace):
    """A record as it was written: at `{url}/revisions/{revision}` for ever."""

    revision: int


class LinkWritten(RecordWritten):
    """A link between two claims; `slug` is that of the claim at whose address it was written."""

    number: int


class ClaimsMoved(RecordPlace):
    """Where claims went, and how many."""

    moved: int


class PlannedRow(BaseModel):
    """What a line of a file does: `what` is added, changed, unchanged or refused, with the reason in `why`."""

    file: str
    line: int
    what: str
    noun: str
    key: str
    fields: list[str]
    why: str


class Imported(BaseModel):
    applied: bool
    state: str
    rows: list[PlannedRow]


class Mistake(BaseModel):
    """What is wrong with a field, and how to mend it."""

    field: str
    wrong: str
    cure: str


class Refusal(BaseModel):
    """Nothing was written, and why."""

    error: str
    errors: list[Mistake]


class Nearest(BaseModel):
    noun: str
    slug: str
    name: str
    url: str


class NotThere(BaseModel):
    """Nothing was written: there is no such record. The nearest ones are named."""

    error: str
    nearest: list[Nearest]
