"""What stands beside the form of a claim: its quotes in their passages, proposals, warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import Request
from sqlalchemy.orm import Session

from app.entries import soft_rules
from app.errors import Complaint, Moved, NotFound
from app.extraction.mentions import Mention
from app.models import Source
from app.queries.actors import unnamed_among
from app.queries.naming import names_of, slug_meant
from app.queries.similar import Similar, list_similar
from app.queries.sources import get_quotable_source
from app.queries.topics import list_topics
from app.vocabulary import ActorKind
from app.web.forms import Filled, nested
from app.web.forms.placing import Placed, placed
from app.web.forms.proposals import Proposals, proposals
from app.web.forms.shapes import to_entry
from app.web.names import name_index


@dataclass(frozen=True, slots=True)
class Beside:
    """`form` holds the sources' own words; `placed` says where each quote stands, by its path."""

    form: Filled
    placed: dict[str, Placed]
    proposals: Proposals
    warnings: Sequence[Complaint]
    topics: Sequence[tuple[str, str]]


def beside_claim(request: Request, session: Session, form: Filled, similar: Sequence[Similar] = ()) -> dict[str, Any]:
    """What its template shows besides the form."""
    form, found = with_places(session, form)
    spots = [one.spot for one in found.values() if one.spot]
    index = name_index(request, session)

    def mentions(text: str, start: int, stop: int) -> list[Mention]:
        return index.mentions(text, start, stop)

    def called(noun: str, slug: str) -> str:
        return names_of(session, [(noun, slug)]).get((noun, slug), slug)

    proposed = proposals(form, spots, mentions, called)
    topics = [(one.record.slug, one.record.name) for one in list_topics(session).items]
    return {"form": form, "beside": Beside(form, found, proposed, warnings(session, form), topics), "similar": similar}


def with_places(session: Session, form: Filled) -> tuple[Filled, dict[str, Placed]]:
    """The form with the place of each quote, and where each stands. A source quotes itself: its words need no place."""

    @cache
    def source_of(typed: str) -> Source | None:
        slug = slug_meant(session, "source", typed) if typed.strip() else []
        try:
            return get_quotable_source(session, slug) if isinstance(slug, str) else None
        except (NotFound, Moved):
            return None

    return (form, {}) if form.noun == "source" else placed(form, source_of)


def warnings(session: Session, form: Filled) -> list[Complaint]:
    """The soft rules that it breaks as it is."""
    tree = nested(form.values)
    new = [one for one in tree.get("new_actors", []) if isinstance(one, dict)]
    unnamed = {str(one.get("name")) for one in new if one.get("kind") == ActorKind.UNNAMED}
    slugs = {name: slug_meant(session, "actor", name) for name in soft_rules.actors_in(tree)}
    known = unnamed_among(session, [slug for slug in slugs.values() if isinstance(slug, str)])
    unnamed |= {name for name, slug in slugs.items() if isinstance(slug, str) and slug in known}
    return soft_rules.broken(to_entry("claim", tree), unnamed)


def similar_to(session: Session, form: Filled, found: Mapping[str, Placed]) -> list[Similar]:
    """Published claims very like a new one that is ready, whose quotes stand there."""
    places = [(one.spot.source.slug, one.spot.start, one.spot.stop) for one in found.values() if one.spot]
    return list_similar(session, form.value("statement"), places)
