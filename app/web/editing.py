"""Editing: forms filled from records and drafts, and what they hold written into the base. The same for every noun."""

from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import Request
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app import store
from app.entries import Entry, NewLink
from app.entries.complaints import complaints_of
from app.entries.text import references
from app.errors import Complaint, NotFound, Refused, Stale
from app.models import Account, Draft
from app.queries.naming import names_of, slug_meant, slug_now
from app.queries.newest import get_newest
from app.queries.revisions import get_snapshot
from app.store import Edit
from app.store.drafts import accept, get_own
from app.store.shelf import Shelf
from app.web.forms import Filled, entries_of, flattened, from_entry, values_of
from app.web.forms.filled import ENTRIES
from app.web.forms.merging import Merged, merged
from app.web.forms.values import Values
from app.web.submissions import Submission
from app.web.writing import write

FIRST_REASON: Final = "Added."
LONGEST_REASON: Final = 500  # characters


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: the record's address, and the number of its revision."""

    noun: str
    slug: str
    revision: int
    is_new: bool


class Unfinished(Exception):
    """The form cannot be published as it is. It says what is wrong, beside its fields."""

    def __init__(self, form: Filled) -> None:
        super().__init__()
        self.form = form


class Overtaken(Exception):
    """Somebody else has changed the record meanwhile. The form holds both changes as far as they fit together."""

    def __init__(self, form: Filled, outcome: Merged, by: str, reason: str, theirs: Values) -> None:
        super().__init__()
        self.form, self.outcome, self.by, self.reason, self.theirs = form, outcome, by, reason, theirs


def filled_from_record(session: Session, noun: str, slug: str) -> Filled:
    """A form with what the record is now. Raises NotFound and Moved."""
    newest = get_newest(session, noun, slug)
    return Filled(noun, values_at(session, noun, newest.data), slug=slug, made_from=newest.number)


def filled_from_draft(draft: Draft) -> Filled:
    form = dict(draft.form)
    reason = str(form.pop("_reason", ""))
    return Filled(draft.noun, form, slug=draft.slug, made_from=draft.made_from, reason=reason, draft=draft)


def filled_from(submission: Submission, noun: str, slug: str | None) -> Filled:
    """A form as it was sent."""
    made_from = submission.get("_made_from")
    return Filled(
        noun,
        values_of(submission.fields),
        slug=slug,
        made_from=int(made_from) if made_from.isdecimal() and len(made_from) < 10 else None,
        reason=" ".join(submission.get("_reason").split()),
    )


def values_at(session: Session, noun: str, data: dict[str, Any]) -> Values:
    """The values of a form that shows what a revision held, with names instead of slugs where they are plain."""
    entry = ENTRIES[noun].model_validate(data)
    values = flattened(from_entry(entry))
    named = list(references(entry))
    called = names_of(session, ((one.noun, one.slug) for one in named if one.noun in {"actor", "programme"}))
    for one in named:
        path = ".".join(map(str, one.path))
        if path in values and (one.noun, one.slug) in called:
            values[path] = called[one.noun, one.slug]
    return values


def publish_form(request: Request, account: Account, form: Filled, draft: int | None = None) -> Published:
    """Write what the form holds. Raises Unfinished and Overtaken with the form to show instead."""

    def work(session: Session) -> Published:
        ready, entries = understood(session, form)
        if ready.complaints:
            raise Unfinished(ready)
        edit = Edit(by=account.name, reason=form.reason or FIRST_REASON)
        made = _write_all(session, ready, entries, edit)
        if draft is not None:
            get_own(session, account, draft)
            accept(session, draft, made.slug)
        return made

    try:
        return write(request, work)
    except Stale as stale:
        with request.app.state.sessions() as session:
            raise _overtaken(session, form, stale) from None


def understood(session: Session, form: Filled) -> tuple[Filled, list[Entry]]:
    """The entries of a form, or the form with what is wrong with it."""

    def naming(noun: str, text: str) -> str | list[str]:
        return slug_meant(session, noun, text)

    def is_taken(noun: str, slug: str) -> bool:
        return slug_now(session, noun, slug) is not None

    ready, entries = entries_of(form, naming, is_taken)
    wrong = [*_reason_rules(form)]
    return (ready.with_complaints(*wrong), []) if wrong else (ready, entries)


