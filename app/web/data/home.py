"""The base as a whole as data, its vocabulary, and whether it can be read."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.queries.base import base_version, count_all
from app.queries.claims import list_whole_claims
from app.queries.filters import ClaimFilter
from app.queries.positions import list_contests
from app.vocabulary import LISTS
from app.web.data.claims import ClaimData, claim_data
from app.web.data.shapes import TargetRef, target_ref
from app.web.deps import SessionDep

router = APIRouter(tags=["base"])


class ContestData(BaseModel):
    """A proposition and how many claims take each stance on it."""

    proposition: TargetRef
    stances: dict[str, int]


class HomeData(BaseModel):
    """What the base holds; `base_version` rises with every change that readers can see."""

    base_version: int
    counts: dict[str, int]
    contested: list[ContestData]
    latest: list[ClaimData]


class TermData(BaseModel):
    """One value of a closed list."""

    value: str
    label: str
    definition: str


class Health(BaseModel):
    """That the base can be read."""

    status: str
    base_version: int


@router.get("/index.json")
def show_home_data(request: Request, session: SessionDep) -> HomeData:
    """The base as a whole."""
    latest = list_whole_claims(session, ClaimFilter(), limit=5).claims
    return HomeData(
        base_version=base_version(session),
        counts=count_all(session),
        contested=[
            ContestData(
                proposition=target_ref(request, "proposition", one.proposition),
                stances={str(stance): count for stance, count in one.counts.items()},
            )
            for one in list_contests(session, 5)
        ],
        latest=[claim_data(request, claim) for claim in latest],
    )


@router.get("/about/vocabulary.json")
def show_vocabulary_data() -> dict[str, list[TermData]]:
    """Every closed list, each value with its label and definition."""
    return {
        name: [TermData(value=term.value, label=term.label, definition=term.definition) for term in terms]
        for name, terms in LISTS.items()
    }


@router.get("/healthz")
def show_health(session: SessionDep) -> Health:
    """200 when the base can be read."""
    return Health(status="ok", base_version=base_version(session))


@router.get("/readyz")
def show_ready(session: SessionDep) -> Health:
    """200 when requests can be answered."""
    return Health(status="ok", base_version=base_version(session))
