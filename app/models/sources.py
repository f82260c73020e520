"""Sources: works that were read, their blocks and who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.dates import PartialDate
from app.models.base import Base, Record, term
from app.vocabulary import BlockKind, ContributorRole, SourceKind

if TYPE_CHECKING:
    from app.models.actors import Actor
    from app.models.facts import Fact
    from app.models.quotes import Quote


class Source(Record, Base):
    """A work that was read: its bibliographic record and its text."""

    __tablename__ = "sources"
    __table_args__ = (CheckConstraint("title IS NOT NULL OR supplied_title IS NOT NULL", name="has_a_title"),)

    kind: Mapped[SourceKind] = mapped_column(term(SourceKind, "kind"))
    short: Mapped[str] = mapped_column(String(60))  # the short form in running text: “Banerjee 2026”
    title: Mapped[str | None] = mapped_column(Text)  # as the source states it
    supplied_title: Mapped[str | None] = mapped_column(Text)  # ours, where the source states none
    container: Mapped[str | None] = mapped_column(Text)  # the publication or site that it appeared in
    series: Mapped[str | None] = mapped_column(Text)
    series_number: Mapped[str | None] = mapped_column(Text)
    published: Mapped[PartialDate | None]
    updated: Mapped[PartialDate | None]  # as the source states; not the same as published
    url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    note: Mapped[str | None] = mapped_column(Text)
    # Never shown in lists, so it is read only where a query asks for it by name.
    text: Mapped[str] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    media_type: Mapped[str] = mapped_column(String(100))

    contributors: Mapped[list[Contributor]] = relationship(
        back_populates="source", order_by="Contributor.position", cascade="all, delete-orphan"
    )
    blocks: Mapped[list[Block]] = relationship(
        back_populates="source", order_by="Block.start", cascade="all, delete-orphan"
    )
    quotes: Mapped[list[Quote]] = relationship(back_populates="source", order_by="Quote.start, Quote.stop.desc()")
    facts: Mapped[list[Fact]] = relationship(
        back_populates="source", order_by="Fact.position", cascade="all, delete-orphan"
    )

    @property
    def name(self) -> str:
        """The title as pages write it: a supplied title stands in square brackets."""
        return self.title or f"[{self.supplied_title}]"

    def made_by(self, role: str) -> list[Actor]:
        """The actors with that role, in the order of the record."""
        return [contributor.actor for contributor in self.contributors if contributor.role == role]

    @property
    def publisher(self) -> Actor | None:
        return next(iter(self.made_by(ContributorRole.PUBLISHER)), None)

    @property
    def authors(self) -> list[Actor]:
        return self.made_by(ContributorRole.AUTHOR)


class Contributor(Base):
    """An actor who wrote, edited or published a source."""

    __tablename__ = "contributors"
    __table_args__ = (UniqueConstraint("source_id", "actor_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), index=True)
    role: Mapped[ContributorRole] = mapped_column(term(ContributorRole, "role"))
    position: Mapped[int]

    source: Mapped[Source] = relationship(back_populates="contributors")
    actor: Mapped[Actor] = relationship()


class Block(Base):
    """A piece of a source's text in reading order."""

    __tablename__ = "blocks"
    __table_args__ = (
        CheckConstraint("start >= 0 AND start < stop", name="start_before_stop"),
        UniqueConstraint("source_id", "start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    kind: Mapped[BlockKind] = mapped_column(term(BlockKind, "kind"))
    start: Mapped[int]  # code points from the start of Source.text
    stop: Mapped[int]
    section: Mapped[list[str]]  # the headings above, outermost first
    number: Mapped[int | None]  # of the paragraph in the whole source, from 1
    level: Mapped[int | None]  # of a heading, from 1

    source: Mapped[Source] = relationship(back_populates="blocks")
