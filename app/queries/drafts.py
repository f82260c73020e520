"""Drafts: one with all about it, somebody's own, and those that wait for an editor."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from app.errors import NotAllowed, NotFound
from app.models import Account, Comment, Draft
from app.models.drafts import OPEN
from app.vocabulary import DraftState

_WHOLE = (joinedload(Draft.account), selectinload(Draft.comments).joinedload(Comment.account), raiseload("*"))
_LISTED = (joinedload(Draft.account), raiseload("*"))
_MOST = 200


def get_draft_for(session: Session, reader: Account, number: int) -> Draft:
    """A draft that this person may see, with all about it. Raises NotFound and NotAllowed."""
    statement = select(Draft).where(Draft.id == number).options(*_WHOLE)
    draft = session.scalar(statement) if 0 < number < 2**31 else None
    if draft is None:
        raise NotFound("draft", str(number))
    if not draft.is_readable_by(reader):
        raise NotAllowed("This draft is somebody else’s.")
    return draft


def list_own_drafts(session: Session, author: Account) -> Sequence[Draft]:
    """What is being written, in review or sent back, newest first; then what is done with."""
    done = Draft.state.in_((DraftState.ACCEPTED, DraftState.DROPPED))
    return _listed(session, select(Draft).where(Draft.account_id == author.id).order_by(done, Draft.updated_at.desc()))


def list_in_review(session: Session) -> Sequence[Draft]:
    """What waits for an editor, longest first."""
    return _listed(session, select(Draft).where(Draft.state == DraftState.IN_REVIEW).order_by(Draft.updated_at))


def list_sent_back(session: Session, author: Account) -> Sequence[Draft]:
    """What editors have asked somebody to change, newest first."""
    mine = (Draft.account_id == author.id, Draft.state == DraftState.SENT_BACK)
    return _listed(session, select(Draft).where(*mine).order_by(Draft.updated_at.desc()))


def count_comments(session: Session, drafts: Iterable[Draft]) -> dict[int, int]:
    """How often something was said of each draft, by its number."""
    numbers = [draft.id for draft in drafts]
    statement = select(Comment.draft_id, func.count(Comment.id)).group_by(Comment.draft_id)
    return {row[0]: row[1] for row in session.execute(statement.where(Comment.draft_id.in_(numbers)))}


def list_drafts_of(session: Session, noun: str, slug: str, author: Account) -> Sequence[Draft]:
    """The open drafts that somebody has of one record."""
    mine = (Draft.noun == noun, Draft.slug == slug, Draft.account_id == author.id, Draft.state.in_(OPEN))
    return _listed(session, select(Draft).where(*mine).order_by(Draft.updated_at.desc()))


def _listed(session: Session, statement: Select[Draft]) -> Sequence[Draft]:
    return session.scalars(statement.options(*_LISTED).limit(_MOST)).all()
