"""Revisions: what records were, and what the base as a whole is."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Revision(Base):
    """What a record was, who changed it, when and why."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("noun", "record_id", "number"),
        CheckConstraint("number >= 1", name="counted_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]  # of the noun's own table
    number: Mapped[int]  # of this record, from 1, without gaps
    data: Mapped[dict[str, Any]]  # the whole entry in its canonical form
    author: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    by_seed: Mapped[bool]  # loaded from the curation files, not written by an editor
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Redirect(Base):
    """An old slug, which leads to its record for ever."""

    __tablename__ = "redirects"
    __table_args__ = (UniqueConstraint("noun", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(100))
    record_id: Mapped[int]  # where it leads
    merged_id: Mapped[int | None]  # whose slug it was, if that record was merged into another


class Merge(Base):
    """That a record was taken up by another of its noun. The row of the one is gone; its revisions stay."""

    __tablename__ = "merges"
    __table_args__ = (Index("ix_merges_merged", "noun", "merged_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    merged_id: Mapped[int]
    slug: Mapped[str] = mapped_column(String(100))  # of the one, when it was merged
    into_id: Mapped[int]
    revised: Mapped[list[int]] = mapped_column(deferred=True)  # revisions by which other records name the other
    removed: Mapped[list[int]]  # last revisions of links that said nothing more, and went too
    author: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    undone_at: Mapped[datetime | None]


class BaseState(Base):
    """The one row that says what the base is: a number that every change readers can see raises."""

    __tablename__ = "base_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
