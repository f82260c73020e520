"""Stated facts about sources, actors and programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, exactly_one

if TYPE_CHECKING:
    from app.models.actors import Actor
    from app.models.programmes import Programme
    from app.models.quotes import Quote
    from app.models.sources import Source


class Fact(Base):
    """Something stated about a record, with the words it rests on; without a quote it is an editor's note."""

    __tablename__ = "facts"
    __table_args__ = (CheckConstraint(exactly_one("source_id", "actor_id", "programme_id"), name="one_subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), index=True)

    source: Mapped[Source | None] = relationship(back_populates="facts")
    actor: Mapped[Actor | None] = relationship(back_populates="facts")
    programme: Mapped[Programme | None] = relationship(back_populates="facts")
    quote: Mapped[Quote | None] = relationship()
