"""Undoing a merge: both records are there again, and what the merge had revised names the one as before."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import Complaint, Refused
from app.models import Link, Merge, Redirect, Revision
from app.store.records import WRITERS, begin, complete, key_of, revise
from app.store.revisions import Edit, find_data, kept_entry, latest
from app.store.shelf import Shelf
from app.store.turns import raise_version, take_turn


@dataclass(frozen=True, slots=True)
class LeftAsItIs:
    """A record that the merge had changed and that undoing it did not change back, with the reason."""

    noun: str
    slug: str
    name: str
    why: str


def undo_merge(session: Session, merge: Merge, edit: Edit) -> tuple[LeftAsItIs, ...]:
    """Bring the merged record back under its id and slugs, and revise back what nobody has changed since.

    Gives what was left as it is. Raises Refused if it was undone before, or if the other record was merged since.
    """
    take_turn(session)
    session.refresh(merge)
    kept = session.get(WRITERS[merge.noun].model, merge.into_id)
    if merge.undone_at is not None:
        raise Refused(Complaint("", "this merge was undone before", "open the record anew"))
    if kept is None:
        wrong = f"the {merge.noun} that took “{merge.slug}” up was merged itself since"
        raise Refused(Complaint("", wrong, "undo that merge first"))
    edit = replace(edit, reason=f"Undid the merge of {merge.slug} into {kept.slug}. {edit.reason}".strip())
    _give_slugs_back(session, merge)
    _bring_back(session, latest(session, merge.noun, merge.merged_id), edit)
    left = [one for number in merge.revised if (one := _change_back(session, number, edit))]
    left += [one for number in merge.removed if (one := _link_back(session, number, edit))]
    merge.undone_at = datetime.now(UTC)
    raise_version(session)
    session.flush()
    return tuple(left)


def _give_slugs_back(session: Session, merge: Merge) -> None:
    """Its own slugs, and those of all that it had taken up itself, lead to it again."""
    of_noun, back = Redirect.noun == merge.noun, {"record_id": merge.merged_id}
    own = (of_noun, Redirect.merged_id == merge.merged_id)
    session.execute(delete(Redirect).where(*own, Redirect.slug == merge.slug))
    session.execute(update(Redirect).where(*own).values(**back, merged_id=None))
    before = {merge.merged_id}
    while before:
        earlier = select(Merge.merged_id).where(Merge.noun == merge.noun, Merge.into_id.in_(before))
        before = set(session.scalars(earlier.where(Merge.undone_at.is_(None)))) - {merge.merged_id}
        session.execute(update(Redirect).where(of_noun, Redirect.merged_id.in_(before)).values(**back))


def _bring_back(session: Session, last: Revision, edit: Edit) -> None:
    """The row again, under its id, as it was before its last revision."""
    shelf, entry = Shelf(session), kept_entry(last.noun, _data_before(session, last))
    record = begin(session, entry, shelf, last.record_id, last.number + 1)
    complete(session, record, entry, edit, shelf)


def _change_back(session: Session, revision_id: int, edit: Edit) -> LeftAsItIs | None:
    revision = session.get_one(Revision, revision_id)
    record: Any = session.get(WRITERS[revision.noun].model, revision.record_id)
    if record is None:
        return _left(revision, "it is gone")
    # What was changed and changed back, as by a later merge that was undone, is as the merge had left it.
    if latest(session, revision.noun, record.id).data != revision.data:
        return _left(revision, "it has been changed since", record)
    try:
        with session.begin_nested():
            entry = kept_entry(revision.noun, _data_before(session, revision))
            revise(session, record, entry, edit, record.revision)
    except Refused as refused:
        return _left(revision, str(refused), record)
    return None


def _link_back(session: Session, revision_id: int, edit: Edit) -> LeftAsItIs | None:
    last = session.get_one(Revision, revision_id)
    if session.get(Link, last.record_id) is not None:
        return None
    try:
        with session.begin_nested():
            _bring_back(session, last, edit)
    except Refused as refused:
        return _left(last, str(refused))
    return None


def _left(revision: Revision, why: str, record: Any = None) -> LeftAsItIs:
    data = revision.data
    name = next((data[key] for key in ("statement", "title", "name", "sentence", "reason") if data.get(key)), "")
    slug = key_of(record) if record is not None else str(data.get("key") or f"{data.get('from')} {data.get('to')}")
    return LeftAsItIs(revision.noun, slug, name, why)


def _data_before(session: Session, revision: Revision) -> dict[str, Any]:
    """A revision that a merge made is never the first."""
    return find_data(session, revision.noun, revision.record_id, revision.number - 1) or {}
