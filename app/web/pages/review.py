"""What waits for an editor."""

from fastapi import APIRouter, Request, Response

from app.queries.drafts import list_in_review
from app.web.deps import SessionDep
from app.web.errors import PLURALS
from app.web.permissions import PublisherViewDep
from app.web.templating import render

router = APIRouter()


@router.get("/review")
def show_review(request: Request, session: SessionDep, _account: PublisherViewDep) -> Response:
    return render(request, "review/index.html", drafts=list_in_review(session), plurals=PLURALS)
