"""A source's text replaced: its quotes sorted by how they were found again, and what the editor settles for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from app import store
from app.documents import Anchoring, anchor, nearest
from app.entries import NewSource
from app.errors import Complaint, NotFound, Refused
from app.models import Quote
from app.queries.newest import get_newest
from app.queries.sources import get_source
from app.store import Edit, FoundAgain
from app.store.revisions import entry_of
from app.store.shelf import Shelf
from app.vocabulary import ClaimStatus
from app.web.forms import Filled
from app.web.forms.reading import fitting_corrections
from app.web.numbers import number_in
from app.web.reasons import reason_rules

# How an editor settles a quote.
TAKE, OTHER, DROP, WITHDRAW = "take", "other", "drop", "withdraw"
_AROUND: Final = 90
# What is found word for word is proposed as settled; it is shown all the same.
_PROPOSED: Final = {Anchoring.MOVED: TAKE, Anchoring.NORMALISED: TAKE}
HEADINGS: Final = {
    Anchoring.LOST: ("Lost", "These words are not in the new text. What is most like them is shown."),
    Anchoring.FUZZY: ("In other words", "The new text has words much like these."),
    Anchoring.NORMALISED: ("In other characters", "The same words with other spaces, quotation marks or dashes."),
    Anchoring.MOVED: ("Moved", "Word for word, at another place."),
    Anchoring.EXACT: ("Where they were", "Word for word at the same place: nothing to settle."),
}


@dataclass(frozen=True, slots=True)
class InContext:
    """Words with those around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Settling:
    """A quote as the page shows it: the old and the proposed words, and what is chosen so far."""

    found: FoundAgain
    old: InContext
    new: InContext | None
    chosen: str

    @property
    def claims(self) -> list[Any]:
        return [use for use in self.found.uses if use.noun == "claim"]


@dataclass(frozen=True, slots=True)
class Preview:
    """All quotes of a source by how they were found in a new text, those that need most care first."""

    revision: int
    groups: Sequence[tuple[Anchoring, str, str, Sequence[Settling]]]
    dropped: Sequence[str]  # beginnings of blocks whose corrected kinds the new text has no place for
    is_same: bool


def preview_of(session: Session, slug: str, form: Filled) -> Preview:
    """Raises NotFound and Moved."""
    source, text = get_source(session, slug), form.value("text")
    quotes = {quote.id: quote for quote in source.quotes}
    shown = [
        _settling(found, quotes[found.id], source.text, text, form)
        for found in store.preview_text(session, source, text)
    ]
    groups = [(how, *HEADINGS[how], [one for one in shown if one.found.how is how]) for how in HEADINGS]
    newest = NewSource.model_validate(get_newest(session, "source", slug).data)
    _, dropped = fitting_corrections(text, newest.corrections)
    return Preview(source.revision, [group for group in groups if group[3]], dropped, source.text == text)


def replace_text(session: Session, slug: str, form: Filled, edit: Edit) -> None:
    """Settle every quote as the form says and replace the text. Raises NotFound, Stale, and Refused at its fields."""
    source = Shelf(session).find("source", slug)
    if source is None:
        raise NotFound("source", slug)
    text = form.value("text")
    settled, claims = _settled(store.preview_text(session, source, text), form)
    for claim in claims:
        record = Shelf(session).get("claim", claim)
        if record.status is not ClaimStatus.WITHDRAWN:
            store.withdraw(session, record, edit, record.revision)
    entry: NewSource = entry_of(session, source)
    fitting, _ = fitting_corrections(text, entry.corrections)
    new = entry.model_copy(update={"text": text, "corrections": fitting})
    store.replace_text(session, source, new, settled, edit, form.made_from or 0)


def settled_in(data: Any) -> dict[int, tuple[int, int] | None]:
    """The same from a JSON body: {"12": [start, stop] or null}. Raises Refused."""
    settled: dict[int, tuple[int, int] | None] = {}
    for key, place in (data if isinstance(data, dict) else {}).items():
        numbers = isinstance(place, list) and len(place) == 2 and all(type(one) is int for one in place)
        quote = number_in(str(key))
        if quote is None or not (place is None or numbers):
            raise Refused(
                Complaint("settled", f"“{str(key)[:20]}” does not fit", "send {quote: [start, stop] or null}")
            )
        settled[quote] = None if place is None else (place[0], place[1])
    return settled


def _settling(found: FoundAgain, quote: Quote, old: str, new: str, form: Filled) -> Settling:
    chosen = form.value(f"quotes.{found.id}.how", _PROPOSED.get(found.how, "") if not found.note else "")
    proposed = _around(new, found.start, found.stop) if found.words else None
    return Settling(found, _around(old, quote.start, quote.stop), proposed, chosen)


def _around(text: str, start: int, stop: int) -> InContext:
    """With what stands around in the same paragraph, cut between words."""
    before, after = text[max(0, start - _AROUND) : start], text[stop : stop + _AROUND]
    before = before if start <= _AROUND else f"… {before.partition(' ')[2]}"
    after = after if stop + _AROUND >= len(text) else f"{after.rpartition(' ')[0]} …"
    return InContext(before.rpartition("\n\n")[2], text[start:stop], after.partition("\n\n")[0])


def _settled(quotes: Sequence[FoundAgain], form: Filled) -> tuple[dict[int, tuple[int, int] | None], Sequence[str]]:
    """The new place of each quote that needs one, and the claims to withdraw. Raises Refused with all that is open."""
    settled: dict[int, tuple[int, int] | None] = {}
    claims: dict[str, None] = {}
    wrong: list[Complaint] = []
    for found in quotes:
        how, field = form.value(f"quotes.{found.id}.how"), f"quotes.{found.id}.how"
        if not found.must_be_settled:
            continue
        if how == TAKE and found.words:
            settled[found.id] = (found.start, found.stop)
        elif how == OTHER:
            place = _given(form.value("text"), found, form.values)
            if isinstance(place, Complaint):
                wrong.append(place)
            else:
                settled[found.id] = place
        elif how in {DROP, WITHDRAW}:
            settled[found.id] = None
            claims |= dict.fromkeys(use.slug for use in found.uses if use.noun == "claim" and how == WITHDRAW)
        else:
            wrong.append(Complaint(field, f"is open for “{found.exact[:60]}”", "choose what becomes of it"))
    if wrong := [*wrong, *reason_rules(form.reason)]:
        raise Refused(*wrong)
    return settled, tuple(claims)


def _given(text: str, found: FoundAgain, values: Mapping[str, str]) -> tuple[int, int] | Complaint:
    """Where the words stand that the editor gives; of several places the one nearest to what was proposed."""
    field = f"quotes.{found.id}.words"
    words = values.get(field, "").strip()
    if not words:
        return Complaint(field, "is empty", "copy the words from the new text")
    place = anchor(text, words, start=found.start, floor=100)
    if place.how in {Anchoring.EXACT, Anchoring.MOVED, Anchoring.NORMALISED}:
        return place.start, place.stop
    near = nearest(text, words)
    return Complaint(
        field,
        "is not in the new text",
        f"copy the words exactly, the nearest are “{text[near.start : near.stop][:300]}”",
    )
