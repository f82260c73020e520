"""Accounts: who is signed in, whose token it is, and all of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.errors import NotFound
from app.models import Account, SignIn, Token


def find_signed_in(session: Session, digest: str) -> Account | None:
    """The open account that is signed in with this cookie, given as its digest."""
    statement = select(SignIn).options(joinedload(SignIn.account)).where(SignIn.token == digest)
    found = session.scalar(statement)
    return found.account if found and found.until > datetime.now(UTC) and found.account.is_open else None


def find_by_token(session: Session, digest: str) -> Account | None:
    """The open account that gave this token to a script, unless it is revoked."""
    statement = select(Token).options(joinedload(Token.account)).where(Token.hash == digest)
    found = session.scalar(statement)
    return found.account if found and not found.revoked_at and found.account.is_open else None


def get_account(session: Session, number: int) -> Account:
    """Raises NotFound."""
    account = session.get(Account, number) if number < 2**31 else None
    if account is None:
        raise NotFound("account", str(number))
    return account


def list_accounts(session: Session) -> Sequence[Account]:
    """All, by name."""
    return session.scalars(select(Account).order_by(Account.folded)).all()


def list_tokens(session: Session, account_id: int) -> Sequence[Token]:
    """Those in force, newest first."""
    statement = select(Token).where(Token.account_id == account_id, Token.revoked_at.is_(None))
    return session.scalars(statement.order_by(Token.id.desc())).all()


def list_sign_ins(session: Session, account_id: int) -> Sequence[SignIn]:
    """Where somebody is signed in, newest first."""
    statement = select(SignIn).where(SignIn.account_id == account_id, SignIn.until > datetime.now(UTC))
    return session.scalars(statement.order_by(SignIn.at.desc())).all()
