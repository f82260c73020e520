"""Replacing the text of a source: each quote is found again or settled by an editor, and nothing moves silently."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.documents import Anchoring, prefix_of, suffix_of
from app.entries import NewClaim, NewQuote, NewSource
from app.entries.complaints import complaints_of
from app.entries.requoting import requoted
from app.errors import Complaint, Refused
from app.models import Quote, Source
from app.store.claims import rules
from app.store.found_again import FoundAgain, Use, preview_text
from app.store.quotes import forget_lost, used_quotes, uses_of
from app.store.records import WRITERS, open_revision, revise, rewrite
from app.store.revisions import Edit, entry_of, kept_entry
from app.store.shelf import Shelf
from app.vocabulary import ClaimStatus

Place = tuple[int, int]
# Where quotes wait while others take their places: beyond the end of any text.
ASIDE = 1_000_000_000


def replace_text(
    session: Session,
    source: Source,
    new: str | NewSource,
    settled: Mapping[int, Place | None],
    edit: Edit,
    made_from: int,
) -> tuple[Use, ...]:
    """Revise the source to the new text, or to a whole entry with it, and all whose quotes are no longer as they were.

    `settled` says for each quote, by its id, where it stands now, or None to drop it; only those that stand word for
    word where they stood may be left out. Gives the other records that were revised. Raises Stale; and Refused with
    every quote that is not settled and every record that would break a rule.
    """
    open_revision(session, source, made_from)
    entry = _entry(session, source, new)
    quotes = {quote.id: quote for quote in used_quotes(session, source.id)}
    found = {one.id: one for one in preview_text(session, source, entry.text)}
    _refuse_unsettled(found, settled)
    uses, moved = uses_of(session, source.id), {number: quotes[number] for number in settled}
    now = {
        (quote.start, quote.exact): _settled(quote, source, settled[number], entry.text)
        for number, quote in moved.items()
    }

    def requote(quote: NewQuote) -> NewQuote | None:
        return now.get((quote.start or 0, quote.exact), quote) if quote.source == source.slug else quote

    shelf = Shelf(session)
    shelf.resettled.add(source.slug)
    _put_aside(session, moved.values())
    rewrite(session, source, requoted(entry, requote), edit, shelf)
    others = dict.fromkeys(one for number in moved for one in uses[number] if one != ("source", source.id))
    revised = _revise_each(session, list(others), requote, edit, shelf)
    forget_lost(session, source.id, entry.text)
    _refuse_broken_claims(session, {one for some in uses.values() for one in some} - others.keys(), shelf)
    return revised


def _entry(session: Session, source: Source, new: str | NewSource) -> NewSource:
    if isinstance(new, NewSource):
        if new.key != source.slug:
            raise Refused(Complaint("key", "is not that of this source", f"keep “{source.slug}”", ("key",)))
        return new
    entry: NewSource = kept_entry("source", entry_of(session, source).canonical() | {"text": new})
    return entry


def _refuse_unsettled(found: Mapping[int, FoundAgain], settled: Mapping[int, Place | None]) -> None:
    complaints = [
        _complaint(one, _MISSING[one.how], "say where it stands now, or drop it")
        for one in found.values()
        if one.must_be_settled and one.id not in settled
    ]
    complaints += [
        Complaint(f"quotes.{number}", "is no quote of this source", "open the source anew", ("quotes", number))
        for number in settled
        if number not in found
    ]
    if complaints:
        raise Refused(*complaints)


_MISSING = {
    Anchoring.MOVED: "stands elsewhere in the new text",
    Anchoring.NORMALISED: "stands in the new text with other spaces, quotation marks or dashes",
    Anchoring.FUZZY: "stands in the new text in other words",
    Anchoring.LOST: "is not in the new text",
}


def _complaint(one: FoundAgain, wrong: str, cure: str) -> Complaint:
    return Complaint(f"quotes.{one.id}", f"“{one.exact[:60]}” {wrong}", cure, ("quotes", one.id))


def _settled(quote: Quote, source: Source, place: Place | None, text: str) -> NewQuote | None:
    if place is None:
        return None
    start, stop = place
    if not 0 <= start < stop <= len(text) or not text[start:stop].strip():
        wrong = f"“{quote.exact[:60]}” is put where the new text has no words"
        raise Refused(Complaint(f"quotes.{quote.id}", wrong, "choose words of the text", ("quotes", quote.id)))
    try:
        around = {"prefix": prefix_of(text, start), "suffix": suffix_of(text, stop)}
        return NewQuote(source=source.slug, exact=text[start:stop], start=start, **around)
    except ValidationError as error:
        raise Refused(*complaints_of(error, NewQuote)) from None


def _put_aside(session: Session, quotes: Any) -> None:
    for quote in quotes:
        quote.start, quote.stop = quote.start + ASIDE, quote.stop + ASIDE
    session.flush()


def _revise_each(
    session: Session, records: Sequence[tuple[str, int]], requote: Any, edit: Edit, shelf: Shelf
) -> tuple[Use, ...]:
    revised, complaints = [], []
    for noun, record_id in records:
        record = session.get_one(WRITERS[noun].model, record_id)
        entry = requoted(shelf.current(entry_of(session, record)), requote)
        if isinstance(entry, NewClaim) and not entry.quotes and entry.status is not ClaimStatus.WITHDRAWN:
            wrong = f"the claim “{record.slug}” would lose its last quote"
            cure = "choose the words that it rests on now, or withdraw it first"
            complaints.append(Complaint("quotes", wrong, cure, ("quotes",)))
            continue
        try:
            with session.begin_nested():
                revise(session, record, entry, edit, record.revision, shelf)
            revised.append(Use(noun, record.slug, record.name))
        except Refused as refused:
            complaints += [_of_record(noun, record.slug, one) for one in refused.complaints]
            shelf.forget()
    if complaints:
        raise Refused(*complaints)
    return tuple(revised)


def _refuse_broken_claims(session: Session, records: set[tuple[str, int]], shelf: Shelf) -> None:
    """Claims whose quotes stay may still lose a cue that stood elsewhere in the old text."""
    complaints = []
    for noun, record_id in sorted(records):
        if noun == "claim":
            record = session.get_one(WRITERS[noun].model, record_id)
            found = rules(shelf.current(entry_of(session, record)), shelf)
            complaints += [_of_record(noun, record.slug, one) for one in found]
    if complaints:
        raise Refused(*complaints)


def _of_record(noun: str, slug: str, one: Complaint) -> Complaint:
    return Complaint(f"{noun} {slug}: {one.field}", one.wrong, one.cure, ("quotes",))