def publish_data(request: Request, account: Account, data: Any, noun: str, slug: str | None) -> Published:
    """The same for a JSON body: `entry`, `reason`, and for a change `made_from`. Raises Refused and Stale."""
    entry, reason, made_from = _body(data, noun, slug)

    def work(session: Session) -> Published:
        return _write_one(session, entry, slug, made_from, Edit(by=account.name, reason=reason or FIRST_REASON))

    return write(request, work)


def _write_all(session: Session, form: Filled, entries: list[Entry], edit: Edit) -> Published:
    """The record and what comes with it. A rule that is broken is told at the field that breaks it."""
    made: list[Published] = []
    links = [entry for entry in entries if isinstance(entry, NewLink)]
    before = len(entries) - len(links) - 1  # new actors, which the record may name
    for index, entry in enumerate(entries):
        is_record = index == before
        place = "" if is_record else f"new_actors.{index}." if index < before else f"links.{index - before - 1}."
        try:
            made.append(_write_one(session, entry, form.slug if is_record else None, form.made_from, edit))
        except Refused as refused:
            wrong = [replace(one, field=f"{place}{one.field}") for one in refused.complaints]
            raise Unfinished(form.with_complaints(*wrong)) from None
    return made[before]


def _write_one(session: Session, entry: Entry, slug: str | None, made_from: int | None, edit: Edit) -> Published:
    if slug is None:
        record = store.add(session, entry, edit)
        return Published(entry.noun, getattr(record, "slug", ""), record.revision, is_new=True)
    record = Shelf(session).find(entry.noun, slug)
    if record is None:
        raise NotFound(entry.noun, slug)
    store.revise(session, record, entry, edit, made_from or 0)
    return Published(entry.noun, record.slug, record.revision, is_new=False)


def _overtaken(session: Session, form: Filled, stale: Stale) -> Overtaken:
    assert form.slug is not None  # noqa: S101  (a new record is never stale)
    now = get_newest(session, form.noun, form.slug)
    seen = max(1, min(stale.made_from, now.number))
    base = get_snapshot(session, form.noun, form.slug, seen).revision
    theirs = values_at(session, form.noun, now.data)
    outcome = merged(values_at(session, form.noun, base.data), theirs, form.values)
    ready = replace(form, values=outcome.values, made_from=now.number)
    return Overtaken(ready, outcome, now.author, now.reason, theirs)


def _reason_rules(form: Filled) -> list[Complaint]:
    if form.slug and not form.reason:
        return [Complaint("_reason", "is empty", "say in a few words why you change it", ("_reason",))]
    if len(form.reason) > LONGEST_REASON:
        return [Complaint("_reason", f"is longer than {LONGEST_REASON} characters", "shorten it", ("_reason",))]
    return []


def _body(data: Any, noun: str, slug: str | None) -> tuple[Entry, str, int | None]:
    wrong: list[Complaint] = []
    body = data if isinstance(data, dict) else {}
    reason, made_from = body.get("reason", ""), body.get("made_from")
    if not isinstance(body.get("entry"), dict):
        wrong.append(Complaint("entry", "is missing", "send {“entry”: …, “reason”: …}", ("entry",)))
    if not isinstance(reason, str) or len(reason) > LONGEST_REASON or (slug and not reason.strip()):
        wrong.append(Complaint("reason", "is missing or too long", f"say why in 1 to {LONGEST_REASON} characters"))
    if slug and (not isinstance(made_from, int) or isinstance(made_from, bool)):
        wrong.append(Complaint("made_from", "is missing", "send the number of the revision that you changed"))
    wrong += [Complaint(str(name), "is not a field here", "take it out") for name in body if name not in _BODY]
    if wrong:
        raise Refused(*wrong)
    try:
        return ENTRIES[noun].model_validate(body["entry"]), reason.strip(), made_from
    except ValidationError as error:
        raise Refused(*complaints_of(error, ENTRIES[noun])) from None


_BODY: Final = {"entry", "reason", "made_from"}
