"""One's own account: password, where one is signed in, tokens for scripts, drafts."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse

from app.entries.accounts import NewPassword, NewToken
from app.entries.complaints import complaints_of
from app.errors import Refused
from app.models import Account
from app.queries.accounts import list_sign_ins, list_tokens
from app.store import accounts
from app.store.accounts import digest
from app.web.deps import SessionDep
from app.web.people import COOKIE, put_cookie
from app.web.permissions import MemberDep, MemberViewDep
from app.web.submissions import SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/account")


@router.get("")
def show_account(request: Request, session: SessionDep, account: MemberViewDep, done: str = "") -> Response:
    return _page(request, session, account, done=done)


@router.post("/password")
def change_password(request: Request, session: SessionDep, account: MemberDep, submission: SubmissionDep) -> Response:
    """Whoever is signed in elsewhere no longer is; this browser gets a new sign-in."""

    def work(writing: Session) -> str:
        new = NewPassword.model_validate({"password": submission.typed("password")})
        accounts.change_password(writing, account.id, submission.typed("old")[:1_000], new)
        return accounts.sign_in(writing, account)

    try:
        secret = write(request, work)
    except ValidationError as error:
        return _page(request, session, account, complaints=complaints_of(error, NewPassword))
    except Refused as refused:
        return _page(request, session, account, complaints=refused.complaints)
    answer = RedirectResponse("/account?done=password", status_code=303)
    put_cookie(request, answer, secret)
    return answer


@router.post("/sign-out-elsewhere")
def sign_out_elsewhere(request: Request, account: MemberDep) -> Response:
    here = request.cookies.get(COOKIE)
    write(request, lambda session: accounts.sign_out_everywhere(session, account.id, but=here))
    return RedirectResponse("/account?done=elsewhere", status_code=303)


@router.post("/tokens")
def add_token(request: Request, session: SessionDep, account: MemberDep, submission: SubmissionDep) -> Response:
    """The page that answers shows the token; no other ever does."""
    try:
        new = NewToken.model_validate({"label": submission.get("label")})
    except ValidationError as error:
        return _page(request, session, account, complaints=complaints_of(error, NewToken))
    token = write(request, lambda writing: accounts.add_token(writing, account.id, new))
    return _page(request, session, account, token=token)


@router.post("/tokens/{number}/revoke")
def revoke_token(request: Request, account: MemberDep, number: int) -> Response:
    write(request, lambda session: accounts.revoke_token(session, account.id, number))
    return RedirectResponse("/account?done=revoked", status_code=303)


def _page(
    request: Request,
    session: Session,
    account: Account,
    complaints: Any = (),
    token: str = "",
    done: str = "",
) -> Response:
    answer = render(
        request,
        "people/account.html",
        status=422 if complaints else 200,
        account=account,
        sign_ins=list_sign_ins(session, account.id),
        this_browser=digest(request.cookies.get(COOKIE, "")),
        tokens=list_tokens(session, account.id),
        token=token,
        done=done,
        complaints=complaints,
    )
    if token:
        answer.headers["Cache-Control"] = "no-store"
    return answer
