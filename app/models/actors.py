"""Actors: who speaks and who is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.dates import PartialDate
from app.models.base import Base, Record, term
from app.vocabulary import ActorKind

if TYPE_CHECKING:
    from app.models.facts import Fact
    from app.models.quotes import Quote


class Actor(Record, Base):
    """A person, institution, state, alliance, company, think tank, publisher, agency, group or unnamed group."""

    __tablename__ = "actors"

    name: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[ActorKind] = mapped_column(term(ActorKind, "kind"))
    description: Mapped[str | None] = mapped_column(Text)
    description_quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)  # an editor's, shown as such

    description_quote: Mapped[Quote | None] = relationship()
    aliases: Mapped[list[ActorAlias]] = relationship(
        back_populates="actor", order_by="ActorAlias.id", cascade="all, delete-orphan"
    )
    affiliations: Mapped[list[Affiliation]] = relationship(
        back_populates="actor",
        order_by="Affiliation.id",
        cascade="all, delete-orphan",
        foreign_keys="Affiliation.actor_id",
    )
    members: Mapped[list[Affiliation]] = relationship(
        back_populates="organisation", order_by="Affiliation.id", foreign_keys="Affiliation.organisation_id"
    )
    facts: Mapped[list[Fact]] = relationship(
        back_populates="actor", order_by="Fact.position", cascade="all, delete-orphan"
    )


class ActorAlias(Base):
    """Another name under which documents mention an actor."""

    __tablename__ = "actor_aliases"
    __table_args__ = (UniqueConstraint("actor_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    text: Mapped[str] = mapped_column(Text, index=True)

    actor: Mapped[Actor] = relationship(back_populates="aliases")


class Affiliation(Base):
    """An office that an actor holds or held, as a source states it."""

    __tablename__ = "affiliations"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), index=True)
    office: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id"), index=True)
    since: Mapped[PartialDate | None]
    until: Mapped[PartialDate | None]
    quote_id: Mapped[int] = mapped_column(ForeignKey("quotes.id"), index=True)

    actor: Mapped[Actor] = relationship(back_populates="affiliations", foreign_keys=[actor_id])
    organisation: Mapped[Actor | None] = relationship(back_populates="members", foreign_keys=[organisation_id])
    quote: Mapped[Quote] = relationship()
