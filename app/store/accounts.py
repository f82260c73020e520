"""Accounts: making, changing and closing them; signing in and out; tokens for scripts."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.entries.accounts import NewAccount, NewPassword, NewToken, folded
from app.errors import Complaint, NotFound, Refused
from app.models import Account, SignIn, Token
from app.store.turns import take_turn
from app.vocabulary import Role

# The defaults of argon2-cffi are those of RFC 9106, section 4, for machines with little memory.
_HASHER: Final = PasswordHasher()
SIGNED_IN_FOR: Final = timedelta(days=14)
MARK: Final = "ascribe_"  # so that a token is known for what it is where it leaks


def add_account(session: Session, new: NewAccount) -> Account:
    """The new account. Raises Refused if somebody has the name."""
    if session.scalar(select(Account.id).where(Account.folded == folded(new.name))):
        raise Refused(Complaint("name", f"“{new.name}” has an account already", "choose another name", ("name",)))
    hashed = _HASHER.hash(new.password.get_secret_value())
    account = Account(name=new.name, folded=folded(new.name), role=new.role, password=hashed)
    session.add(account)
    session.flush()
    return account


def find_by_password(session: Session, name: str, password: str) -> Account | None:
    """The open account of that name, if that is its password. It takes as long when there is none."""
    account = session.scalar(select(Account).where(Account.folded == folded(name)))
    try:
        _HASHER.verify(account.password if account else _nobody(), password)
    except (VerificationError, InvalidHashError):
        return None
    if account is None or not account.is_open:
        return None
    if _HASHER.check_needs_rehash(account.password):
        account.password = _HASHER.hash(password)
    return account


def sign_in(session: Session, account: Account) -> str:
    """A new sign-in of the account; gives what the cookie is to hold. Sign-ins that have run out are taken away."""
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    session.execute(delete(SignIn).where(SignIn.until < now))
    session.add(SignIn(token=digest(secret), account_id=account.id, at=now, until=now + SIGNED_IN_FOR))
    session.flush()
    return secret


def sign_out(session: Session, secret: str) -> None:
    """End the sign-in whose cookie holds this."""
    session.execute(delete(SignIn).where(SignIn.token == digest(secret)))


def sign_out_everywhere(session: Session, account_id: int, but: str | None = None) -> None:
    """End every sign-in of the account, except perhaps the one whose cookie holds `but`."""
    session.execute(delete(SignIn).where(SignIn.account_id == account_id, SignIn.token != (digest(but) if but else "")))


def change_password(session: Session, account_id: int, old: str, new: NewPassword) -> None:
    """Raises Refused if the old one is wrong. Whoever was signed in elsewhere no longer is."""
    account = _get(session, account_id)
    try:
        _HASHER.verify(account.password, old)
    except (VerificationError, InvalidHashError):
        raise Refused(Complaint("old", "is not your password", "type it again", ("old",))) from None
    set_password(session, account_id, new)


def set_password(session: Session, account_id: int, new: NewPassword) -> None:
    """As an admin does for somebody who has forgotten it. All their sign-ins end; their tokens stay."""
    _get(session, account_id).password = _HASHER.hash(new.password.get_secret_value())
    sign_out_everywhere(session, account_id)


def change_role(session: Session, account_id: int, role: Role, *, is_open: bool) -> Account:
    """Give an account another role, close it or open it again. Raises Refused for the last open admin.

    Closing ends its sign-ins and its tokens for good: opening it again brings neither back.
    """
    take_turn(session)  # or two admins could close each other
    account = _get(session, account_id)
    remains_admin = role is Role.ADMIN and is_open
    if account.role is Role.ADMIN and account.is_open and not remains_admin and _is_last_admin(session, account_id):
        wrong, cure = "is the only admin", "make somebody else an admin first"
        raise Refused(Complaint("role", wrong, cure, ("role",)))
    account.role, account.is_open = role, is_open
    if not is_open:
        sign_out_everywhere(session, account_id)
        _revoke_all(session, account_id)
    session.flush()
    return account


def add_token(session: Session, account_id: int, new: NewToken) -> str:
    """A new token, which is shown this once and never again."""
    secret = MARK + secrets.token_urlsafe(32)
    session.add(Token(hash=digest(secret), account_id=account_id, label=new.label))
    session.flush()
    return secret


def revoke_token(session: Session, account_id: int, token_id: int) -> None:
    """Raises NotFound also for a token of somebody else: whether there is one is not told."""
    changed = session.execute(
        update(Token)
        .where(Token.id == token_id, Token.account_id == account_id)
        .values(revoked_at=datetime.now(UTC))
        .returning(Token.id)
    )
    if changed.first() is None:
        raise NotFound("token", str(token_id))


def digest(secret: str) -> str:
    """What the base keeps of a secret: who reads the base cannot sign in with it."""
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def _nobody() -> str:
    """Compared when no account has the name, so that the time an answer takes does not tell."""
    return _HASHER.hash(secrets.token_hex())


def _get(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", str(account_id))
    return account


def _revoke_all(session: Session, account_id: int) -> None:
    in_force = (Token.account_id == account_id, Token.revoked_at.is_(None))
    session.execute(update(Token).where(*in_force).values(revoked_at=datetime.now(UTC)))


def _is_last_admin(session: Session, account_id: int) -> bool:
    others = select(Account.id).where(Account.role == Role.ADMIN, Account.is_open, Account.id != account_id)
    return session.scalar(others.limit(1)) is None
