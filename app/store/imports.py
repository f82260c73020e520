"""Importing files of curation: tried first, so that everything is known before anything is written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.entries import NewSource
from app.entries.curation import Curated, Curation, dangling, doubles, without_dangling
from app.entries.curation_reading import read_files
from app.entries.curation_tables import TableRow, read_table
from app.entries.curation_yaml import YAML, line_of
from app.errors import Complaint, Refused
from app.store.import_attempts import NotAll, attempt
from app.store.import_plans import File, Outcome, Plan, Planned, as_planned
from app.store.revisions import Edit
from app.store.shelf import Shelf, known_slugs
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
                rows = attempt(session, sound, edit)
        except NotAll as some:
            mistakes += [curated.mistake(complaint) for curated, wrong in some.refused for complaint in wrong]
            curation = _without(sound, {id(curated) for curated, _ in some.refused})
        else:
            unread = _refused_for_others(every, sound, mistakes)
            return tuple(sorted([*rows, *map(as_planned, mistakes), *unread], key=lambda row: (row.file, row.line)))


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
