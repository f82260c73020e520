"""Claims that are like one that is being written: on the same words of a source, or in much the same sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, utils
from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload

from app.models import Claim, ClaimQuote, Quote, Source
from app.search import find
from app.vocabulary import ClaimStatus

SAME_SENTENCE: Final = 80  # of 100: two statements that differ in little
SAME_PLACE: Final = 55  # the same of two statements on the same words
SHARED: Final = 0.8  # of the longer stretch that two quotes share
MOST_WORDS: Final = 8
SEARCHED: Final = 60

Place = tuple[str, int, int]  # the slug of a source and a stretch of it, in code points


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim, how like its statement is (0–100), and whether it rests on the same words."""

    claim: Claim
    likeness: float
    same_words: bool


def list_similar(session: Session, statement: str, places: Sequence[Place], limit: int = 5) -> list[Similar]:
    """Published claims very like one with this statement and quotes, the likest first.

    The likeness is rapidfuzz's `token_sort_ratio` of the statements without case and punctuation.
    """
    on_words = {claim.id: claim for claim in _on(session, places)}
    found = {claim.id: claim for claim in _worded(session, statement)} | on_words
    judged = [
        Similar(
            claim, fuzz.token_sort_ratio(statement, claim.statement, processor=utils.default_process), id_ in on_words
        )
        for id_, claim in found.items()
    ]
    like = [one for one in judged if one.likeness >= (SAME_PLACE if one.same_words else SAME_SENTENCE)]
    return sorted(like, key=lambda one: (-one.likeness, one.claim.slug))[:limit]


def _on(session: Session, places: Iterable[Place]) -> Iterable[Claim]:
    for slug, start, stop in places:
        shared = select(Quote).join(Quote.source).where(Source.slug == slug, Quote.start < stop, Quote.stop > start)
        uses = selectinload(Quote.uses).joinedload(ClaimQuote.claim).joinedload(Claim.claimant)
        for quote in session.scalars(shared.options(uses, raiseload("*"))):
            length = max(stop - start, quote.stop - quote.start)
            if min(stop, quote.stop) - max(start, quote.start) >= SHARED * length:
                yield from (use.claim for use in quote.uses if use.claim.status == ClaimStatus.PUBLISHED)


def _worded(session: Session, statement: str) -> list[Claim]:
    """Claims that hold some of the statement's longest words."""
    words = sorted(set(re.findall(r"[^\W\d_]{4,}", statement.lower())), key=lambda word: (-len(word), word))
    found = find(session, " OR ".join(words[:MOST_WORDS]), SEARCHED, ("claim",)) if words else None
    return [hit.record for group in found.groups for hit in group.hits] if found else []
