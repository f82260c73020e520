"""What may be submitted, a model for each noun: forms, JSON bodies and seed files all become these."""

from app.entries.actors import NewActor, NewAffiliation
from app.entries.claims import NewClaim, NewFigure, NewHop, NewStance
from app.entries.links import NewLink
from app.entries.programmes import NewProgramme, NewRelation
from app.entries.propositions import NewProposition
from app.entries.quotes import NewFact, NewQuote
from app.entries.sources import NewContributor, NewSource
from app.entries.text import Entry
from app.entries.topics import NewTopic

ENTRIES: dict[str, type[Entry]] = {
    model.noun: model for model in (NewActor, NewClaim, NewLink, NewProgramme, NewProposition, NewSource, NewTopic)
}

__all__ = [
    "ENTRIES",
    "Entry",
    "NewActor",
    "NewAffiliation",
    "NewClaim",
    "NewContributor",
    "NewFact",
    "NewFigure",
    "NewHop",
    "NewLink",
    "NewProgramme",
    "NewProposition",
    "NewQuote",
    "NewRelation",
    "NewSource",
    "NewStance",
    "NewTopic",
]
