"""Suggestions: claims that the machine proposes."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, term
from app.vocabulary import SuggestionStatus


class Suggestion(Base):
    """A claim proposed from a stretch of a source; an editor accepts, changes or rejects it."""

    __tablename__ = "suggestions"
    __table_args__ = (CheckConstraint("start >= 0 AND start < stop", name="start_before_stop"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    start: Mapped[int]  # code points from the start of Source.text
    stop: Mapped[int]
    proposed: Mapped[dict[str, Any]]  # the fields of a claim entry that could be filled in
    status: Mapped[SuggestionStatus] = mapped_column(term(SuggestionStatus, "status"))
    reason: Mapped[str | None] = mapped_column(Text)  # why it was rejected
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)
