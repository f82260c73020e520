"""The nouns as tables."""

from app.models.actors import Actor, ActorAlias, Affiliation
from app.models.base import Base, Record
from app.models.citations import FormattedCitation
from app.models.claims import (
    Claim,
    ClaimQuote,
    Figure,
    Hop,
    Link,
    Stance,
    claim_actors,
    claim_programmes,
    claim_topics,
)
from app.models.counts import SIDES, WHOLE, KeptCount
from app.models.drafts import Comment, Draft
from app.models.facts import Fact
from app.models.people import Account, SignIn, Token
from app.models.positions import Held
from app.models.programmes import Programme, ProgrammeAlias, Relation
from app.models.propositions import Proposition
from app.models.quotes import Quote
from app.models.revisions import BaseState, Merge, Redirect, Revision
from app.models.search import SearchEntry, SearchName, SearchWord
from app.models.sources import Block, Contributor, Source
from app.models.suggestions import Suggestion
from app.models.topics import Topic

__all__ = [
    "SIDES",
    "WHOLE",
    "Account",
    "Actor",
    "ActorAlias",
    "Affiliation",
    "Base",
    "BaseState",
    "Block",
    "Claim",
    "ClaimQuote",
    "Comment",
    "Contributor",
    "Draft",
    "Fact",
    "Figure",
    "FormattedCitation",
    "Held",
    "Hop",
    "KeptCount",
    "Link",
    "Merge",
    "Programme",
    "ProgrammeAlias",
    "Proposition",
    "Quote",
    "Record",
    "Redirect",
    "Relation",
    "Revision",
    "SearchEntry",
    "SearchName",
    "SearchWord",
    "SignIn",
    "Source",
    "Stance",
    "Suggestion",
    "Token",
    "Topic",
    "claim_actors",
    "claim_programmes",
    "claim_topics",
]
