"""Loading the curation. Loading it again changes nothing, and never overwrites what an editor has changed since."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.entries import Entry, NewClaim, NewLink
from app.entries.curation import (
    BadCuration,
    Curated,
    Curation,
    dangling,
    in_order_of_writing,
    sources_named_by,
    without_dangling,
)
from app.entries.curation_reading import read_curation
from app.errors import Refused
from app.models import Revision
from app.store import bulk
from app.store.places import placed
from app.store.records import add, begin, complete, find_same, key_of, revise
from app.store.revisions import Edit, kept_entry, latest
from app.store.shelf import Shelf, known_slugs, was_merged
from app.store.turns import take_turn

LOADED = Edit(by="curation", reason="Loaded from the curation files.", by_seed=True)


@dataclass
class Summary:
    """What a load did, as counts by noun; and the records that it left alone because an editor has changed them."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    untouched: Counter[str] = field(default_factory=Counter)
    left_alone: list[tuple[str, str]] = field(default_factory=list)


def load(session: Session, folder: Path, on_entry: Callable[[int, int], None] | None = None) -> Summary:
    """Bring the base to what the files say. Raises BadCuration with every mistake; then nothing has been written.

    `on_entry` is told how many entries of how many are done.
    """
    take_turn(session)
    curation, shelf, known = read_curation(folder), Shelf(session), known_slugs(session)
    mistakes = curation.mistakes + dangling(curation, known)
    if not known and not mistakes and (summary := _load_at_once(session, curation, on_entry)):
        return summary
    if mistakes:  # the rest is tried all the same, for its own mistakes
        curation = without_dangling(curation, known)
    with session.begin_nested():
        new, summary = _begin_all(session, curation, shelf), Summary()
        entries, without = in_order_of_writing(curation), set[str]()
        for done, curated in enumerate(entries, start=1):
            try:
                if not without & sources_named_by(curated.entry):
                    _settle(session, curated, new, shelf, summary)
            except Refused as refused:
                mistakes.extend(curated.mistake(complaint) for complaint in refused.complaints)
                without |= {curated.key} if curated.entry.noun == "source" else set()
            if on_entry:
                on_entry(done, len(entries))
        if mistakes:
            raise BadCuration(mistakes)
    return summary


def _load_at_once(session: Session, curation: Curation, on_entry: Callable[[int, int], None] | None) -> Summary | None:
    """Into an empty base: the same rows, many at a time. None if a rule is broken; the slow way names each mistake."""
    entries = [curated.entry for curated in curation]
    done = count(1)

    def tell() -> None:
        if on_entry:
            on_entry(next(done), len(entries))

    try:
        with session.begin_nested():
            rare = _one_by_one(entries)
            later = set(map(id, rare))
            bulk.load(session, [entry for entry in entries if id(entry) not in later], LOADED, tell)
            for entry in rare:
                add(session, entry, LOADED)
                tell()
    except Refused:
        return None
    return Summary(added=Counter(curated.entry.noun for curated in curation))


def _one_by_one(entries: list[Entry]) -> list[Entry]:
    """What is too rare for a bulk load: links that were taken back, claims that lost their quotes, links to these."""
    unquoted = {entry.key for entry in entries if isinstance(entry, NewClaim) and not entry.quotes}
    return [
        entry
        for entry in entries
        if (isinstance(entry, NewClaim) and entry.key in unquoted)
        or (isinstance(entry, NewLink) and (entry.withdrawn_because or {entry.from_claim, entry.to_claim} & unquoted))
    ]


def _begin_all(session: Session, curation: Curation, shelf: Shelf) -> dict[int, Any]:
    """The bare rows of all records that are new, so that each can refer to any other."""
    new: dict[int, Any] = {}
    for curated in curation:
        if find_same(session, curated.entry, shelf) is None and not _joins_one(curated.entry, shelf):
            try:
                new[id(curated)] = begin(session, curated.entry, shelf)
            except Refused as refused:  # its key is the old address of another record
                raise BadCuration([curated.mistake(complaint) for complaint in refused.complaints]) from None
    return new


def _settle(session: Session, curated: Curated, new: dict[int, Any], shelf: Shelf, summary: Summary) -> None:
    entry = curated.entry
    if id(curated) in new:
        complete(session, new[id(curated)], entry, LOADED, shelf)
        summary.added[entry.noun] += 1
        return
    record = find_same(session, entry, shelf)
    newest = latest(session, entry.noun, record.id) if record is not None else None
    if newest is None or (key_of(record) != curated.key and entry.noun != "link"):  # it was renamed or merged
        summary.left_alone.append((entry.noun, curated.key))
    elif _says_the_same(newest, entry, shelf):
        summary.untouched[entry.noun] += 1
    elif not newest.by_seed or _was_of_another(session, entry):
        summary.left_alone.append((entry.noun, curated.key))
    else:
        revise(session, record, entry, LOADED, made_from=newest.number, shelf=shelf)
        summary.changed[entry.noun] += 1


def _says_the_same(newest: Revision, entry: Entry, shelf: Shelf) -> bool:
    """Whether the entry says what the record is; either may name others by slugs that they had.

    What no longer can be as the entry says, for an editor has replaced a text that it quotes, is something else.
    """
    try:
        says = placed(shelf.current(entry), shelf.document)
        return newest.data == says.canonical() or bool(shelf.current(kept_entry(entry.noun, newest.data)) == says)
    except Refused:
        return False


def _joins_one(entry: Entry, shelf: Shelf) -> bool:
    """Whether it is a link whose two claims have been merged."""
    if not isinstance(entry, NewLink):
        return False
    one = shelf.find("claim", entry.from_claim)
    return one is not None and one is shelf.find("claim", entry.to_claim)


def _was_of_another(session: Session, entry: Entry) -> bool:
    """Whether it is a link of a claim that was merged: the claim that took it up may be linked so by another entry."""
    ends = (entry.from_claim, entry.to_claim) if isinstance(entry, NewLink) else ()
    return any(was_merged(session, "claim", slug) for slug in ends)
