"""Positions: where actors stand, counted."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, term
from app.vocabulary import StanceValue, TargetType


class Held(Base):
    """How many published claims of an actor take one stance on one target: kept right by every write."""

    __tablename__ = "held_stances"
    __table_args__ = (
        CheckConstraint("count >= 0", name="not_negative"),
        Index("ix_held_stances_actor", "actor_id"),
        Index("ix_held_stances_most", "target_type", "target_id", "count", "actor_id", "stance"),
    )

    on: Mapped[TargetType] = mapped_column("target_type", term(TargetType, "target_type"), primary_key=True)
    target_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # of the target's own table
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), primary_key=True)
    stance: Mapped[StanceValue] = mapped_column(term(StanceValue, "stance"), primary_key=True)
    count: Mapped[int]
