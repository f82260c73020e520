"""Records read from their rows in the form of entries: the way back from what the store has written."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.models import (
    Actor,
    ActorAlias,
    Affiliation,
    Claim,
    ClaimQuote,
    Contributor,
    Fact,
    Figure,
    Hop,
    Link,
    Programme,
    ProgrammeAlias,
    Proposition,
    Relation,
    Stance,
    claim_actors,
    claim_programmes,
    claim_topics,
)
from app.queries.record_rows import Data, Rows
from app.vocabulary import TargetType

_FIGURE = ("text", "measure", "value", "low", "high", "unit", "currency", "scale", "qualifier", "period")


def _plainly(rows: Rows, noun: str) -> dict[int, Data]:
    return {number: _without(row, "id") for number, row in rows.own(noun).items()}


def _without(row: Data, *fields: str) -> Data:
    return {key: value for key, value in row.items() if key not in fields}


def _propositions(rows: Rows, noun: str) -> dict[int, Data]:
    found = rows.own(noun, Proposition.topic_id)
    return {
        number: _without(row, "id", "topic_id") | {"topic": rows.slug("topic", row["topic_id"])}
        for number, row in found.items()
    }


def _actors(rows: Rows, noun: str) -> dict[int, Data]:
    found = _described(rows, noun, Actor.description_quote_id, ActorAlias.actor_id, ActorAlias, Fact.actor_id)
    columns = (Affiliation.office, Affiliation.organisation_id, Affiliation.since, Affiliation.until)
    offices = rows.hanging(Affiliation.actor_id, Affiliation.id, *columns, Affiliation.quote_id)
    quotes = rows.quotes({quote for some in offices.values() for *_, quote in some})
    for number, row in found.items():
        row["affiliations"] = [
            {
                "office": office,
                "organisation": rows.slug("actor", organisation),
                "since": since,
                "until": until,
                "quote": quotes.get(quote),
            }
            for office, organisation, since, until, quote in offices.get(number, ())
        ]
    return found


def _programmes(rows: Rows, noun: str) -> dict[int, Data]:
    alias = ProgrammeAlias
    found = _described(rows, noun, Programme.description_quote_id, alias.programme_id, alias, Fact.programme_id)
    columns = (Relation.kind, Relation.other_id, Relation.quote_id)
    related = rows.hanging(Relation.programme_id, Relation.id, *columns)
    quotes = rows.quotes({quote for some in related.values() for *_, quote in some if quote})
    for number, row in found.items():
        row["related"] = [
            {"kind": kind, "programme": rows.slug("programme", other), "quote": quotes.get(quote)}
            for kind, other, quote in related.get(number, ())
        ]
    return found


def _described(rows: Rows, noun: str, quote: Any, owner: Any, alias: Any, fact_of: Any) -> dict[int, Data]:
    """What actors and programmes have in common: the words behind the description, aliases and facts."""
    found = rows.own(noun, quote)
    quotes = rows.quotes({row["description_quote_id"] for row in found.values() if row["description_quote_id"]})
    aliases, facts = rows.hanging(owner, alias.id, alias.text), rows.facts(fact_of)
    return {
        number: _without(row, "id", "description_quote_id")
        | {
            "description_quote": quotes.get(row["description_quote_id"]),
            "aliases": [text for (text,) in aliases.get(number, ())],
            "facts": facts.get(number, []),
        }
        for number, row in found.items()
    }


def _sources(rows: Rows, noun: str) -> dict[int, Data]:
    people = rows.hanging(Contributor.source_id, Contributor.position, Contributor.actor_id, Contributor.role)
    facts = rows.facts(Fact.source_id)
    return {
        number: row
        | {
            "contributors": [
                {"actor": rows.slug("actor", actor), "role": role} for actor, role in people.get(number, ())
            ],
            "facts": facts.get(number, []),
        }
        for number, row in _plainly(rows, noun).items()
    }


def _claims(rows: Rows, noun: str) -> dict[int, Data]:
    found = rows.own(noun, Claim.claimant_id)
    hops = rows.hanging(Hop.claim_id, Hop.position, Hop.actor_id, Hop.mode, Hop.cue, Hop.to_id)
    evidence = rows.hanging(ClaimQuote.claim_id, ClaimQuote.position, ClaimQuote.quote_id)
    quotes = rows.quotes({quote for some in evidence.values() for (quote,) in some})
    targets = {target: getattr(Stance, f"{target}_id") for target in TargetType}
    stances = rows.hanging(Stance.claim_id, Stance.position, Stance.stance, Stance.note, *targets.values())
    figures = rows.hanging(Figure.claim_id, Figure.position, *(getattr(Figure, field) for field in _FIGURE))
    named = {
        field: (of, rows.hanging(table.c.claim_id, table.c[f"{of}_id"], table.c[f"{of}_id"]))
        for field, of, table in (
            ("about", "actor", claim_actors),
            ("programmes", "programme", claim_programmes),
            ("topics", "topic", claim_topics),
        )
    }
    for number, row in found.items():
        row["claimant"] = rows.slug("actor", row.pop("claimant_id"))
        row["attribution"] = [
            {"actor": rows.slug("actor", actor), "mode": mode, "cue": cue, "to": rows.slug("actor", to)}
            for actor, mode, cue, to in hops.get(number, ())
        ]
        row["quotes"] = [quotes.get(quote) for (quote,) in evidence.get(number, ())]
        row["stances"] = [
            {"stance": stance, "note": note}
            | {on: rows.slug(on, target) for on, target in zip(targets, ids, strict=True) if target is not None}
            for stance, note, *ids in stances.get(number, ())
        ]
        row["figures"] = [dict(zip(_FIGURE, values, strict=True)) for values in figures.get(number, ())]
        for field, (of, lists) in named.items():
            row[field] = [rows.slug(of, target) for (target,) in lists.get(number, ())]
        del row["id"]
    return found


def _links(rows: Rows, noun: str) -> dict[int, Data]:
    one, other = aliased(Claim), aliased(Claim)
    ends = select(Link.id, one.slug, other.slug).join(one, one.id == Link.from_id).join(other, other.id == Link.to_id)
    slugs = {number: (start, stop) for number, start, stop in rows.session.execute(ends.where(Link.id.in_(rows.ids)))}
    return {
        number: row | dict(zip(("from", "to"), slugs.get(number, ("?", "?")), strict=True))
        for number, row in _plainly(rows, noun).items()
    }


READERS: dict[str, Callable[[Rows, str], dict[int, Data]]] = {
    "topic": _plainly,
    "proposition": _propositions,
    "actor": _actors,
    "programme": _programmes,
    "source": _sources,
    "claim": _claims,
    "link": _links,
}
