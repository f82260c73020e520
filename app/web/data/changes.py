"""Changes as data and as feeds."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.queries.changes import Change, Changes, list_changes, list_claim_changes
from app.web.addresses import TERMS, change_address, chosen, public, with_query
from app.web.data.shapes import ERRORS, following
from app.web.deps import SessionDep
from app.web.feeds import MEDIA_TYPE, Feed, FeedEntry, answer
from app.web.query import ChangeQueryDep, ClaimQueryDep
from app.web.terms import licence_url

router = APIRouter(tags=["base"], responses=ERRORS)
ATOM: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "An Atom feed (RFC 4287)."}
}


class ChangeData(BaseModel):
    """One change: `what` is added, changed or withdrawn; `url` is what it made of the record, for ever."""

    noun: str
    slug: str
    name: str
    number: int
    what: str
    author: str
    reason: str
    at: datetime
    url: str


class ChangeList(BaseModel):
    """Changes, newest first. `next` is an address, or null at the end; they are not counted."""

    items: list[ChangeData]
    next: str | None


@router.get("/changes.json")
def list_changes_data(request: Request, session: SessionDep, query: ChangeQueryDep) -> ChangeList:
    """The newest revisions of all records."""
    changes = list_changes(session, query.noun, query.author, query.limit, query.after, record=query.named)
    return ChangeList(items=[_change(request, one) for one in changes.items], next=following(request, changes.after))


@router.get("/changes.atom", response_class=Response, responses=ATOM)
def feed_changes(request: Request, session: SessionDep, query: ChangeQueryDep) -> Response:
    """The newest revisions of all records as a feed."""
    changes = list_changes(session, query.noun, query.author, query.limit, query.after, record=query.named)
    return _feed(request, "/changes", "Ascribe: changes", changes, next=following(request, changes.after))


@router.get("/claims.atom", response_class=Response, responses=ATOM)
def feed_claim_changes(request: Request, session: SessionDep, query: ClaimQueryDep) -> Response:
    """The newest changes of the claims that pass the filter as a feed; withdrawn claims say so in it."""
    changes = list_claim_changes(session, query.filter, query.limit)
    return _feed(request, "/claims", "Ascribe: changes of claims", changes)


def _feed(request: Request, path: str, title: str, changes: Changes, next: str | None = None) -> Response:  # noqa: A002
    narrowed = "; ".join(f"{name}: {value}" for name, value in chosen(request))
    asked = [(name, value) for name, value in request.query_params.multi_items() if value]
    return answer(
        Feed(
            title=f"{title} ({narrowed})" if narrowed else title,
            url=public(request, with_query(f"{path}.atom", asked)),
            page=public(request, with_query(path, asked)),
            licence=licence_url(request) or public(request, TERMS),
            entries=[_entry(request, one) for one in changes.items],
            next=next,
        )
    )


def _entry(request: Request, change: Change) -> FeedEntry:
    url = public(request, change_address(change))
    return FeedEntry(
        id=url if change.noun != "link" else f"{url}-{change.id}",  # two links may stand on one page
        url=url,
        title=f"{change.noun.capitalize()} {change.what}: {change.name}",
        author=change.author,
        updated=change.at,
        summary=change.reason,
    )


def _change(request: Request, change: Change) -> ChangeData:
    return ChangeData(
        noun=change.noun,
        slug=change.slug,
        name=change.name,
        number=change.number,
        what=change.what,
        author=change.author,
        reason=change.reason,
        at=change.at,
        url=public(request, change_address(change)),
    )
