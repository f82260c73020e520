"""Full text: records are indexed as they are written, and found by the same words on both databases."""

from app.search.claims import claim_number, claim_scores, claims_matching, published_hits
from app.search.correction import corrected
from app.search.finding import Found, Group, find
from app.search.hits import Hit
from app.search.indexing import index, rebuild, rebuild_if_empty
from app.search.names import expanded
from app.search.suggesting import Suggestion, suggested

__all__ = [
    "Found",
    "Group",
    "Hit",
    "Suggestion",
    "claim_number",
    "claim_scores",
    "claims_matching",
    "corrected",
    "expanded",
    "find",
    "index",
    "published_hits",
    "rebuild",
    "rebuild_if_empty",
    "suggested",
]
