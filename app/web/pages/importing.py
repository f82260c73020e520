"""Bringing in many records from files: tried first, then applied."""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse

from app.errors import Complaint, NotAllowed, Refused
from app.models import Account
from app.store import imports
from app.store.import_plans import File, Outcome, Plan
from app.web.filling import filled_from
from app.web.forms import Filled
from app.web.importing import KINDS, Seen, barred, files_in, sendable
from app.web.permissions import PublisherDep, PublisherViewDep
from app.web.reasons import edit_of, reason_in, refuse_bad_reason
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import prepare_citations, write

router = APIRouter(prefix="/import")


@router.get("")
def show_import(request: Request, _account: PublisherViewDep) -> Response:
    return _page(request, Filled("claim"))


@router.post("")
def import_files(request: Request, account: PublisherDep, submission: SubmissionDep) -> Response:
    """Shows what the files would do; with the step `apply`, does it."""
    if submission.is_json:
        return _as_data(request, account, submission)
    form = filled_from(submission, "claim", None)
    try:
        files = files_in(submission)
    except Refused as refused:
        return _page(request, form.with_complaints(*refused.complaints), status=422)
    if submission.get("_do") not in {"apply", "partly"}:
        return _page(request, form, plan=_tried(request, files), account=account)
    try:
        refuse_bad_reason(form.reason)
        done = _applied(
            request, files, submission.get("_state"), account, form.reason, submission.get("_do") != "apply"
        )
    except Refused as refused:
        form = form.with_complaints(*refused.complaints)
        return _page(request, form, plan=_tried(request, files), account=account, status=422)
    return _page(request, Filled("claim"), plan=done, account=account, is_done=True)


def _tried(request: Request, files: tuple[File, ...]) -> Plan:
    return write(request, lambda session: imports.plan(session, files))


def _applied(
    request: Request, files: tuple[File, ...], state: str, account: Account, reason: str, partly: bool
) -> Plan:
    """Raises Refused if it does not do what was seen, or something is refused and it is not to be done `partly`."""

    def work(session: Session) -> Plan:
        done = imports.apply(session, Seen(files, (), state), edit_of(account, reason), partly=partly)
        if not partly and (refused := done.of(Outcome.REFUSED)):
            raise Refused(*(Complaint(f"{row.file}:{row.line}", row.why, "mend it or leave it out") for row in refused))
        if rows := barred(done, account):
            raise NotAllowed(f"Your role may not write the {rows[0].noun} “{rows[0].key}”. Ask an admin to import it.")
        return done

    done = write(request, work)
    for row in (*done.of(Outcome.ADDED), *done.of(Outcome.CHANGED)):
        prepare_citations(request, row.noun, row.key)
    return done


def _as_data(request: Request, account: Account, submission: Submission) -> Response:
    """{files: {name: text}, apply, partly, reason, state}: tried, or done if it would still do what was seen."""
    body: Any = submission.json
    files = files_in(submission)
    plan = _tried(request, files)
    if body.get("apply") is True:
        reason = reason_in(submission)
        refuse_bad_reason(reason)
        state = str(body.get("state") or plan.state)
        plan = _applied(request, files, state, account, reason, body.get("partly") is True)
    rows = [
        {
            "file": row.file,
            "line": row.line,
            "what": row.what,
            "noun": row.noun,
            "key": row.key,
            "fields": row.fields,
            "why": row.why,
        }
        for row in plan.rows
    ]
    return JSONResponse({"applied": body.get("apply") is True, "state": plan.state, "rows": rows})


def _page(
    request: Request,
    form: Filled,
    *,
    plan: Plan | None = None,
    account: Account | None = None,
    is_done: bool = False,
    status: int = 200,
) -> Response:
    return render(
        request,
        "importing/import.html",
        status=status,
        form=form,
        kinds=KINDS,
        plan=plan,
        groups=[(what, plan.of(what)) for what in reversed(Outcome)] if plan else [],
        barred=barred(plan, account) if plan and account and not is_done else [],
        files=sendable(plan.files) if plan else [],
        is_done=is_done,
    )
