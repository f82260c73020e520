"""Tensions as data."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.models import Claim
from app.queries.links import CLASHING, list_links
from app.web.data.claims import ClaimRef, claim_ref
from app.web.data.shapes import ERRORS, ActorRef, ListData, actor_ref, following
from app.web.deps import SessionDep
from app.web.query import TensionQueryDep

router = APIRouter(tags=["claims"], responses=ERRORS)


class LinkedClaim(ClaimRef):
    """A claim and who makes it."""

    claimant: ActorRef


class TensionData(BaseModel):
    """Two claims that contradict or pull against each other, and why."""

    claim: LinkedClaim
    kind: str
    other: LinkedClaim
    reason: str


class TensionList(ListData):
    items: list[TensionData]


@router.get("/tensions.json")
def list_tensions_data(request: Request, session: SessionDep, query: TensionQueryDep) -> TensionList:
    """The links that say that two claims clash, in the order of entry."""
    page = list_links(session, CLASHING, query.limit, query.after, query.between)
    items = [
        TensionData(
            claim=_linked(request, link.from_claim),
            kind=link.kind,
            other=_linked(request, link.to_claim),
            reason=link.reason,
        )
        for link in page.links
    ]
    return TensionList(items=items, next=following(request, page.after), total=page.total)


def _linked(request: Request, claim: Claim) -> LinkedClaim:
    return LinkedClaim(**dict(claim_ref(request, claim)), claimant=actor_ref(request, claim.claimant))
