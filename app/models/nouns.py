"""The nouns by name: the table of each, and the column that says what a record of it is called in a line."""

from typing import Any

from app.models.actors import Actor
from app.models.claims import Claim, Link
from app.models.programmes import Programme
from app.models.propositions import Proposition
from app.models.sources import Source
from app.models.topics import Topic

# The nouns whose records have an address.
RECORDS: dict[str, Any] = {
    "actor": Actor,
    "claim": Claim,
    "programme": Programme,
    "proposition": Proposition,
    "source": Source,
    "topic": Topic,
}
# All that have revisions. A link has no address of its own: it goes by the claims that it joins.
NOUNS: dict[str, Any] = RECORDS | {"link": Link}
NOUN_OF: dict[Any, str] = {model: noun for noun, model in NOUNS.items()}
NAMES: dict[str, Any] = {
    "actor": Actor.name,
    "programme": Programme.name,
    "topic": Topic.name,
    "proposition": Proposition.sentence,
    "source": Source.short,
    "claim": Claim.statement,
}
