"""Which claims hold what is searched for, as conditions and orders that any list of claims can use."""

from sqlalchemy import ColumnElement, false, func, literal, select
from sqlalchemy.orm import Session

from app.models import Claim
from app.search.conditions import RecordFound, Score
from app.search.language import understood
from app.search.numbers import ALL_CLAIMS, CLAIM, section

RANKED = 2_000  # how many of the newest matches are put in order of relevance


def claims_matching(q: str, newest: int | None = None) -> ColumnElement[bool]:
    """The condition that a claim's statement, quotes and claimant's names hold what the query asks for.

    True of nothing if the query holds no words. With `newest`, true only of that many claims: by date, the last ones.
    """
    wanted = understood(q)
    return RecordFound(Claim.id, wanted, ALL_CLAIMS, newest) if wanted.groups else false()


def by_relevance(q: str) -> ColumnElement[int]:
    """How well a claim matches, to sort by descending: a whole number, -1 for all but the newest 2,000 matches."""
    wanted = understood(q)
    return Score(Claim.id, wanted, ALL_CLAIMS, RANKED) if wanted.groups else literal(-1)


def count_claims(session: Session, q: str, most: int = 1_000) -> int:
    """How many published claims match; `most` + 1 stands for any number above `most`."""
    wanted = understood(q)
    if not wanted.groups:
        return 0
    matching = RecordFound(Claim.id, wanted, section(CLAIM), most + 1)
    return session.scalar(select(func.count()).select_from(Claim).where(matching)) or 0
