"""Accounts, as admins keep them."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse

from app.entries.accounts import NewAccount, NewPassword
from app.entries.complaints import complaints_of
from app.errors import Refused
from app.queries.accounts import get_account, list_accounts
from app.store import accounts
from app.vocabulary import Role
from app.web.deps import SessionDep
from app.web.permissions import AdminDep, AdminViewDep
from app.web.submissions import SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter(prefix="/people")


@router.get("")
def list_people(request: Request, session: SessionDep, _admin: AdminViewDep, done: str = "") -> Response:
    return _page(request, session, done=done)


@router.post("")
def add_person(request: Request, session: SessionDep, _admin: AdminDep, submission: SubmissionDep) -> Response:
    given = {name: submission.get(name) for name in ("name", "role")} | {"password": submission.typed("password")}
    try:
        new = NewAccount.model_validate(given)
        write(request, lambda writing: accounts.add_account(writing, new))
    except ValidationError as error:
        return _page(request, session, complaints=complaints_of(error, NewAccount), typed=given)
    except Refused as refused:
        return _page(request, session, complaints=refused.complaints, typed=given)
    return RedirectResponse("/people?done=added", status_code=303)


@router.post("/{number}")
def change_person(
    request: Request, session: SessionDep, _admin: AdminDep, submission: SubmissionDep, number: int
) -> Response:
    """Another role; closed or open again."""
    account = get_account(session, number)
    role, is_open = submission.get("role") or account.role, submission.get("open") != "no"
    if role not in list(Role):
        role = account.role
    try:
        write(request, lambda writing: accounts.change_role(writing, number, Role(role), is_open=is_open))
    except Refused as refused:
        return _page(request, session, complaints=refused.complaints, about=number)
    return RedirectResponse(f"/people?done=changed#person-{number}", status_code=303)


@router.post("/{number}/password")
def set_password(
    request: Request, session: SessionDep, _admin: AdminDep, submission: SubmissionDep, number: int
) -> Response:
    """For somebody who has forgotten theirs. All their sign-ins end."""
    get_account(session, number)
    try:
        new = NewPassword.model_validate({"password": submission.typed("password")})
    except ValidationError as error:
        return _page(request, session, complaints=complaints_of(error, NewPassword), about=number)
    write(request, lambda writing: accounts.set_password(writing, number, new))
    return RedirectResponse("/people?done=password", status_code=303)


def _page(
    request: Request,
    session: Session,
    complaints: Any = (),
    typed: dict[str, str] | None = None,
    done: str = "",
    about: int | None = None,
) -> Response:
    """`about` is the account whose form is complained about; without it, it is the form for a new one."""
    return render(
        request,
        "people/index.html",
        status=422 if complaints else 200,
        accounts=list_accounts(session),
        roles=list(Role),
        complaints=complaints,
        typed=typed or {},
        done=done,
        about=about,
    )
