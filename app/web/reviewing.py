"""Reviewing: what a draft would change, side by side with the record as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.entries import Entry, NewQuote
from app.entries.text import parts
from app.errors import Complaint, Moved, NotFound, Refused
from app.models import Draft, Revision
from app.queries.newest import get_newest
from app.queries.revisions import find_merge, get_snapshot, names_at
from app.queries.similar import Similar
from app.store.records import checked
from app.store.shelf import Shelf
from app.vocabulary import DraftState
from app.web.claim_forms import similar_to
from app.web.conflicts import Conflict, put_together
from app.web.editing import Understood, understood
from app.web.evidence import surroundings
from app.web.filling import filled_from_draft
from app.web.forms import Filled
from app.web.revisions import Difference, Field, compare, fields_of, named_in


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source that the draft brings, in their passage, and the address of the place."""

    exact: str
    before: str
    after: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The record as it is (nothing for a new one), as it would be, and what is different.

    If the draft is not complete yet, `complaints` say what is missing; if nothing can be made of it, there is nothing
    to compare. If the record has changed since the draft was begun, `newer` is its newest revision, both changes are
    put together here, and `conflicts` are the fields that both changed. `similar` are claims much like a new one.
    """

    current: Revision | None
    fields: Sequence[Field] = ()
    differences: Sequence[Difference] = ()
    words: Sequence[Words] = ()
    beside: Sequence[Entry] = ()
    names: Any = None
    complaints: Sequence[Complaint] = ()
    newer: Revision | None = None
    conflicts: Sequence[Conflict] = ()
    similar: Sequence[Similar] = ()


def comparison_of(session: Session, draft: Draft) -> Comparison:
    """What a draft would change now; of one that is published, what it changed then."""
    form = filled_from_draft(draft)
    if draft.state is DraftState.ACCEPTED:
        return _compared(session, understood(session, form), _as_it_was(session, form))
    if form.slug and find_merge(session, form.noun, form.slug):
        return Comparison(None, complaints=understood(session, form).form.complaints)
    try:
        current = get_newest(session, form.noun, form.slug) if form.slug else None
    except Moved as moved:
        form = replace(form, slug=moved.slug)
        current = get_newest(session, form.noun, moved.slug)
    except NotFound:
        current = None
    if current is None or current.number == form.made_from:
        meant = understood(session, form)
        is_new_claim = current is None and form.noun == "claim"
        similar = similar_to(session, form, meant.placed) if is_new_claim else ()
        return replace(_compared(session, meant, current), similar=similar)
    together = put_together(session, form)
    found = _compared(session, understood(session, together.form), current)
    return replace(found, newer=current, conflicts=together.conflicts)


def _compared(session: Session, meant: Understood, current: Revision | None) -> Comparison:
    noun, entries = meant.form.noun, meant.entries
    # New actors come before the record, links after it: of an actor's own form, the last actor is the record.
    record = next((entry for entry in reversed(entries) if entry.noun == noun), None)
    if record is None:
        return Comparison(current, complaints=meant.form.complaints)
    shelf = Shelf(session)
    beside = [one for one in entries if one is not record]
    data, before = record.canonical(), current.data if current else {}
    named = [*named_in(data), *named_in(before), *(pair for one in beside for pair in named_in(one.canonical()))]
    named += [("claim", slug) for one in beside if one.noun == "link" for slug in (getattr(one, "to_claim", ""),)]
    names = names_at(session, named, datetime.now(UTC)) | {
        (one.noun, getattr(one, "key", "")): getattr(one, "name", "") for one in beside if one.noun == "actor"
    }
    fields = fields_of(noun, data, names)
    return Comparison(
        current,
        fields,
        compare(fields_of(noun, before, names), fields) if current else [],
        list(_new_words(shelf, record, before)),
        beside,
        names,
        _broken_rules(shelf, record),
    )


def _as_it_was(session: Session, form: Filled) -> Revision | None:
    """The revision that a published draft was made from; nothing for a new record, or if it cannot be told any more."""
    if form.slug is None or form.made_from is None:
        return None
    try:
        return get_snapshot(session, form.noun, form.slug, form.made_from).revision
    except (Moved, NotFound):
        return None


def _broken_rules(shelf: Shelf, record: Entry) -> Sequence[Complaint]:
    """What the base would refuse. Nothing is written."""
    try:
        checked(record, shelf)
    except Refused as refused:
        return refused.complaints
    return ()


def _new_words(shelf: Shelf, record: Entry, before: Any) -> Iterator[Words]:
    """The quotes that the record does not rest on yet."""
    known = set(_quoted_in(before))
    for _, quote in parts(record):
        if isinstance(quote, NewQuote) and (quote.source, quote.exact) not in known:
            yield _in_passage(shelf, quote)


def _in_passage(shelf: Shelf, quote: NewQuote) -> Words:
    document, source = shelf.document(quote.source), shelf.find("source", quote.source)
    name = source.name if source else quote.source
    start = quote.start if quote.start is not None else document.text.find(quote.exact) if document else -1
    if document is None or not document.text.startswith(quote.exact, max(start, 0)) or start < 0:
        return Words(quote.exact, "", "", name, f"/sources/{quote.source}")
    stop = start + len(quote.exact)
    before, after = surroundings(document.text, document.blocks, start, stop)
    return Words(quote.exact, before, after, name, f"/sources/{quote.source}#char={start},{stop}")


def _quoted_in(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        if "exact" in data:
            yield str(data.get("source")), str(data["exact"])
        for value in data.values():
            yield from _quoted_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _quoted_in(value)
