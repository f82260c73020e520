"""What the reader may have meant when nothing was found."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import SearchWord
from app.search.finding import find
from app.search.language import Term, terms_of
from app.search.numbers import SECTIONS

SHORTEST = 4  # letters of a word that can be misspelt


def corrected(session: Session, q: str, nouns: Sequence[str] = tuple(SECTIONS)) -> str | None:
    """The query with each word that stands nowhere replaced by the nearest that does; None if that finds nothing.

    It must find something of one of the nouns. Nearest is the word with the fewest letters added, left out, changed or
    exchanged: one, in longer words two.
    """
    terms = terms_of(q)
    known = _known(session, {word for term in terms for word in term.words})
    unknown = {word for term in terms for word in term.words if len(word) >= SHORTEST and word not in known}
    instead = {word: near for word in unknown if (near := _nearest(session, word))}
    if not instead:
        return None
    better = " ".join(_with(term, instead) for term in terms)
    return better if find(session, better, 0, nouns).total else None


def _known(session: Session, asked: set[str]) -> set[str]:
    return set(session.scalars(select(SearchWord.word).where(SearchWord.word.in_(sorted(asked)))))


def _nearest(session: Session, word: str) -> str | None:
    length = func.length(SearchWord.word)
    reach = 1 if len(word) < 6 else 2
    candidates: Sequence[str] = session.scalars(
        select(SearchWord.word).where(length.between(len(word) - reach, len(word) + reach))
    ).all()
    words = [one for one in candidates if one.isalpha()]
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=10)
    # Of two that are equally near, the one that begins alike: few mistype the first letter.
    best = min(found, key=lambda one: (one[1], one[0][0] != word[0], one[0]), default=None)
    return best[0] if best else None


def _with(term: Term, instead: dict[str, str]) -> str:
    if not any(word in instead for word in term.words):
        return term.text
    words = " ".join(instead.get(word, word) for word in term.words)
    return ("-" if term.excluded else "") + (f'"{words}"' if term.quoted else words)
