"""What a search found, as its page and its data show it."""

from dataclasses import dataclass
from html import escape

from fastapi import Request
from sqlalchemy.orm import Session

from app import search
from app.search.highlights import Pieces
from app.search.language import MOST_WORDS, shortened
from app.web.addresses import address, public, with_query
from app.web.query import SearchQuery

ORDER = ("actor", "programme", "proposition", "topic", "claim", "source")
SHOWN = 6  # of each noun; the rest is one link away
MOST_SHOWN = 100  # of one noun


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for a query, what to say about it, and the query that was perhaps meant if nothing was."""

    q: str
    found: search.Found
    remarks: list[str]
    instead: str | None


def results(session: Session, query: SearchQuery) -> Results:
    """Everything that the query finds; of one noun if it asks for one."""
    q = _printable(shortened(query.q))
    nouns = (query.noun,) if query.noun else ORDER
    found = search.find(session, q, MOST_SHOWN if query.noun else SHOWN, nouns)
    instead = search.corrected(session, q) if found.wanted.groups and not found.total else None
    return Results(q, found, _remarks(query.q, q, found), instead)


def place(hit: search.Hit) -> str | None:
    """The address of the words that the snippet shows, where they stand in a source."""
    if hit.quote:
        return address(hit.quote)
    return f"{address(hit.record)}#at-{hit.block}" if hit.block is not None else None


def html(pieces: Pieces) -> str:
    """The pieces as HTML with the words that were looked for in <mark>."""
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.marked else escape(one.text) for one in pieces)


def instead_url(request: Request, path: str, instead: str) -> str:
    return public(request, with_query(path, [("q", instead)]))


def _printable(q: str) -> str:
    """Without what no page and no database can hold: NUL and other controls, halves of characters."""
    return "".join(one if one.isprintable() else " " for one in q)


def _remarks(asked: str, q: str, found: search.Found) -> list[str]:
    remarks = []
    if len(asked) > len(q):
        remarks.append(f"Only the first {len(q):,} characters were looked for.")
    if found.wanted.cut:
        remarks.append(f"Only the first {MOST_WORDS} words were looked for.")
    if found.wanted.without and not found.wanted.groups:
        remarks.append("The minus sign leaves words out: say also what to look for.")
    elif q.strip() and not found.wanted.groups:
        remarks.append("There is no word in this to look for: words are made of letters and digits.")
    if found.newest_only:
        remarks.append("So much was found that only the newest were put in order of how well they fit.")
    return remarks
