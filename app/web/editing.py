"""Editing: what forms hold, written into the base. The same for every noun."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fastapi import Request
from sqlalchemy.orm import Session

from app import store
from app.entries import Entry, NewLink
from app.entries.text import SLUG
from app.errors import Complaint, NotFound, Refused, Stale
from app.models import Account
from app.queries.naming import slug_meant, slug_now
from app.queries.revisions import find_merge
from app.queries.similar import Similar
from app.store import Edit
from app.store.drafts import accept, accepted_as, credit
from app.store.shelf import Shelf
from app.web.claim_forms import similar_to, with_places
from app.web.conflicts import overtaken
from app.web.forms import Filled, compacted, entries_of
from app.web.forms.placing import Placed, is_rewritten, misplaced
from app.web.forms.understanding import at_field
from app.web.reasons import edit_of, reason_rules
from app.web.source_texts import with_stored_text
from app.web.writing import write

FIRST_REASON: Final = "Added."


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: the record's address, and the number of its revision."""

    noun: str
    slug: str
    revision: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What a form stands for: its entries, or none and the form with what is wrong; and where its quotes stand."""

    form: Filled
    entries: Sequence[Entry]
    placed: Mapping[str, Placed]


class Unfinished(Exception):
    """The form is not published as it is. It says what is wrong, beside its fields; `similar` are claims like it."""

    def __init__(self, form: Filled, similar: Sequence[Similar] = ()) -> None:
        super().__init__()
        self.form, self.similar = form, similar


def publish_form(
    request: Request, account: Account, form: Filled, draft: int | None = None, *, sure: bool = False
) -> Published:
    """Write what the form holds. Raises Unfinished and Overtaken with the form to show instead.

    Unless they are `sure`, somebody who adds a claim very like another is asked once.
    """

    def work(session: Session) -> Published:
        if draft is not None and (slug := accepted_as(session, account, draft, form.kept)):
            return Published(form.noun, slug, Shelf(session).get(form.noun, slug).revision, is_new=False)
        meant = understood(session, form)
        if meant.form.complaints:
            raise Unfinished(meant.form)
        if is_rewritten(meant.placed):
            raise Unfinished(form)
        session.expunge_all()  # what was read to understand the form was not read to be written
        made = _write_all(session, meant.form, meant.entries, _edit(session, account, form, draft))
        if draft is not None:
            accept(session, account, draft, made.slug, form.kept)
        return made

    if form.noun == "claim" and form.slug is None and not sure:
        with request.app.state.sessions() as session:  # before it is this writer's turn: others need not wait for it
            _look_for_likes(session, account, form, draft)
    try:
        return write(request, work)
    except Stale as stale:
        with request.app.state.sessions() as session:
            raise overtaken(session, form, stale) from None


def understood(session: Session, form: Filled) -> Understood:
    """The entries of a form, or what is wrong with it."""

    def naming(noun: str, text: str) -> str | list[str]:
        return slug_meant(session, noun, text)

    def is_taken(noun: str, slug: str) -> bool:
        return slug_now(session, noun, slug) is not None

    form, wrong = _of_record(session, form)
    form, found = with_places(session, replace(form, values=compacted(form.values)))
    ready, entries = entries_of(with_stored_text(session, form), naming, is_taken)
    cure = "say in a few words why you change it"
    wrong += [*misplaced(found), *reason_rules(form.reason, is_needed=bool(form.slug), cure=cure)]
    return Understood(ready.with_complaints(*wrong), [] if wrong else entries, found)


def _look_for_likes(session: Session, account: Account, form: Filled, draft: int | None) -> None:
    """Raises Unfinished for a new claim very like others, unless it is wrong otherwise or was sent twice."""
    if draft is not None and accepted_as(session, account, draft, form.kept):
        return
    meant = understood(session, form)
    if meant.form.complaints or is_rewritten(meant.placed):
        return
    if similar := similar_to(session, form, meant.placed):
        raise Unfinished(form, similar)


def _write_all(session: Session, form: Filled, entries: Sequence[Entry], edit: Edit) -> Published:
    """The record and what comes with it. A rule that is broken is told at the field that breaks it."""
    made: list[Published] = []
    links = [entry for entry in entries if isinstance(entry, NewLink)]
    before = len(entries) - len(links) - 1  # new actors, which the record may name
    for index, entry in enumerate(entries):
        is_record = index == before
        above = () if is_record else ("new_actors", index) if index < before else ("links", index - before - 1)
        try:
            made.append(write_one(session, entry, form.slug if is_record else None, form.made_from, edit))
        except Refused as refused:
            wrong = [at_field(above, entry.noun, one) for one in refused.complaints]
            raise Unfinished(form.with_complaints(*wrong)) from None
    return made[before]


def write_one(session: Session, entry: Entry, slug: str | None, made_from: int | None, edit: Edit) -> Published:
    if slug is None:
        record = store.add(session, entry, edit)
        return Published(entry.noun, getattr(record, "slug", ""), record.revision, is_new=True)
    record = Shelf(session).find(entry.noun, slug)
    if record is None:
        raise NotFound(entry.noun, slug)
    store.revise(session, record, entry, edit, made_from or 0)
    return Published(entry.noun, record.slug, record.revision, is_new=False)


def _edit(session: Session, account: Account, form: Filled, draft: int | None) -> Edit:
    edit = edit_of(account, form.reason or FIRST_REASON)
    try:
        return credit(session, account, draft, form.values, edit) if draft is not None else edit
    except Refused as refused:
        raise Unfinished(form.with_complaints(*refused.complaints)) from None


def _of_record(session: Session, form: Filled) -> tuple[Filled, list[Complaint]]:
    """The form about the record under its slug of now; a complaint if the record was taken up by another."""
    if form.slug is None or not SLUG.fullmatch(form.slug):
        return form, []
    now = slug_now(session, form.noun, form.slug)
    if now and find_merge(session, form.noun, form.slug):
        cure = f"change that one instead, it is now “{now}”"
        return form, [Complaint("", f"this {form.noun} was merged into another", cure)]
    return replace(form, slug=now or form.slug), []
