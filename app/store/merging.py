"""Merging two records of one noun: all that names the one names the other from then on, and its slug leads there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app import search
from app.entries import Entry, NewLink
from app.entries.naming import with_names
from app.entries.taking_over import taken_over
from app.entries.text import changed_fields
from app.errors import Complaint, Refused
from app.models import Claim, Held, Link, Merge, Redirect
from app.store.naming import NAMED_BY, naming
from app.store.records import WRITERS, key_of, revise
from app.store.revisions import Edit, entry_of, latest, revision_of
from app.store.shelf import Shelf
from app.store.turns import raise_version, take_turn
from app.vocabulary import TargetType

# Records written with one shelf, which keeps what it has looked up.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Affected:
    """A record that a merge would revise: the fields that change. A link that says nothing more goes: `removed`."""

    noun: str
    slug: str
    name: str
    fields: tuple[str, ...]
    removed: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """What a merge does with one record: it becomes the entry, or goes."""

    record: Any
    before: Entry
    entry: Entry
    removed: bool = False


def preview_merge(session: Session, noun: str, one: str, into: str) -> tuple[Affected, ...]:
    """What `merge` would revise, the record that stays first. Raises Refused as it does; nothing is written."""
    shelf = Shelf(session)
    gone, kept = _pair(shelf, noun, one, into)
    steps = [_affected(step) for step in _steps(session, shelf, noun, gone, kept)]
    return tuple(sorted((one for one in steps if one), key=lambda one: (one.noun, one.slug) != (noun, kept.slug)))


def merge(session: Session, noun: str, one: str, into: str, edit: Edit) -> Merge:
    """Have the one taken up by the other. Its names, offices, facts or quotes go over; its revisions stay.

    Whatever names the one is revised to name the other; what is then said twice is said once. Sources are not merged.
    Raises Refused.
    """
    take_turn(session)
    shelf = Shelf(session)
    gone, kept = _pair(shelf, noun, one, into)
    edit = replace(edit, reason=f"Merged {gone.slug} into {kept.slug}. {edit.reason}".strip())
    done = Merge(noun=noun, merged_id=gone.id, slug=gone.slug, into_id=kept.id, author=edit.by, reason=edit.reason)
    revised, removed = [], []
    for number, step in enumerate(_steps(session, shelf, noun, gone, kept), start=1):
        if step.removed:
            removed.append(_remove(session, step.record, step.entry, edit))
        elif step.entry != step.before:
            revise(session, step.record, step.entry, edit, step.record.revision, shelf)
            revised.append(latest(session, step.entry.noun, step.record.id).id)
        if number % BATCH == 0:
            shelf.forget()
    _remove(session, gone, entry_of(session, gone), edit)
    _redirect(session, done)
    done.revised, done.removed = revised, removed
    session.add(done)
    raise_version(session)
    session.flush()
    search.index(session, noun, done.merged_id)
    return done


def _pair(shelf: Shelf, noun: str, one: str, into: str) -> tuple[Any, Any]:
    if noun not in NAMED_BY:
        raise Refused(Complaint("noun", f"{noun}s are not merged", "replace the text of one, or correct its record"))
    gone, kept = shelf.get(noun, one), shelf.get(noun, into)
    if gone is kept:
        raise Refused(Complaint("into", "is the same record", f"choose another {noun}", ("into",)))
    if noun == "claim" and kept.status is not gone.status:
        wrong = f"is {kept.status.label}, and the other {gone.status.label}"
        raise Refused(Complaint("into", wrong, "bring both to the same state first", ("into",)))
    return gone, kept


def _steps(session: Session, shelf: Shelf, noun: str, gone: Any, kept: Any) -> Iterator[_Step]:
    """What names the one, and at last the one that stays, as they are to be."""
    rename = _renamer(noun, gone.slug, kept.slug)
    for other, record_id in naming(session, noun, gone.id):
        if (other, record_id) in ((noun, gone.id), (noun, kept.id)):
            continue
        record = session.get_one(WRITERS[other].model, record_id)
        before = shelf.current(entry_of(session, record))
        after = with_names(before, rename) if other != "link" else None
        if after is not None:
            yield _Step(record, before, after)
        else:
            yield from _link_steps(session, record, before, gone, kept)
    before = shelf.current(entry_of(session, kept))
    yield _Step(kept, before, taken_over(before, shelf.current(entry_of(session, gone)), rename))


def _link_steps(session: Session, link: Link, entry: NewLink, gone: Claim, kept: Claim) -> Iterator[_Step]:
    """A link of the claim that goes becomes one of the other; one that then says nothing more goes too."""
    ends = [kept.id if end == gone.id else end for end in (link.from_id, link.to_id)]
    if ends[0] == ends[1]:
        yield _going(link, entry, "Both claims are one now.")
        return
    same = (Link.from_id == ends[0], Link.kind == link.kind, Link.to_id == ends[1])
    there = session.scalar(select(Link).where(*same))
    if there is None:
        own = {"from_claim": entry.from_claim, "to_claim": entry.to_claim}
        changed = {field: kept.slug if slug == gone.slug else slug for field, slug in own.items()}
        yield _Step(link, entry, entry.model_copy(update=changed))
        return
    if link.stands and not there.stands:
        withdrawn = entry_of(session, there)
        standing = withdrawn.model_copy(update={"withdrawn_because": None, "reason": entry.reason})
        yield _Step(there, withdrawn, standing)
    yield _going(link, entry, "The claim that takes it up is linked so already.")


def _going(link: Link, entry: NewLink, why: str) -> _Step:
    last = entry.model_copy(update={"withdrawn_because": entry.withdrawn_because or why})
    return _Step(link, entry, last, removed=True)


def _renamer(noun: str, one: str, other: str) -> Any:
    return lambda named, slug: other if (named, slug) == (noun, one) else slug


def _affected(step: _Step) -> Affected | None:
    fields = changed_fields(step.before, step.entry)
    name = step.record.reason if isinstance(step.record, Link) else step.record.name
    return Affected(step.entry.noun, key_of(step.record), name, fields, step.removed) if fields else None


def _remove(session: Session, record: Any, entry: Entry, edit: Edit) -> int:
    """Take the row away; a last revision says why. Gives that revision's id."""
    noun = entry.noun
    WRITERS[noun].leave(record, Shelf(session))
    last = revision_of(record, record.revision + 1, entry, edit)
    session.add(last)
    if noun in set(TargetType):
        session.execute(delete(Held).where(Held.on == TargetType(noun), Held.target_id == record.id))
    if noun == "actor":
        session.execute(delete(Held).where(Held.actor_id == record.id))
    session.flush()
    session.expire(record)  # what named it has been revised, so that nothing hangs on it but its own
    session.delete(record)
    session.flush()
    return last.id


def _redirect(session: Session, done: Merge) -> None:
    """Every slug of the one leads to the other, and remembers whose it was."""
    own = (Redirect.noun == done.noun, Redirect.record_id == done.merged_id)
    session.execute(update(Redirect).where(*own, Redirect.merged_id.is_(None)).values(merged_id=done.merged_id))
    session.execute(update(Redirect).where(*own).values(record_id=done.into_id))
    session.add(Redirect(noun=done.noun, slug=done.slug, record_id=done.into_id, merged_id=done.merged_id))
