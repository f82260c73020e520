"""Forms filled in: from a record, from a draft, or from what was sent."""

from typing import Any

from sqlalchemy.orm import Session

from app.entries import ENTRIES
from app.entries.text import references
from app.models import Draft
from app.queries.naming import names_of
from app.queries.newest import get_newest
from app.web.forms import Filled, flattened, from_entry, values_of
from app.web.forms.reading import without_idle_corrections
from app.web.forms.values import Values
from app.web.submissions import Submission


def filled_from_record(session: Session, noun: str, slug: str) -> Filled:
    """A form with what the record is now. Raises NotFound and Moved."""
    newest = get_newest(session, noun, slug)
    return Filled(noun, values_at(session, noun, newest.data), slug=slug, made_from=newest.number)


def filled_from_draft(draft: Draft) -> Filled:
    values = {path: str(value) for path, value in draft.form.items() if not path.startswith("_")}
    reason = str(draft.form.get("_reason", ""))
    return Filled(draft.noun, values, slug=draft.slug, made_from=draft.made_from, reason=reason, draft=draft)


def filled_from(submission: Submission, noun: str, slug: str | None) -> Filled:
    """A form as it was sent."""
    values = values_of(submission.fields)
    return Filled(
        noun,
        without_idle_corrections(values) if noun == "source" else values,
        slug=slug,
        made_from=submission.number("_made_from"),
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
