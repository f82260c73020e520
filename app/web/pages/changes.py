"""Changes: who changed what, when and why."""

from fastapi import APIRouter, Request, Response

from app.queries.changes import list_changes
from app.web.addresses import PLURALS, next_page
from app.web.deps import SessionDep
from app.web.query import ChangeQueryDep
from app.web.templating import render

router = APIRouter()


@router.get("/changes")
def list_all(request: Request, session: SessionDep, query: ChangeQueryDep) -> Response:
    changes = list_changes(session, query.noun, query.author, query.limit, query.after, record=query.named)
    return render(
        request,
        "changes/index.html",
        query=query,
        changes=changes.items,
        nouns=PLURALS | {"link": "links"},
        next=next_page(request, "/changes", str(changes.after) if changes.after else None),
    )
