"""The reader's own collection, one that somebody shares, and the buttons that change the reader's own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from starlette.responses import RedirectResponse

from app.errors import NotFound
from app.queries.collection import list_picked
from app.web.cited_lists import bibliography_of
from app.web.collection import (
    MOST,
    Item,
    ItemsDep,
    added,
    from_address,
    from_cookie,
    in_address,
    moved,
    parse_item,
    put_in_cookie,
    removed,
)
from app.web.deps import SessionDep
from app.web.downloads import exports_at
from app.web.paths import own_path
from app.web.security import refuse_other_sites
from app.web.templating import render

router = APIRouter()
changes = APIRouter(prefix="/collection", dependencies=[Depends(refuse_other_sites)])


@router.get("/collection")
def show(request: Request, session: SessionDep, shared: ItemsDep) -> Response:
    items = from_cookie(request) if shared is None else shared
    picked = list_picked(session, [(item.noun, item.slug) for item in items])
    answer = render(
        request,
        "collection/show.html",
        picked=picked,
        most=MOST,
        shared=shared is not None,
        own=from_cookie(request),
        items=in_address(items),
        share=f"/collection?items={in_address(items)}",
        exports=exports_at("/collection", [("items", in_address(items))]),
        paper=bibliography_of("/collection", [("items", in_address(items))]),
    )
    answer.headers.update({"Cache-Control": "private, no-cache", "Vary": "Cookie"})
    return answer


def _one(item: Annotated[str, Form(max_length=200)]) -> Item:
    return parse_item(item)


def _back(back: Annotated[str, Form(max_length=16_000)] = "") -> str:
    """The page to go back to, if it is one of ours."""
    return own_path(back, "/collection")


OneDep = Annotated[Item, Depends(_one)]
BackDep = Annotated[str, Depends(_back)]


@changes.post("/add")
def add(request: Request, session: SessionDep, item: OneDep, back: BackDep) -> Response:
    if list_picked(session, [(item.noun, item.slug)]).missing:
        raise NotFound(item.noun, item.slug)
    return _changed(request, added(from_cookie(request), item), f"{back}#added")


@changes.post("/remove")
def remove(request: Request, item: OneDep, back: BackDep) -> Response:
    return _changed(request, removed(from_cookie(request), item), f"{back}#removed")


@changes.post("/up")
def move_up(request: Request, item: OneDep) -> Response:
    return _changed(request, moved(from_cookie(request), item, -1), f"/collection#{item.noun}-{item.slug}")


@changes.post("/down")
def move_down(request: Request, item: OneDep) -> Response:
    return _changed(request, moved(from_cookie(request), item, +1), f"/collection#{item.noun}-{item.slug}")


@changes.post("/clear")
def clear(request: Request) -> Response:
    """Leads to what was there, under the address that would share it: one click brings it back."""
    return _changed(request, (), f"/collection?items={in_address(from_cookie(request))}#cleared")


@changes.post("/keep")
def keep(request: Request, items: Annotated[str, Form(max_length=16_000)]) -> Response:
    """Add what somebody shares to what the reader has."""
    return _changed(request, added(from_cookie(request), *from_address(items)), "/collection#added")


def _changed(request: Request, items: tuple[Item, ...], then: str) -> Response:
    answer = RedirectResponse(then, status_code=303)
    put_in_cookie(request, answer, items)
    return answer


router.include_router(changes)
