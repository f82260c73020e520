"""Two people change one record: what both did is put together, and where they differ the second one chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from app.errors import Stale
from app.models import Revision
from app.queries.newest import get_newest
from app.queries.revisions import LARGEST, get_snapshot
from app.web.filling import values_at
from app.web.forms import Filled
from app.web.forms.reconciling import lines_in, reconciled, with_fields_of
from app.web.forms.values import Values
from app.web.source_texts import with_stored_text
from app.web.submissions import Submission

CHOICE: Final = "_take."  # what the fields that choose begin with: `_take.statement`
THEIRS: Final = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed: its name, and the lines of both versions; none where it was emptied."""

    name: str
    mine: Sequence[str]
    theirs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Together:
    """A form with both changes in it, made from the newest revision; where they differ it holds mine."""

    form: Filled
    newest: Revision
    taken: Sequence[str]
    conflicts: Sequence[Conflict]


class Overtaken(Exception):
    """Somebody else has changed the record meanwhile. Nothing is written; it carries both changes."""

    def __init__(self, together: Together) -> None:
        super().__init__()
        self.together = together


def put_together(session: Session, form: Filled) -> Together:
    """What the form changes, and what was saved since the revision that it was made from. Raises NotFound and Moved."""
    noun, slug = form.noun, form.slug or ""  # a new record is never overtaken
    form = with_stored_text(session, form)
    newest = get_newest(session, noun, slug)
    seen = max(1, min(form.made_from or 1, newest.number))
    base = values_at(session, noun, get_snapshot(session, noun, slug, seen).revision.data)
    theirs = values_at(session, noun, newest.data)
    outcome = reconciled(base, theirs, form.values)
    conflicts = [
        Conflict(name, lines_in(form.values, name), lines_in(theirs, name)) for name in sorted(outcome.conflicts)
    ]
    ready = replace(form, values=outcome.values, made_from=newest.number)
    return Together(ready, newest, outcome.taken, conflicts)


def overtaken(session: Session, form: Filled, stale: Stale) -> Overtaken:
    return Overtaken(put_together(session, replace(form, slug=stale.slug, made_from=stale.made_from)))


def settled(session: Session, form: Filled, submission: Submission) -> Filled:
    """The form with the other's version of each field for which that was chosen."""
    choices = [(name.removeprefix(CHOICE), value) for name, value in submission.fields if name.startswith(CHOICE)]
    chosen = [name for name, value in choices if value == THEIRS]
    if not chosen or form.slug is None or not 1 <= (form.made_from or 0) <= LARGEST:
        return form
    theirs = get_snapshot(session, form.noun, form.slug, form.made_from or 0).revision
    values: Values = with_fields_of(form.values, values_at(session, form.noun, theirs.data), chosen)
    return replace(form, values=values)
