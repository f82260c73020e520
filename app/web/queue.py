"""The queue of drafts: for each what it is about, and which fields it fills or changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.entries import ENTRIES
from app.entries.text import references
from app.models import Draft, Revision
from app.queries.drafts import count_comments
from app.queries.naming import called_now
from app.queries.newest import list_newest
from app.vocabulary import DraftState
from app.web.filling import filled_from_draft
from app.web.forms import flattened, from_entry
from app.web.forms.values import Values, compacted, nested


@dataclass(frozen=True, slots=True)
class Queued:
    """A draft in a list. `fields` are the names of those that it fills, or of a change those that it changes."""

    draft: Draft
    fields: Sequence[str]
    comments: int


def queued(session: Session, drafts: Sequence[Draft]) -> list[Queued]:
    """In the same order, with a few questions to the database however many there are."""
    comments = count_comments(session, drafts)
    open_changes = [one for one in drafts if one.slug and one.made_from and one.state is not DraftState.ACCEPTED]
    newest = list_newest(session, ((one.noun, one.slug or "") for one in open_changes))
    held = {place: _held(revision) for place, revision in newest.items()}
    names = called_now(session, (one for _, named in held.values() for one in named.values()))
    found = []
    for draft in drafts:
        values, named = held.get((draft.noun, draft.slug or ""), ({}, {}))
        found.append(Queued(draft, _fields(draft, values, named, names), comments.get(draft.id, 0)))
    return found


Named = dict[str, tuple[str, str]]  # what stands at a path of a form: the noun and slug of another record


def _held(revision: Revision) -> tuple[Values, Named]:
    """The values of a form that shows the revision, with slugs; nothing for one that breaks a rule of today."""
    try:
        entry = ENTRIES[revision.noun].model_validate(revision.data)
    except ValidationError:
        return {}, {}
    named = {".".join(map(str, one.path)): (one.noun, one.slug) for one in references(entry)}
    return flattened(from_entry(entry)), named


def _fields(draft: Draft, held: Values, named: Named, names: dict[tuple[str, str], str]) -> list[str]:
    mine = compacted(filled_from_draft(draft).values)
    for path, value in mine.items():
        if path in named and names.get(named[path]) == value:
            mine[path] = held.get(path, value)  # the same record, by its name
    before, after = nested(held), nested(mine)
    return [name for name in _in_order(after, before) if name != "key" and before.get(name) != after.get(name)]


def _in_order(after: Iterable[str], before: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*after, *before]))
