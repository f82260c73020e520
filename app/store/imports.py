"""Importing files of curation: tried first, so that everything is known before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.entries import Entry, NewSource
from app.entries.curation import (
    Curated,
    Curation,
    dangling,
    doubles,
    in_order_of_writing,
    sources_named_by,
    without_dangling,
)
from app.entries.curation_reading import read_files
from app.entries.curation_tables import TableRow, read_table
from app.entries.curation_yaml import YAML, line_of
from app.entries.text import changed_fields
from app.errors import Complaint, Refused
from app.store.import_plans import File, Outcome, Plan, Planned, as_planned
from app.store.places import placed
from app.store.records import begin, complete, find_same, key_of, revise
from app.store.revisions import Edit, entry_of
from app.store.shelf import Shelf, known_slugs, was_merged
from app.store.tables import entry_from, makers
from app.store.turns import take_turn

TABLE = ".csv"
TEXT = ".txt"
FOR_OTHERS = "names something that is refused"
_TRIAL = Edit(by="import", reason="Tried.")


def plan(session: Session, files: Sequence[File]) -> Plan:
    """What importing the files would do. It is tried and taken back, which takes a session that may write."""
    trial = session.begin_nested()
    try:
        return Plan(tuple(files), _write(session, files, _TRIAL))
    finally:
        trial.rollback()


def apply(session: Session, plan: Plan, edit: Edit, *, partly: bool = False) -> Plan:
    """Do what was planned; gives what was done. Applying the same files again changes nothing.

    Raises Refused if some entry is refused, unless the others are to be written all the same; and if the base has
    changed since in a way that makes the plan another: then roll back.
    """
    if (refused := plan.of(Outcome.REFUSED)) and not partly:
        raise Refused(*(Complaint(f"{row.file}:{row.line}", row.why, "mend it or leave it out") for row in refused))
    take_turn(session)
    done = Plan(plan.files, _write(session, plan.files, edit))
    if done.state != plan.state:
        raise Refused(Complaint("", "the base has changed since this import was tried", "try it again"))
    return done


def _write(session: Session, files: Sequence[File], edit: Edit) -> tuple[Planned, ...]:
    """Write all that can be written. What names something refused is refused too, so it is tried until all fits."""
    known = known_slugs(session)
    curation = every = _read(session, files)
    mistakes = [*curation.mistakes, *dangling(curation, known)]
    while True:
        sound = without_dangling(curation, known)
        try:
            with session.begin_nested():
                rows = _attempt(session, sound, edit)
        except _NotAll as some:
            mistakes += [curated.mistake(complaint) for curated, wrong in some.refused for complaint in wrong]
            curation = _without(sound, {id(curated) for curated, _ in some.refused})
        else:
            unread = _refused_for_others(every, sound, mistakes)
            return tuple(sorted([*rows, *map(as_planned, mistakes), *unread], key=lambda row: (row.file, row.line)))


class _NotAll(Exception):
    """Some entries are refused, so the attempt is taken back."""

    def __init__(self, refused: list[tuple[Curated, tuple[Complaint, ...]]]) -> None:
        super().__init__(f"{len(refused)} entries are refused")
        self.refused = refused


def _read(session: Session, files: Sequence[File]) -> Curation:
    """The entries of all files."""
    by_name = {file.name: file.content for file in files}
    curation, shelf = read_files(by_name), Shelf(session)
    coming: dict[str, NewSource] = {one.key: one.entry for one in curation if isinstance(one.entry, NewSource)}

    def writers(slug: str) -> list[str] | None:
        source = coming.get(slug) or shelf.find("source", slug)
        return makers(source) if source is not None else None

    if len(by_name) < len(files):
        names = [file.name for file in files]
        twice = next(name for name in names if names.count(name) > 1)
        curation.mistakes.append(f"{twice}:1: two files have this name; give one another")
    for name, content in by_name.items():
        if name.lower().endswith(TABLE):
            for row in read_table(name, content, curation.mistakes):
                _read_row(row, shelf, writers, curation)
        elif not name.endswith((*YAML, TEXT)):
            curation.mistakes.append(f"{name}:1: is no file that can be imported; send .yaml, .csv, or .txt with them")
    if not curation.mistakes and not any(curation):
        curation.mistakes.append(f"{next(iter(by_name), 'files')}:1: there is nothing to import; send entries")
    curation.mistakes.extend(one for one in doubles(curation) if one not in curation.mistakes)
    return curation


def _read_row(row: TableRow, shelf: Shelf, writers: Any, curation: Curation) -> None:
    try:
        curated = Curated(entry_from(row, shelf, writers), row.file, {(): row.line})
        curation.entries[row.section].append(curated)
    except Refused as refused:
        curation.unread.add((row.noun, row.key))
        curation.mistakes += [f"{row.file}:{row.line}: {row.noun} {row.key}: {one}" for one in refused.complaints]


def _attempt(session: Session, curation: Curation, edit: Edit) -> list[Planned]:
    """Write all entries; raises _NotAll with every one that is refused."""
    shelf, rows = Shelf(session), []
    new: dict[int, Any] = {}
    refused: list[tuple[Curated, tuple[Complaint, ...]]] = []
    begun: list[Curated] = []
    for curated in in_order_of_writing(curation):
        try:
            if find_same(session, curated.entry, shelf) is None:
                new[id(curated)] = begin(session, curated.entry, shelf)
            begun.append(curated)
        except Refused as wrong:
            refused.append((curated, wrong.complaints))
    without: set[str] = set()  # half-written sources: what quotes them is tried again when they are out of the way
    first: dict[tuple[str, int], Curated] = {}
    for curated in begun:
        try:
            if not without & sources_named_by(curated.entry):
                record = new.get(id(curated)) or find_same(session, curated.entry, shelf)
                _refuse_second(curated, first.setdefault((curated.entry.noun, record.id), curated))
                rows.append(_settle(session, curated, record, id(curated) in new, shelf, edit))
        except Refused as wrong:
            refused.append((curated, wrong.complaints))
            without |= {curated.key} if curated.entry.noun == "source" else set()
    if refused:
        raise _NotAll(refused)
    return rows


def _refuse_second(curated: Curated, first: Curated) -> None:
    """Raises Refused for a second entry of one record, under another of its slugs."""
    if first is not curated:
        wrong = f"is what stands at {first.file}:{line_of(first.lines, ())} under another key"
        raise Refused(Complaint("key", wrong, "leave one of them out", ("key",)))


def _settle(session: Session, curated: Curated, record: Any, is_new: bool, shelf: Shelf, edit: Edit) -> Planned:
    entry = curated.entry
    row = Planned(curated.file, line_of(curated.lines, ()), Outcome.ADDED, entry.noun, curated.key)
    if is_new:
        complete(session, record, entry, edit, shelf)
        return row
    entry = _under_its_slug(session, entry, record)
    before = shelf.current(entry_of(session, record))
    after: Entry = placed(shelf.current(entry), shelf.document)
    row = replace(row, made_from=record.revision)
    if before == after:
        return replace(row, what=Outcome.UNCHANGED)
    revise(session, record, entry, edit, record.revision, shelf)
    return replace(row, what=Outcome.CHANGED, fields=changed_fields(before, after))


def _under_its_slug(session: Session, entry: Entry, record: Any) -> Any:
    """The entry of a record that was renamed, under its new slug. Raises Refused if it was merged."""
    key = str(entry.key)  # type: ignore[attr-defined]
    if entry.noun == "link" or record.slug == key:
        return entry
    if was_merged(session, entry.noun, key):
        wrong = f"was merged into “{key_of(record)}”"
        raise Refused(Complaint("key", wrong, "change that record, or leave this one out", ("key",)))
    return entry.model_copy(update={"key": record.slug})


def _without(curation: Curation, out: set[int]) -> Curation:
    entries = {name: [one for one in some if id(one) not in out] for name, some in curation.entries.items()}
    return Curation(entries)


def _refused_for_others(every: Curation, sound: Curation, mistakes: Iterable[str]) -> list[Planned]:
    """Entries that are right but name something that is refused."""
    written = {id(curated) for curated in sound}
    said = {(row.file, row.noun, row.key) for row in map(as_planned, mistakes)}
    return [
        Planned(one.file, line_of(one.lines, ()), Outcome.REFUSED, one.entry.noun, one.key, why=FOR_OTHERS)
        for one in every
        if id(one) not in written and (one.file, one.entry.noun, one.key) not in said
    ]
