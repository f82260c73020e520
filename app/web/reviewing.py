"""Reviewing: what a draft would change, side by side with the record as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.entries import Entry
from app.errors import Complaint, NotFound
from app.models import Revision
from app.queries.newest import get_newest
from app.queries.revisions import names_at
from app.web.editing import understood
from app.web.forms import Filled
from app.web.revisions import Difference, Field, compare, fields_of, named_in


@dataclass(frozen=True, slots=True)
class Comparison:
    """The record as it is (nothing for a new one), as it would be, and what is different.

    If the draft is not complete yet, `complaints` say what is missing and there is nothing to compare.
    """

    current: Revision | None
    fields: Sequence[Field]
    differences: Sequence[Difference]
    beside: Sequence[Entry]
    complaints: Sequence[Complaint]
    is_overtaken: bool


def comparison_of(session: Session, form: Filled) -> Comparison:
    current = _current(session, form)
    ready, entries = understood(session, form)
    overtaken = current is not None and current.number != form.made_from
    # New actors come before the record, links after it: of an actor's own form, the last actor is the record.
    record = next((entry for entry in reversed(entries) if entry.noun == form.noun), None)
    if record is None:
        return Comparison(current, (), (), (), ready.complaints, overtaken)
    data = record.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    before = current.data if current else {}
    names = names_at(session, [*named_in(data), *named_in(before)], datetime.now(UTC))
    fields = fields_of(form.noun, data, names)
    differences = compare(fields_of(form.noun, before, names), fields) if current else []
    return Comparison(current, fields, differences, [one for one in entries if one is not record], (), overtaken)


def _current(session: Session, form: Filled) -> Revision | None:
    try:
        return get_newest(session, form.noun, form.slug) if form.slug else None
    except NotFound:
        return None
