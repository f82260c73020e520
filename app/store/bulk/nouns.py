"""The rows that entries become, a function a noun; each says what the writer of that noun says with records."""

import json
from typing import Any

from app import documents
from app.entries import NewActor, NewClaim, NewFact, NewLink, NewProgramme, NewProposition, NewSource, NewTopic
from app.store.bulk.desk import Desk, KnownSource
from app.store.bulk.rows import Rows
from app.vocabulary import ClaimStatus, ContributorRole


def topic(entry: NewTopic, number: int, _desk: Desk, rows: Rows) -> None:
    rows.add("topics", number, entry.key, 1, rows.now, entry.name, entry.definition)


def proposition(entry: NewProposition, number: int, desk: Desk, rows: Rows) -> None:
    topic_id = desk.get("topic", entry.topic) if entry.topic else None
    rows.add("propositions", number, entry.key, 1, rows.now, entry.sentence, entry.scope, topic_id)


def actor(entry: NewActor, number: int, desk: Desk, rows: Rows) -> None:
    quote_id = desk.quote_id(entry.description_quote)
    own = (entry.name, entry.kind.value, entry.description, quote_id, entry.note)
    rows.add("actors", number, entry.key, 1, rows.now, *own)
    for alias in dict.fromkeys(entry.aliases):
        rows.add_numbered("actor_aliases", number, alias)
    for one in entry.affiliations:
        organisation = desk.get("actor", one.organisation) if one.organisation else None
        since, until = _text(one.since), _text(one.until)
        rows.add_numbered("affiliations", number, one.office, organisation, since, until, desk.quote_id(one.quote))
    _facts(entry.facts, (None, number, None), desk, rows)


def programme(entry: NewProgramme, number: int, desk: Desk, rows: Rows) -> None:
    quote_id, status = desk.quote_id(entry.description_quote), entry.status and entry.status.value
    own = (entry.name, entry.kind.value, status, entry.description, quote_id, entry.note)
    rows.add("programmes", number, entry.key, 1, rows.now, *own)
    for alias in dict.fromkeys(entry.aliases):
        rows.add_numbered("programme_aliases", number, alias)
    for one in entry.related:
        other = desk.get("programme", one.programme)
        rows.add_numbered("relations", number, one.kind.value, other, desk.quote_id(one.quote))
    _facts(entry.facts, (None, None, number), desk, rows)


def open_source(entry: NewSource, number: int, desk: Desk) -> None:
    """Read the text of a new source, so that entries can quote it, its own facts first."""
    document = documents.read(entry.text.encode(), entry.media_type)
    if entry.corrections:
        document = document.corrected(entry.corrections)
    writers = frozenset(slug for slug, _ in _people(entry))
    desk.put_source(entry.key, KnownSource(number, entry.published, writers, document))


def source(entry: NewSource, number: int, desk: Desk, rows: Rows) -> None:
    rows.add(
        "sources", number, entry.key, 1, rows.now, entry.kind.value, entry.short, entry.title, entry.supplied_title,
        entry.container, entry.series, entry.series_number, _text(entry.published), _text(entry.updated), entry.url,
        entry.language, entry.note, entry.text, entry.media_type,
    )  # fmt: skip
    for position, (slug, role) in enumerate(_people(entry)):
        rows.add_numbered("contributors", number, desk.get("actor", slug), role.value, position)
    for block in desk.source(entry.key).document.blocks:
        section = json.dumps(block.section)
        place = (block.start, block.stop, section, block.number, block.level)
        rows.add_numbered("blocks", number, block.kind.value, *place)
    _facts(entry.facts, (number, None, None), desk, rows)


def claim(entry: NewClaim, number: int, desk: Desk, rows: Rows) -> None:
    """Its own row, then those of all that hangs on it."""
    dated = str(entry.said or desk.source(entry.quotes[0].source).published or "")
    actors, hedges = desk.numbers["actor"], json.dumps(entry.hedges) if entry.hedges else "[]"
    rows.add(
        "claims", number, entry.key, 1, rows.now, entry.statement, entry.kind.value, entry.certainty.value, hedges,
        actors[entry.claimant], _text(entry.said), dated, len(entry.attribution) == 1, bool(entry.figures), entry.note,
        entry.status.value,
    )  # fmt: skip
    rows.of("hops").extend(
        (number, position, actors[hop.actor], hop.mode.value, hop.cue, actors[hop.to] if hop.to else None)
        for position, hop in enumerate(entry.attribution)
    )
    rows.of("claim_quotes").extend(
        (number, position, desk.quote_id(quote)) for position, quote in enumerate(entry.quotes)
    )
    public = dated if entry.status is ClaimStatus.PUBLISHED else None  # lists find public claims by these copies
    _stances(entry, number, public, desk, rows)
    for position, figure in enumerate(entry.figures):
        size = (figure.text, figure.measure, figure.value, figure.low, figure.high, figure.unit, figure.currency)
        qualifier = figure.qualifier and figure.qualifier.value
        rows.add("figures", number, position, *size, figure.scale, qualifier, figure.period)
    programmes, topics = desk.numbers["programme"], desk.numbers["topic"]
    rows.of("claim_actors").extend((number, actors[slug], public) for slug in entry.about)
    rows.of("claim_programmes").extend((number, programmes[slug], public) for slug in entry.programmes)
    rows.of("claim_topics").extend((number, topics[slug], public) for slug in entry.topics)


def link(entry: NewLink, number: int, desk: Desk, rows: Rows) -> None:
    one, other = desk.get("claim", entry.from_claim), desk.get("claim", entry.to_claim)
    rows.add("links", number, one, entry.kind.value, other, entry.reason, 1)


def _people(entry: NewSource) -> list[tuple[str, ContributorRole]]:
    publisher = [(entry.publisher, ContributorRole.PUBLISHER)] if entry.publisher else []
    return [*((person.actor, person.role) for person in entry.contributors), *publisher]


def _stances(entry: NewClaim, number: int, dated: str | None, desk: Desk, rows: Rows) -> None:
    claimant = desk.numbers["actor"][entry.claimant]
    for position, one in enumerate(entry.stances):
        targets = (
            one.proposition and desk.numbers["proposition"][one.proposition],
            one.programme and desk.numbers["programme"][one.programme],
            one.actor and desk.numbers["actor"][one.actor],
            one.topic and desk.numbers["topic"][one.topic],
        )
        rows.add("stances", number, position, *targets, one.stance.value, dated, claimant, one.note)


def _facts(facts: tuple[NewFact, ...], subject: tuple[int | None, ...], desk: Desk, rows: Rows) -> None:
    for position, fact in enumerate(facts):
        rows.add_numbered("facts", *subject, position, fact.what, fact.value, desk.quote_id(fact.quote))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


WRITERS: dict[str, Any] = {
    "topic": topic,
    "proposition": proposition,
    "actor": actor,
    "source": source,
    "programme": programme,
    "claim": claim,
    "link": link,
}
