"""Whether records are what their newest revisions say: each is read from its rows as an entry, and the two compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entries import ENTRIES, Entry
from app.entries.naming import with_names
from app.errors import Refused
from app.models import Revision
from app.models.nouns import NOUNS
from app.queries.curation import moved_slugs
from app.queries.record_rows import Data, Rows
from app.queries.rows_as_entries import READERS

BATCH = 200  # records read at a time; their texts are in memory
# Fields whose order rows do not keep, because pages sort them by name.
UNORDERED = ("about", "programmes", "topics")


def disagreeing(session: Session) -> Iterator[tuple[str, str, int]]:
    """The noun, the slug (of a link, its id) and the number of each newest revision that is not what the rows say."""
    for noun, model in NOUNS.items():
        current = _current_slugs(session)
        rows = session.execute(select(model.id, model.revision).order_by(model.id))
        numbers: dict[int, int] = {number: revision for number, revision in rows}  # noqa: C416  (rows are no pairs to mypy)
        ids = list(numbers)
        for first in range(0, len(ids), BATCH):
            some = ids[first : first + BATCH]
            newest = select(Revision.record_id, Revision.number, Revision.data).where(Revision.noun == noun)
            said = {
                (record, number): data
                for record, number, data in session.execute(newest.where(Revision.record_id.in_(some)))
            }
            for record, row in READERS[noun](Rows(session, some, current.slugs), noun).items():
                data = said.get((record, numbers[record]))
                if data is not None and not _agree(noun, row, data, current):
                    yield noun, str(row.get("key", record)), numbers[record]


@dataclass(frozen=True, slots=True)
class _Slugs:
    """Today's slugs: by noun and id, and by noun and the slugs that were."""

    slugs: dict[str, dict[int, str]]
    moved: dict[tuple[str, str], str]

    def now(self, noun: str, slug: str) -> str:
        return self.moved.get((noun, slug), slug)


def _current_slugs(session: Session) -> _Slugs:
    """Claims are too many for their slugs to be held at once, and named by nothing but links."""
    slugs = {
        noun: {number: slug for number, slug in session.execute(select(model.id, model.slug))}  # noqa: C416
        for noun, model in NOUNS.items()
        if noun not in ("claim", "link")
    }
    return _Slugs(slugs, moved_slugs(session))


def _agree(noun: str, row: Data, data: Data, current: _Slugs) -> bool:
    model = ENTRIES[noun]
    try:
        said = with_names(model.model_validate(data), current.now)
        return _plain(model.model_validate(row)) == _plain(said)
    except (ValidationError, Refused):
        return False


def _plain(entry: Entry) -> Data:
    """What rows keep of an entry, whatever the order of what has none."""
    data: Data = _without_context(entry.canonical())
    data.pop("corrections", None)  # they are in the blocks
    for field in UNORDERED:
        data[field] = sorted(data.get(field, ()))
    data["aliases"] = list(dict.fromkeys(data.get("aliases", ())))
    publisher = data.pop("publisher", None)
    data["contributors"] = [(one["actor"], one.get("role", "author")) for one in data.get("contributors", ())]
    data["contributors"] += [(publisher, "publisher")] if publisher else []
    return data


def _without_context(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_context(one) for key, one in value.items() if key not in ("prefix", "suffix")}
    return [_without_context(one) for one in value] if isinstance(value, list) else value
