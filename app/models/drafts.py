"""Drafts: what somebody has written and is not in the base yet."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, term
from app.models.people import Account
from app.vocabulary import DraftState, Role

ORIGIN: Final = "_of"  # in the form of an editor's copy: the number of the draft that it was made from
OPEN: Final = (DraftState.WRITING, DraftState.IN_REVIEW, DraftState.SENT_BACK)  # not done with


class Draft(Base):
    """A new record, or a change of one, as its author has typed it so far. It need not be right yet.

    The base shows nothing of it to readers; it becomes a record when an editor publishes it.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    noun: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str | None] = mapped_column(String(100), index=True)  # of the record it changes, or has become
    made_from: Mapped[int | None]  # the revision of that record that the author saw
    form: Mapped[dict[str, Any]]  # the fields of the form by their names, as typed
    state: Mapped[DraftState] = mapped_column(term(DraftState, "state"), index=True)
    saves: Mapped[int] = mapped_column(default=1)  # how often it was saved: two windows must not overwrite each other
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    updated_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    account: Mapped[Account] = relationship()
    comments: Mapped[list["Comment"]] = relationship(order_by="Comment.id")

    def is_readable_by(self, reader: Account) -> bool:
        """Its author may read it always, an editor once it has been handed in."""
        return self.account_id == reader.id or not (reader.role is Role.CONTRIBUTOR or self.state is DraftState.WRITING)

    @property
    def title(self) -> str:
        """What the record would be called; empty as long as nobody has typed that."""
        names = ("statement", "title", "supplied_title", "name", "sentence", "short")
        return next((text for name in names if (text := str(self.form.get(name, "")).strip())), "")

    @property
    def reason(self) -> str:
        """Why, as its author says so far."""
        return str(self.form.get("_reason", ""))

    @property
    def copy_of(self) -> int | None:
        """The number of the draft of somebody else that this one was made from."""
        number = self.form.get(ORIGIN)
        return number if isinstance(number, int) else None


class Comment(Base):
    """What somebody said about a draft."""

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    account: Mapped[Account] = relationship()
