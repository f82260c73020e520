"""Propositions: contested sentences."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Record
from app.models.topics import Topic


class Proposition(Record, Base):
    """A sentence that claims take sides on."""

    __tablename__ = "propositions"

    sentence: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)  # what counts as a side and what does not
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)

    topic: Mapped[Topic | None] = relationship()

    @property
    def name(self) -> str:
        return self.sentence
