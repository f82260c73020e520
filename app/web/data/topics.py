"""Topics as data."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.queries.topics import get_topic, list_propositions_on, list_speakers, list_topics
from app.web.addresses import address, public
from app.web.data.shapes import ERRORS, ActorRef, ListData, TargetRef, actor_ref, listing_data, target_ref
from app.web.deps import SessionDep
from app.web.query import NameQueryDep

router = APIRouter(tags=["topics"], responses=ERRORS)


class TopicSummary(BaseModel):
    """A topic in a list, with the number of published claims on it."""

    slug: str
    url: str
    name: str
    definition: str
    claims_on: int


class TopicList(ListData):
    items: list[TopicSummary]


class SpeakerData(BaseModel):
    """Who makes claims on the topic, and how many."""

    actor: ActorRef
    claims: int


class TopicData(BaseModel):
    """A topic. The claims are at `claims_on`."""

    slug: str
    url: str
    name: str
    definition: str
    propositions: list[TargetRef]
    actors: list[SpeakerData]
    claims_on: str
    revision: int


@router.get("/topics.json")
def list_topics_data(request: Request, session: SessionDep, query: NameQueryDep) -> TopicList:
    """Topics by name."""
    listing = list_topics(session, query.q, query.limit, query.after)
    items = [
        TopicSummary(
            slug=one.record.slug,
            url=public(request, address(one.record)),
            name=one.record.name,
            definition=one.record.definition,
            claims_on=one.about,
        )
        for one in listing.items
    ]
    return TopicList(items=items, **listing_data(request, listing))


@router.get("/topics/{slug}.json")
def show_topic_data(request: Request, session: SessionDep, slug: str) -> TopicData:
    """One topic."""
    topic = get_topic(session, slug)
    return TopicData(
        slug=topic.slug,
        url=public(request, address(topic)),
        name=topic.name,
        definition=topic.definition,
        propositions=[target_ref(request, "proposition", one) for one in list_propositions_on(session, topic.id)],
        actors=[
            SpeakerData(actor=actor_ref(request, actor), claims=count)
            for actor, count in list_speakers(session, topic.id)
        ],
        claims_on=public(request, f"/claims.json?topic={topic.slug}"),
        revision=topic.revision,
    )
