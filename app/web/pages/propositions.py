"""Propositions: the list with how contested each is, and one with the words of each side."""

from fastapi import APIRouter, Request, Response

from app.queries.positions import MOST, positions_on
from app.queries.propositions import get_proposition, list_propositions
from app.queries.revisions import list_history
from app.queries.stances import count_stances
from app.vocabulary import StanceValue, TargetType
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.query import NameQueryDep
from app.web.templating import render

router = APIRouter()


@router.get("/propositions")
def list_all(request: Request, session: SessionDep, query: NameQueryDep) -> Response:
    listing = list_propositions(session, query.q, query.limit, query.after)
    return render(
        request,
        "propositions/index.html",
        query=query,
        listing=listing,
        counts=count_stances(session),
        nobody=dict.fromkeys(StanceValue, 0),
        next=next_page(request, "/propositions", listing.after),
    )


@router.get("/propositions/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    proposition = get_proposition(session, slug)
    positions = positions_on(session, TargetType.PROPOSITION, proposition.id)
    counts = count_stances(session, proposition.id).get(proposition.id, dict.fromkeys(StanceValue, 0))
    return render(
        request,
        "propositions/show.html",
        proposition=proposition,
        positions=positions,
        most=MOST,
        counts=counts,
        revisions=list_history(session, "proposition", proposition.id),
    )
