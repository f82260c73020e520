"""Counts that are kept, because counting anew would take too long for a page."""

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.vocabulary import ClaimStatus

SIDES = "proposition"  # the scope of what is counted for each proposition


class KeptCount(Base):
    """How many published claims of a long list have one value in one field: kept right by every write.

    The list is that of all claims, or those of one actor, programme or topic. A list has either all its counts or
    none; `status` counts the list itself. Beside these, however few they are, the claims that take a side on each
    proposition are counted by `stance`, under `SIDES`.
    """

    __tablename__ = "kept_counts"
    __table_args__ = (
        CheckConstraint("count >= 0", name="not_negative"),
        Index("ix_kept_counts_most", "scope", "owner_id", "field", "count", "value"),
    )

    scope: Mapped[str] = mapped_column(String(12), primary_key=True)  # all, actor, programme, topic or `SIDES`
    owner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # of the scope's own table; 0 for all
    field: Mapped[str] = mapped_column(String(12), primary_key=True)  # as addresses call it
    value: Mapped[str] = mapped_column(String(24), primary_key=True)  # of records their number
    count: Mapped[int]


# Of the counts of a list the one that counts the list itself.
WHOLE = (KeptCount.field == "status", KeptCount.value == ClaimStatus.PUBLISHED.value)
