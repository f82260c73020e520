"""Programmes: what claims are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Record, term
from app.vocabulary import ProgrammeKind, ProgrammeStatus, RelationKind

if TYPE_CHECKING:
    from app.models.facts import Fact
    from app.models.quotes import Quote


class Programme(Record, Base):
    """An instrument, fund, strategy, law, agency mandate, platform or proposal."""

    __tablename__ = "programmes"

    name: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[ProgrammeKind] = mapped_column(term(ProgrammeKind, "kind"))
    status: Mapped[ProgrammeStatus | None] = mapped_column(term(ProgrammeStatus, "status"))
    description: Mapped[str | None] = mapped_column(Text)
    description_quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)  # an editor's, shown as such

    description_quote: Mapped[Quote | None] = relationship()
    aliases: Mapped[list[ProgrammeAlias]] = relationship(
        back_populates="programme", order_by="ProgrammeAlias.id", cascade="all, delete-orphan"
    )
    facts: Mapped[list[Fact]] = relationship(
        back_populates="programme", order_by="Fact.position", cascade="all, delete-orphan"
    )
    related: Mapped[list[Relation]] = relationship(
        back_populates="programme",
        order_by="Relation.id",
        cascade="all, delete-orphan",
        foreign_keys="Relation.programme_id",
    )
    related_from: Mapped[list[Relation]] = relationship(
        back_populates="other", order_by="Relation.id", foreign_keys="Relation.other_id"
    )


class ProgrammeAlias(Base):
    """Another name under which documents mention a programme."""

    __tablename__ = "programme_aliases"
    __table_args__ = (UniqueConstraint("programme_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    text: Mapped[str] = mapped_column(Text, index=True)

    programme: Mapped[Programme] = relationship(back_populates="aliases")


class Relation(Base):
    """How one programme relates to another; without a quote it is an editor's note."""

    __tablename__ = "relations"
    __table_args__ = (
        CheckConstraint("programme_id <> other_id", name="two_programmes"),
        UniqueConstraint("programme_id", "kind", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    kind: Mapped[RelationKind] = mapped_column(term(RelationKind, "kind"))
    other_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), index=True)

    programme: Mapped[Programme] = relationship(back_populates="related", foreign_keys=[programme_id])
    other: Mapped[Programme] = relationship(back_populates="related_from", foreign_keys=[other_id])
    quote: Mapped[Quote | None] = relationship()
