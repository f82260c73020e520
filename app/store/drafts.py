"""Drafts: keeping what somebody types, handing it in, sending it back, and what is said about it."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.errors import Complaint, NotAllowed, NotFound, Refused
from app.models import Account, Comment, Draft
from app.vocabulary import DraftState, Role

OPEN: Final = (DraftState.WRITING, DraftState.IN_REVIEW, DraftState.SENT_BACK)
LONGEST_COMMENT: Final = 5_000  # characters


def add_draft(
    session: Session, author: Account, noun: str, form: dict[str, Any], *, slug: str | None, made_from: int | None
) -> Draft:
    """Keep what somebody has begun to type. Nothing in it needs to be right."""
    draft = Draft(
        account_id=author.id, noun=noun, slug=slug, made_from=made_from, form=form, state=DraftState.WRITING, saves=1
    )
    session.add(draft)
    session.flush()
    return draft


def save_draft(
    session: Session, by: Account, number: int, form: dict[str, Any], *, saves: int, made_from: int | None = None
) -> Draft:
    """Keep what is typed now. If the draft was saved from another window meanwhile, this is kept as a draft of its own.

    `saves` is how often the draft had been saved when the form was opened.
    """
    draft = get_own(session, by, number)
    changed = session.execute(
        update(Draft)
        .where(Draft.id == number, Draft.saves == saves, Draft.state.in_(OPEN))
        .values(form=form, saves=saves + 1, updated_at=datetime.now(UTC), made_from=made_from or draft.made_from)
        .returning(Draft.id)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is None:
        return add_draft(session, by, draft.noun, form, slug=draft.slug, made_from=made_from or draft.made_from)
    session.refresh(draft)
    return draft


def hand_in(session: Session, by: Account, number: int) -> Draft:
    """Put a draft before the editors."""
    return _move(session, get_own(session, by, number), DraftState.IN_REVIEW)


def take_back(session: Session, by: Account, number: int) -> Draft:
    """Go on writing what was handed in or given up."""
    return _move(session, get_own(session, by, number), DraftState.WRITING, was=(*OPEN, DraftState.DROPPED))


def drop(session: Session, by: Account, number: int) -> Draft:
    """Give a draft up. It is kept, and can be taken back."""
    return _move(session, get_own(session, by, number), DraftState.DROPPED)


def send_back(session: Session, by: Account, number: int, comment: str) -> Draft:
    """Ask its author for changes, and say which."""
    if not comment.strip():
        raise Refused(Complaint("comment", "is empty", "say what should change", ("comment",)))
    draft = get_draft(session, number)
    add_comment(session, by, number, comment)
    return _move(session, draft, DraftState.SENT_BACK, was=(DraftState.IN_REVIEW,))


def accept(session: Session, number: int, slug: str) -> Draft:
    """Its record is in the base now, at this slug."""
    draft = _move(session, get_draft(session, number), DraftState.ACCEPTED)
    draft.slug = slug
    session.flush()
    return draft


def add_comment(session: Session, by: Account, number: int, text: str) -> Comment:
    """Say something about a draft: its author and editors may."""
    draft, text = get_draft(session, number), text.strip()
    if draft.account_id != by.id and by.role is Role.CONTRIBUTOR:
        raise NotAllowed("This draft is somebody else’s.")
    if not text or len(text) > LONGEST_COMMENT:
        wrong = f"is longer than {LONGEST_COMMENT:,} characters" if text else "is empty"
        raise Refused(Complaint("comment", wrong, "shorten it" if text else "write what you want to say", ("comment",)))
    comment = Comment(draft_id=draft.id, account_id=by.id, text=text)
    session.add(comment)
    session.flush()
    return comment


def get_draft(session: Session, number: int) -> Draft:
    """Raises NotFound."""
    draft = session.scalar(select(Draft).where(Draft.id == number)) if 0 < number < 2**31 else None
    if draft is None:
        raise NotFound("draft", str(number))
    return draft


def get_own(session: Session, by: Account, number: int) -> Draft:
    """A draft that this person may change: their own, or for an editor anybody’s that is in review."""
    draft = get_draft(session, number)
    if draft.account_id != by.id and (by.role is Role.CONTRIBUTOR or draft.state is DraftState.WRITING):
        raise NotAllowed("This draft is somebody else’s.")
    return draft


def _move(session: Session, draft: Draft, state: DraftState, was: tuple[DraftState, ...] = OPEN) -> Draft:
    if draft.state not in was:
        wrong, cure = f"is {draft.state.label} already", "look at it again"
        raise Refused(Complaint("draft", wrong, cure, ("draft",)))
    draft.state, draft.updated_at = state, datetime.now(UTC)
    session.flush()
    return draft
