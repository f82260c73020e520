"""One attempt at writing the entries of an import: each is added, changed, left as it is, or refused."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.entries import Entry
from app.entries.curation import Curated, Curation, in_order_of_writing, sources_named_by
from app.entries.curation_yaml import line_of
from app.entries.text import changed_fields
from app.errors import Complaint, Refused
from app.store.import_plans import Outcome, Planned
from app.store.places import placed
from app.store.records import begin, complete, find_same, key_of, revise
from app.store.revisions import Edit, entry_of
from app.store.shelf import Shelf, was_merged


class NotAll(Exception):
    """Some entries are refused, so the attempt is taken back."""

    def __init__(self, refused: list[tuple[Curated, tuple[Complaint, ...]]]) -> None:
        super().__init__(f"{len(refused)} entries are refused")
        self.refused = refused


def attempt(session: Session, curation: Curation, edit: Edit) -> list[Planned]:
    """Write all entries; raises NotAll with every one that is refused."""
    writing, entries = _Attempt(session, edit), in_order_of_writing(curation)
    for step in (writing.begin, writing.settle):
        for curated in entries:
            try:
                step(curated)
            except Refused as refused:
                writing.refuse(curated, refused)
    if writing.refused:
        raise NotAll(list(writing.refused.values()))
    return writing.rows


class _Attempt:
    """Entries written one after the other, and those of them that are refused."""

    def __init__(self, session: Session, edit: Edit) -> None:
        self.rows: list[Planned] = []
        self.refused: dict[int, tuple[Curated, tuple[Complaint, ...]]] = {}
        self._session, self._edit, self._shelf = session, edit, Shelf(session)
        self._new: dict[int, Any] = {}
        self._settled: dict[tuple[str, int], Curated] = {}
        self._half_written: set[str] = set()  # sources that were refused, by their keys

    def begin(self, curated: Curated) -> None:
        """First of all come the bare rows of what is new, so that each entry can refer to any other."""
        if find_same(self._session, curated.entry, self._shelf) is None:
            self._new[id(curated)] = begin(self._session, curated.entry, self._shelf)

    def settle(self, curated: Curated) -> None:
        """What quotes a half-written source waits for the next attempt, as what could not be begun does."""
        if id(curated) in self.refused or self._half_written & sources_named_by(curated.entry):
            return
        new = self._new.get(id(curated))
        record = new or find_same(self._session, curated.entry, self._shelf)
        place = curated.entry.noun, record.id
        _refuse_second(self._settled.get(place))
        if new:
            complete(self._session, new, curated.entry, self._edit, self._shelf)
        self.rows.append(_added(curated) if new else self._change(curated, record))
        self._settled[place] = curated

    def refuse(self, curated: Curated, refused: Refused) -> None:
        self.refused[id(curated)] = curated, refused.complaints
        if curated.entry.noun == "source":
            self._half_written.add(curated.key)

    def _change(self, curated: Curated, record: Any) -> Planned:
        entry = _under_its_slug(self._session, curated.entry, record)
        before = self._shelf.current(entry_of(self._session, record))
        after: Entry = placed(self._shelf.current(entry), self._shelf.document)
        row = replace(_added(curated), made_from=record.revision)
        if before == after:
            return replace(row, what=Outcome.UNCHANGED)
        revise(self._session, record, entry, self._edit, record.revision, self._shelf)
        return replace(row, what=Outcome.CHANGED, fields=changed_fields(before, after))


def _added(curated: Curated) -> Planned:
    return Planned(curated.file, line_of(curated.lines, ()), Outcome.ADDED, curated.entry.noun, curated.key)


def _refuse_second(first: Curated | None) -> None:
    """Raises Refused for a second entry of one record, under another of its slugs."""
    if first is not None:
        wrong = f"is what stands at {first.file}:{line_of(first.lines, ())} under another key"
        raise Refused(Complaint("key", wrong, "leave one of them out", ("key",)))


def _under_its_slug(session: Session, entry: Entry, record: Any) -> Any:
    """The entry of a record that was renamed, under its new slug. Raises Refused if it was merged."""
    key = str(entry.key)  # type: ignore[attr-defined]
    if entry.noun == "link" or record.slug == key:
        return entry
    if was_merged(session, entry.noun, key):
        wrong = f"was merged into “{key_of(record)}”"
        raise Refused(Complaint("key", wrong, "change that record, or leave this one out", ("key",)))
    return entry.model_copy(update={"key": record.slug})
