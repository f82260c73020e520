"""Who asks: a reader, somebody who is signed in, or a script that acts for somebody."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.responses import Response

from app.errors import NotSignedIn
from app.models import Account
from app.queries.accounts import find_by_token, find_signed_in
from app.store.accounts import SIGNED_IN_FOR, digest

COOKIE: Final = "ascribe_signed_in"


@dataclass(frozen=True, slots=True)
class Visitor:
    """`csrf` is what every form of theirs carries; a script sends its token with each request and needs none."""

    account: Account | None = None
    csrf: str = ""
    is_script: bool = False


def visitor_of(request: Request) -> Visitor:
    """Looked up once a request. Raises NotSignedIn for a token that is unknown or revoked."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = _look_up(request)
    visitor: Visitor = request.state.visitor
    return visitor


VisitorDep = Annotated[Visitor, Depends(visitor_of)]


def is_known(headers: Headers) -> bool:
    """Whether a request names somebody: what it is answered with is for them alone."""
    return f"{COOKIE}=" in headers.get("cookie", "") or "authorization" in headers


def csrf_of(secret: str) -> str:
    """Nobody who lacks the cookie can make it, and it does not tell what the cookie holds."""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def is_own_form(visitor: Visitor, given: str) -> bool:
    return bool(visitor.csrf) and secrets.compare_digest(visitor.csrf.encode(), given.encode())


def put_cookie(request: Request, answer: Response, secret: str) -> None:
    """Not readable by scripts, not sent along from other sites, and over https nowhere else."""
    https = request.url.scheme == "https" or request.app.state.settings.public_url.startswith("https:")
    age = int(SIGNED_IN_FOR.total_seconds())
    answer.set_cookie(COOKIE, secret, max_age=age, httponly=True, samesite="lax", secure=https)


def drop_cookie(answer: Response) -> None:
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")


def _look_up(request: Request) -> Visitor:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    secret = request.cookies.get(COOKIE, "")
    if kind.lower() == "bearer":
        with request.app.state.sessions() as session:
            account = find_by_token(session, digest(token.strip()))
        if account is None:
            raise NotSignedIn("This token is not in force: it is misspelt, revoked, or its account is closed.")
        return Visitor(account, is_script=True)
    if not secret:
        return Visitor()
    with request.app.state.sessions() as session:
        account = find_signed_in(session, digest(secret))
    return Visitor(account, csrf_of(secret)) if account else Visitor()
