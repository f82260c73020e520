"""Topics: the list, and one with who speaks on it."""

from fastapi import APIRouter, Request, Response

from app.queries.claims import list_claims
from app.queries.filters import ClaimFilter
from app.queries.revisions import list_history
from app.queries.topics import get_topic, list_propositions_on, list_speakers, list_topics
from app.web.addresses import next_page
from app.web.deps import SessionDep
from app.web.query import NameQueryDep
from app.web.templating import render

router = APIRouter()
SHOWN = 20


@router.get("/topics")
def list_all(request: Request, session: SessionDep, query: NameQueryDep) -> Response:
    listing = list_topics(session, query.q, query.limit, query.after)
    following = next_page(request, "/topics", listing.after)
    return render(request, "topics/index.html", query=query, listing=listing, next=following)


@router.get("/topics/{slug}")
def show(request: Request, session: SessionDep, slug: str) -> Response:
    topic = get_topic(session, slug)
    return render(
        request,
        "topics/show.html",
        topic=topic,
        revisions=list_history(session, "topic", topic.id),
        speakers=list_speakers(session, topic.id),
        propositions=list_propositions_on(session, topic.id),
        claims=list_claims(session, ClaimFilter(topic=(slug,)), limit=SHOWN),
    )
