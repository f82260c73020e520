"""Signing in and out. Who was signed out while writing signs in again and goes on: what they sent is given back."""

import unicodedata

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse

from app.errors import Complaint, TooOften
from app.models import Account
from app.store import accounts
from app.web.gate import resume_page, sign_in_page
from app.web.guessing import note_failure, refuse_guessing
from app.web.paths import own_path
from app.web.people import COOKIE, VisitorDep, drop_cookie, put_cookie
from app.web.permissions import MemberDep
from app.web.security import refuse_other_sites
from app.web.submissions import SubmissionDep
from app.web.writing import write

router = APIRouter()


@router.get("/sign-in")
def show_sign_in(request: Request, visitor: VisitorDep, then: str = "/") -> Response:
    if visitor.account:
        return RedirectResponse(own_path(then), status_code=303)
    return sign_in_page(request, then=own_path(then))


@router.post("/sign-in", dependencies=[Depends(refuse_other_sites)])
def sign_in(request: Request, submission: SubmissionDep) -> Response:
    name, then, kept = _printable(submission.get("name")), own_path(submission.get("then")), submission.get("kept")
    password = submission.typed("password")
    try:
        refuse_guessing(request, name)
    except TooOften as often:
        answer = sign_in_page(request, then=then, kept=kept, name=name, message=str(often), status=429)
        answer.headers["Retry-After"] = str(often.wait)
        return answer

    def work(session: Session) -> tuple[Account, str] | None:
        account = accounts.find_by_password(session, name[:100], password[:1_000])
        return (account, accounts.sign_in(session, account)) if account else None

    signed_in = write(request, work)
    if signed_in is None:
        note_failure(request, name)
        wrong = Complaint("name", "name and password do not belong together", "check both")
        return sign_in_page(request, then=then, kept=kept, name=name, complaints=(wrong,), status=422)
    account, secret = signed_in
    answer = resume_page(request, account, secret, then, kept) if kept else RedirectResponse(then, status_code=303)
    put_cookie(request, answer, secret)
    return answer


def _printable(name: str) -> str:
    """Without what no name holds and no database takes."""
    return "".join(one for one in name if unicodedata.category(one) not in {"Cc", "Cs"})


@router.post("/sign-out")
def sign_out(request: Request, _account: MemberDep) -> Response:
    write(request, lambda session: accounts.sign_out(session, request.cookies.get(COOKIE, "")))
    answer = RedirectResponse("/", status_code=303)
    drop_cookie(answer)
    return answer
