"""A link between two claims as submitted."""

from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from app.entries.text import ClaimSlug, Entry, Prose
from app.vocabulary import LinkKind


class NewLink(Entry):
    """How one claim bears on another, with the reason in one sentence; a link that was taken back says why."""

    model_config = ConfigDict(serialize_by_alias=True)
    noun: ClassVar[str] = "link"

    from_claim: ClaimSlug = Field(alias="from")
    kind: LinkKind
    to_claim: ClaimSlug = Field(alias="to")
    reason: Prose
    withdrawn_because: Prose | None = None

    @property
    def key(self) -> str:
        """What tells this link from all others."""
        return f"{self.from_claim} {self.kind} {self.to_claim}"

    @model_validator(mode="after")
    def joins_two_claims(self) -> "NewLink":
        if self.from_claim == self.to_claim:
            raise ValueError("links a claim to itself; name another claim")
        return self
