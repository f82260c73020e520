"""What waits: for an editor what others hand in and what the base lacks, for everybody their own drafts."""

from fastapi import APIRouter, Request, Response

from app.queries.drafts import list_in_review, list_own_drafts, list_sent_back
from app.queries.waiting import list_work
from app.web.deps import SessionDep
from app.web.permissions import PUBLISHING, Action, ProposerViewDep, is_allowed
from app.web.queue import queued
from app.web.templating import render

router = APIRouter()


@router.get("/review")
def show_review(request: Request, session: SessionDep, account: ProposerViewDep) -> Response:
    """Editors see the queue and the work that waits; contributors how far their own drafts are."""
    if not is_allowed(account, Action.PUBLISH):
        own = queued(session, list_own_drafts(session, account))
        return render(request, "review/own.html", drafts=own)
    return render(
        request,
        "review/index.html",
        drafts=queued(session, list_in_review(session)),
        sent_back=queued(session, list_sent_back(session, account)),
        waiting=list_work(session),
        may_publish={noun for noun, action in PUBLISHING.items() if is_allowed(account, action)},
    )
