"""Quotes: the words of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base

if TYPE_CHECKING:
    from app.models.claims import ClaimQuote
    from app.models.sources import Source


class Quote(Base):
    """A verbatim stretch of a source's text. All that rests on the same words shares it."""

    __tablename__ = "quotes"
    __table_args__ = (
        CheckConstraint("start >= 0 AND start < stop", name="start_before_stop"),
        CheckConstraint("length(exact) = stop - start", name="as_long_as_its_place"),
        UniqueConstraint("source_id", "start", "stop"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)  # the words before, to find the place again in a changed text
    suffix: Mapped[str] = mapped_column(Text)
    start: Mapped[int]  # code points from the start of Source.text
    stop: Mapped[int]
    locator: Mapped[str] = mapped_column(Text)  # where to look: section and paragraph

    source: Mapped[Source] = relationship(back_populates="quotes")
    uses: Mapped[list[ClaimQuote]] = relationship(back_populates="quote")

    @property
    def anchor(self) -> str:
        """The fragment of the source's address that leads to the words. Source: RFC 5147, character ranges."""
        return f"char={self.start},{self.stop}"
