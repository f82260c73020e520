"""Revisions as data."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.models import Revision
from app.queries.revisions import get_snapshot
from app.web.addresses import PLURALS, public
from app.web.data.shapes import ERRORS
from app.web.deps import SessionDep
from app.web.revisions import title_of

router = APIRouter(responses=ERRORS)


class RevisionRef(BaseModel):
    """A revision, named."""

    number: int
    at: datetime
    author: str
    reason: str
    url: str


class RevisionData(RevisionRef):
    """What a record was. `data` is the whole entry as it was kept, in the grammar of the curation; it never changes.

    `current` is the number of the newest revision. Fields that `data` leaves out had their defaults.
    """

    noun: str
    slug: str
    name: str
    record: str = Field(description="the address of the record as it is now")
    current: int
    by_seed: bool = Field(description="loaded from the curation files, not written by an editor")
    data: dict[str, Any]
    history: list[RevisionRef]


def _data_of(noun: str) -> Callable[..., RevisionData]:
    def show_revision_data(request: Request, session: SessionDep, slug: str, number: int) -> RevisionData:
        """One revision, from 1; the same for ever."""
        snapshot = get_snapshot(session, noun, slug, number)
        revision, place = snapshot.revision, f"/{PLURALS[noun]}/{slug}"
        return RevisionData(
            **_ref(request, place, revision),
            noun=noun,
            slug=slug,
            name=title_of(revision.data),
            record=public(request, place),
            current=snapshot.current.number,
            by_seed=revision.by_seed,
            data=revision.data,
            history=[RevisionRef(**_ref(request, place, one)) for one in snapshot.history],
        )

    return show_revision_data


def _ref(request: Request, place: str, revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "at": revision.at,
        "author": revision.author,
        "reason": revision.reason,
        "url": public(request, f"{place}/revisions/{revision.number}"),
    }


for _noun, _plural in PLURALS.items():
    router.get(f"/{_plural}/{{slug}}/revisions/{{number}}.json", tags=[_plural], response_model=RevisionData)(
        _data_of(_noun)
    )
