"""Sources, and quotes in them, as references.

`site` is the start of our own addresses, such as `https://ascribe.example`; without it they begin with a slash. A row
may be one of the ORM or one of columns: it needs the names that are asked for here and nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, raiseload, selectinload

from app.citations import Name, Reference
from app.citations.references import LocatorLabel
from app.models import Actor, Contributor, Source
from app.queries.finding import find_record
from app.vocabulary import ActorKind, ContributorRole, SourceKind

_PARAGRAPH: Final = re.compile(r"¶ (\d+)$")

# What a reference to a source is made of, for rows of columns.
SOURCE_COLUMNS: Final = (
    Source.slug,
    Source.kind,
    Source.title,
    Source.supplied_title,
    Source.container,
    Source.series,
    Source.series_number,
    Source.published,
    Source.updated,
    Source.url,
    Source.language,
    Source.note,
)

_PEOPLE: Final = (
    select(Contributor.source_id, Contributor.role, Actor.kind, Actor.name)
    .join(Actor, Actor.id == Contributor.actor_id)
    .where(Contributor.source_id.in_(bindparam("sources", expanding=True)))
    .order_by(Contributor.source_id, Contributor.position)
)


class Person(NamedTuple):
    """Who did what for a source."""

    role: ContributorRole
    kind: ActorKind
    name: str


def source_reference(source: Any, site: str = "", people: Iterable[Person] | None = None) -> Reference:
    """A reference to a source. Without `people` its contributors and their actors must be loaded.

    A source that states no address is cited at ours, where its text was read. A writer whom the source does not name is
    left out, as style guides ask.
    """
    people = contributors_of(source) if people is None else list(people)
    own = f"{site}/sources/{source.slug}"
    return Reference(
        id=source.slug,
        kind=source.kind,
        title=source.title or f"[{source.supplied_title}]",
        authors=_names(people, ContributorRole.AUTHOR),
        editors=_names(people, ContributorRole.EDITOR),
        publisher=next((one.name for one in people if one.role == ContributorRole.PUBLISHER), ""),
        container=source.container or "",
        series=source.series or "",
        series_number=source.series_number or "",
        issued=source.published,
        updated=source.updated,
        url=source.url or own,
        language=source.language,
        note="\n".join(part for part in (source.note, f"Text and claims: {own}" if source.url else "") if part),
    )


def quote_reference(quote: Any, source: Any, site: str = "", people: Iterable[Person] | None = None) -> Reference:
    """A reference to words of a source."""
    return quoted(source_reference(source, site, people), quote, site)


def quoted(whole: Reference, quote: Any, site: str = "") -> Reference:
    """The reference to a source, made one to words of it: with the words, their place and the way there."""
    locator, label = _place(quote.locator)
    return Reference(
        id=f"{whole.id}-{quote.start}",
        kind="quote",
        title=whole.title,
        authors=whole.authors,
        editors=whole.editors,
        publisher=whole.publisher,
        container=whole.container,
        series=whole.series,
        series_number=whole.series_number,
        issued=whole.issued,
        updated=whole.updated,
        url=whole.url,
        language=whole.language,
        note=f"{site}/sources/{whole.id}#char={quote.start},{quote.stop}",
        source_kind=whole.kind if isinstance(whole.kind, SourceKind) else None,
        locator=locator,
        locator_label=label,
        quote=quote.exact,
    )


def get_citable_source(session: Session, slug: str) -> Source:
    """The source with who made it, without its text; raises Moved or NotFound."""
    people = selectinload(Source.contributors).joinedload(Contributor.actor)
    source: Source = find_record(session, Source, "source", slug, select(Source).options(people, raiseload("*")))
    return source


def people_of(session: Session, source_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who made each of these sources, in the order of its record."""
    people: dict[int, list[Person]] = defaultdict(list)
    for source_id, role, kind, name in session.execute(_PEOPLE, {"sources": list(source_ids)}):
        people[source_id].append(Person(role, kind, name))
    return people


def contributors_of(source: Source) -> list[Person]:
    return [Person(one.role, one.actor.kind, one.actor.name) for one in source.contributors]


def _names(people: Iterable[Person], role: ContributorRole) -> tuple[Name, ...]:
    return tuple(
        Name.person(one.name) if one.kind == ActorKind.PERSON else Name.body(one.name)
        for one in people
        if one.role == role and one.kind != ActorKind.UNNAMED
    )


def _place(locator: str) -> tuple[str, LocatorLabel]:
    """`Funding the Change, ¶ 21` is paragraph 21; what has no number says itself what it is."""
    if paragraph := _PARAGRAPH.search(locator):
        return paragraph[1], "paragraph"
    return locator, ""
