"""People: who may write, where they are signed in, and the tokens of their scripts."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, term
from app.vocabulary import Role


class Account(Base):
    """Somebody who may write. Accounts are closed, never deleted: their names stand in the history."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))  # as the history shows it
    folded: Mapped[str] = mapped_column(String(120), unique=True)  # the name as it is compared
    role: Mapped[Role] = mapped_column(term(Role, "role"))
    password: Mapped[str] = mapped_column(String(200))  # an argon2id hash, with its salt and costs
    is_open: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class SignIn(Base):
    """One browser in which somebody is signed in. Signing out deletes the row."""

    __tablename__ = "sign_ins"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of what the cookie holds
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    until: Mapped[datetime]

    account: Mapped[Account] = relationship()


class Token(Base):
    """A key that somebody gave to a script, which then acts in their name."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of the token, which is shown once
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    label: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
