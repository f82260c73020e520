"""Formatted citations, kept because making one takes a tenth of a second."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class FormattedCitation(Base):
    """How one style prints one reference, as one version of the engine wrote it."""

    __tablename__ = "formatted_citations"

    fingerprint: Mapped[str] = mapped_column(
        String(64), primary_key=True
    )  # of the reference, with our address left open
    style: Mapped[str] = mapped_column(String(120), primary_key=True)
    engine: Mapped[str] = mapped_column(String(80), primary_key=True)
    html: Mapped[str] = mapped_column(Text)  # sanitised
