"""Entries with everything filled in, so that a test states only what it is about; and adding them to a base.

`add(session, a_claim(claimant="kaja-kallas"))` goes through `app.store.add`. What the entry names and the base lacks
is added before it, so that no test lists the rest.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import store
from app.entries import (
    Entry,
    NewActor,
    NewClaim,
    NewLink,
    NewProgramme,
    NewProposition,
    NewQuote,
    NewSource,
    NewTopic,
)
from app.entries.text import references
from app.models.nouns import RECORDS
from app.store import Edit

EDIT = Edit(by="Ada", reason="Because the source says so.")

# “the fund” stands four times, “should grow” once.
TEXT = """A Report on the Fund

In short, the fund should grow, Anna Weil said. It could reach €2 billion by 2030, she added.

Ben Brand disagreed: “the fund should shrink”. The Gazette sees it otherwise: the fund is the fund.
"""


def add(session: Session, entry: Entry, edit: Edit = EDIT) -> Any:
    """The new record. Records that the entry names and the base lacks are added before it."""
    for reference in references(entry):
        model: Any = RECORDS[reference.noun]
        itself = (entry.noun, getattr(entry, "key", "")) == (reference.noun, reference.slug)
        if not itself and session.scalar(select(model.id).where(model.slug == reference.slug)) is None:
            add(session, FACTORIES[reference.noun](key=reference.slug), edit)
    return store.add(session, entry, edit)


def an_actor(**fields: Any) -> NewActor:
    return NewActor.model_validate({"key": "anna-weil", "name": "Anna Weil", "kind": "person"} | fields)


def a_programme(**fields: Any) -> NewProgramme:
    return NewProgramme.model_validate({"key": "the-fund", "name": "The Fund", "kind": "fund"} | fields)


def a_topic(**fields: Any) -> NewTopic:
    return NewTopic.model_validate({"key": "money", "name": "Money", "definition": "Who pays for what."} | fields)


def a_proposition(**fields: Any) -> NewProposition:
    usual = {"key": "the-fund-should-grow", "sentence": "The fund should grow.", "scope": "Its size, not its rules."}
    return NewProposition.model_validate(usual | fields)


def a_source(**fields: Any) -> NewSource:
    """Written by the gazette."""
    usual = {
        "key": "report",
        "kind": "news_item",
        "short": "Gazette 2026",
        "title": "A Report on the Fund",
        "contributors": [{"actor": "the-gazette"}],
        "text": TEXT,
    }
    return NewSource.model_validate(usual | fields)


def a_quote(exact: str = "the fund should grow", **fields: Any) -> NewQuote:
    return NewQuote.model_validate({"source": "report", "exact": exact} | fields)


def a_hop(actor: str = "the-gazette", mode: str = "own_voice", **fields: Any) -> dict[str, Any]:
    return {"actor": actor, "mode": mode} | fields


def a_stance(stance: str = "supports", **target: Any) -> dict[str, Any]:
    return {"stance": stance} | (target or {"proposition": "the-fund-should-grow"})


def a_figure(**fields: Any) -> dict[str, Any]:
    return {"text": "€2 billion", "measure": "size of the fund", "value": 2e9, "currency": "EUR"} | fields


def a_claim(**fields: Any) -> NewClaim:
    """By Anna Weil, paraphrased by the gazette; another claimant takes her place in the chain."""
    claimant = fields.get("claimant", "anna-weil")
    own = [a_hop()] if claimant == "the-gazette" else [a_hop(claimant, "paraphrase"), a_hop()]
    usual = {
        "key": "fund-should-grow",
        "statement": "The fund should grow.",
        "kind": "normative",
        "claimant": claimant,
        "attribution": own,
        "quotes": [a_quote()],
        "topics": ["money"],
    }
    return NewClaim.model_validate(usual | fields)


def a_link(**fields: Any) -> NewLink:
    usual = {"from": "fund-should-grow", "kind": "contradicts", "to": "fund-should-shrink", "reason": "Both cannot be."}
    return NewLink.model_validate(usual | fields)


FACTORIES: dict[str, Any] = {
    "actor": an_actor,
    "claim": a_claim,
    "programme": a_programme,
    "proposition": a_proposition,
    "source": a_source,
    "topic": a_topic,
}
# A record of each noun, by the path of its page.
ONE_OF_EACH: dict[str, Entry] = {
    "actors/anna-weil": an_actor(aliases=["Weil"]),
    "claims/fund-should-grow": a_claim(),
    "programmes/the-fund": a_programme(facts=[{"what": "Size", "value": "large", "quote": a_quote()}]),
    "propositions/the-fund-should-grow": a_proposition(topic="money"),
    "sources/report": a_source(),
    "topics/money": a_topic(),
}
