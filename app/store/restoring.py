"""Making a record what it was before, and taking claims and links back. Each is a revision like any other."""

from typing import Any

from sqlalchemy.orm import Session

from app.entries import NewLink
from app.errors import Complaint, NoRevision, Refused
from app.models import Claim, Link, Record
from app.models.nouns import NOUN_OF
from app.store.records import key_of, revise
from app.store.revisions import Edit, entry_of, find_data, kept_entry
from app.vocabulary import ClaimStatus


def restore(session: Session, record: Any, number: int, edit: Edit, made_from: int) -> None:
    """Revise the record to what its revision of that number says. Its slug stays the one of now.

    Raises NoRevision; and Refused where what it said no longer fits: rules, texts or other records have changed.
    """
    noun = NOUN_OF[type(record)]
    data = find_data(session, noun, record.id, number)
    if data is None:
        raise NoRevision(noun, key_of(record), number)
    own = {"key": record.slug} if isinstance(record, Record) else {}
    revise(session, record, kept_entry(noun, data | own), edit, made_from)


def withdraw(session: Session, record: Claim | Link, edit: Edit, made_from: int) -> None:
    """Take a claim or a link back. It stays and says why: the reason of the edit."""
    if not edit.reason.strip():
        raise Refused(Complaint("reason", "is empty", "say why it is withdrawn", ("reason",)))
    _set_standing(session, record, edit, made_from, withdrawn=True)


def reinstate(session: Session, record: Claim | Link, edit: Edit, made_from: int) -> None:
    """Let a withdrawn claim or link stand again; a claim is then published."""
    _set_standing(session, record, edit, made_from, withdrawn=False)


def _set_standing(session: Session, record: Claim | Link, edit: Edit, made_from: int, *, withdrawn: bool) -> None:
    entry = entry_of(session, record)
    if isinstance(entry, NewLink):
        stands, change = entry.withdrawn_because is None, {"withdrawn_because": edit.reason if withdrawn else None}
    else:
        stands = entry.status is not ClaimStatus.WITHDRAWN
        change = {"status": ClaimStatus.WITHDRAWN if withdrawn else ClaimStatus.PUBLISHED}
    if stands is not withdrawn:
        noun, state = entry.noun, "stands already" if stands else "is withdrawn already"
        raise Refused(Complaint("", f"this {noun} {state}", "open it anew to see how it is now"))
    changed = kept_entry(entry.noun, entry.model_copy(update=change).canonical())
    revise(session, record, changed, edit, made_from)
