"""Drafts: keeping what somebody types, handing it in, sending it back, and what is said about it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.entries.text import unprintable_in
from app.errors import Complaint, NotAllowed, NotFound, Refused
from app.models import Account, Comment, Draft
from app.models.drafts import OPEN, ORIGIN
from app.store.revisions import Edit
from app.vocabulary import DraftState

LONGEST_COMMENT: Final = 5_000  # characters
_FOUND: Final = (".start", ".prefix", ".suffix")


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

    So is what an editor types into somebody else's: their words stay, and the copy remembers whose it is.
    `saves` is how often the draft had been saved when the form was opened.
    """
    draft = get_readable(session, by, number)
    form = form | ({ORIGIN: draft.form[ORIGIN]} if ORIGIN in draft.form else {})
    if draft.account_id != by.id:
        form |= {ORIGIN: number}
        return add_draft(session, by, draft.noun, form, slug=draft.slug, made_from=made_from or draft.made_from)
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
    return _move(session, _get_own(session, by, number), DraftState.IN_REVIEW)


def take_back(session: Session, by: Account, number: int) -> Draft:
    """Go on writing what was handed in or given up."""
    return _move(session, _get_own(session, by, number), DraftState.WRITING, was=(*OPEN, DraftState.DROPPED))


def drop(session: Session, by: Account, number: int) -> Draft:
    """Give a draft up. It is kept, and can be taken back."""
    return _move(session, _get_own(session, by, number), DraftState.DROPPED)


def send_back(session: Session, by: Account, number: int, comment: str) -> Draft:
    """Ask its author for changes, and say which."""
    if not comment.strip():
        raise Refused(Complaint("comment", "is empty", "say what should change", ("comment",)))
    draft = get_draft(session, number)
    add_comment(session, by, number, comment)
    return _move(session, draft, DraftState.SENT_BACK, was=(DraftState.IN_REVIEW,))


def credit(session: Session, by: Account, number: int, form: dict[str, str], edit: Edit) -> Edit:
    """In whose name a draft goes into the history: its author's. Who published it, and changed it first, is said.

    Raises NotAllowed, and Refused if the draft is done with.
    """
    draft = get_readable(session, by, number)
    _refuse_unless(draft, OPEN)
    first = _origin(session, draft)
    if first.account_id == by.id:
        return edit
    author = session.get_one(Account, first.account_id)
    how = "Published" if _typed(form) == _typed(first.form) else "Changed and published"
    reason = edit.reason if edit.reason.endswith((".", "!", "?", "…")) else f"{edit.reason}."
    return replace(edit, by=author.name, reason=f"{reason} {how} by {by.name}.")


def accepted_as(session: Session, by: Account, number: int, form: dict[str, Any]) -> str | None:
    """The slug of the record that just this form of the draft has become already: somebody pressed a button twice."""
    draft = get_readable(session, by, number)
    same = draft.state is DraftState.ACCEPTED and _typed(draft.form) == _typed(form)
    return draft.slug if same else None


def accept(session: Session, by: Account, number: int, slug: str, form: dict[str, Any]) -> Draft:
    """Its record is in the base now, at this slug. The draft keeps what was published, an editor's copy the same."""
    draft = get_readable(session, by, number)
    for one in {draft, _origin(session, draft)}:
        if one is draft or one.state in OPEN:
            _move(session, one, DraftState.ACCEPTED)
            one.slug = slug
            one.form = form | {name: one.form[name] for name in (ORIGIN,) if name in one.form}
    session.flush()
    return draft


def add_comment(session: Session, by: Account, number: int, text: str) -> Comment:
    """Say something about a draft: its author and editors may."""
    draft, text = get_readable(session, by, number), text.strip()
    if wrong := _wrong_with(text):
        raise Refused(Complaint("comment", *wrong, ("comment",)))
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


def get_readable(session: Session, by: Account, number: int) -> Draft:
    """A draft that this person may see. Raises NotFound and NotAllowed."""
    draft = get_draft(session, number)
    if not draft.is_readable_by(by):
        raise NotAllowed("This draft is somebody else’s.")
    return draft


def _wrong_with(comment: str) -> tuple[str, str] | None:
    """What is wrong with a comment, and how to mend it."""
    if not comment:
        return "is empty", "write what you want to say"
    if len(comment) > LONGEST_COMMENT:
        return f"is longer than {LONGEST_COMMENT:,} characters", "shorten it"
    unprintable = unprintable_in(comment)
    return (unprintable, "take it out") if unprintable else None


def _get_own(session: Session, by: Account, number: int) -> Draft:
    draft = get_draft(session, number)
    if draft.account_id != by.id:
        raise NotAllowed("This draft is somebody else’s.")
    return draft


def _origin(session: Session, draft: Draft) -> Draft:
    """The draft that an editor's copy was made from; or the draft itself."""
    return get_draft(session, draft.copy_of) if draft.copy_of else draft


def _typed(form: dict[str, Any]) -> dict[str, str]:
    """The fields that somebody typed something into; where the words of a quote stand, the form finds out itself."""
    own = {name: value for name, value in form.items() if not (name.startswith("_") or name.endswith(_FOUND))}
    return {name: value.strip() for name, value in own.items() if value.strip()}


def _move(session: Session, draft: Draft, state: DraftState, was: tuple[DraftState, ...] = OPEN) -> Draft:
    """Raises Refused if it may not come from the state that it is in, or that somebody else has just put it in."""
    moved = session.execute(
        update(Draft)
        .where(Draft.id == draft.id, Draft.state.in_(was))
        .values(state=state, updated_at=datetime.now(UTC))
        .returning(Draft.id)
        .execution_options(synchronize_session=False)
    ).first()
    session.refresh(draft)
    if moved is None:
        _refuse_unless(draft, was)
    return draft


def _refuse_unless(draft: Draft, was: tuple[DraftState, ...]) -> None:
    if draft.state not in was:
        wrong, cure = f"is {draft.state.label} already", "look at it again"
        raise Refused(Complaint("draft", wrong, cure, ("draft",)))
