"""Rows of tables as entries: a new record from its cells, or a record that is there with its cells changed."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from app.entries import ENTRIES, Entry, NewSource
from app.entries.complaints import complaints_of
from app.entries.curation_tables import TableRow
from app.errors import Complaint, Refused
from app.store.revisions import entry_of
from app.store.shelf import Shelf
from app.vocabulary import Mode, TargetType

Data = dict[str, Any]
Writers = Callable[[str], list[str] | None]  # who made a source, by its slug, authors first; None if there is none
LISTS = ("aliases", "hedges", "about", "programmes", "topics")
APART = ("source", "quote", "prefix", "suffix", "mode", "cue", "page", "stances")


def entry_from(row: TableRow, shelf: Shelf, writers: Writers) -> Entry:
    """What the row says the record is: the columns of the table, and all else as the record has it now.

    An empty cell empties its field. A quote that a claim does not have yet is added to it. Raises Refused.
    """
    record = shelf.find(row.noun, row.key) if row.key else None
    before: Data = shelf.current(entry_of(shelf.session, record)).canonical() if record is not None else {}
    data = {**before, "key": row.key}
    for column, cell in row.cells.items():
        if column not in APART and column != "key":
            _set(data, column, _listed(cell) if column in LISTS else cell)
    if row.noun == "claim":
        _claim(data, before, row.cells, writers)
    elif "quote" in row.cells:
        _set(data, "description_quote", _quote(row.cells, before.get("description_quote")))
    try:
        return ENTRIES[row.noun].model_validate(data)
    except ValidationError as error:
        raise Refused(*complaints_of(error, ENTRIES[row.noun])) from None


def makers(source: Any) -> list[str]:
    """Who made a source, a record or an entry: its authors first, its publisher last."""
    if isinstance(source, NewSource):
        return [one.actor for one in source.contributors] + ([source.publisher] if source.publisher else [])
    return [one.actor.slug for one in source.contributors]


def _set(data: Data, field: str, value: Any) -> None:
    if value:
        data[field] = value
    else:
        data.pop(field, None)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _quote(cells: dict[str, str], *had: Data | None) -> Data | None:
    """The quote of a row; the very one that the record has, if it has these words."""
    if not cells.get("quote"):
        return None
    new = {"source": cells.get("source", ""), "exact": cells["quote"]}
    new |= {field: cells[field] for field in ("prefix", "suffix") if cells.get(field)}
    return next((one for one in had if one and all(one.get(field) == new[field] for field in new)), new)


def _claim(data: Data, before: Data, cells: dict[str, str], writers: Writers) -> None:
    quotes = list(before.get("quotes", ()))
    if quote := _quote(cells, *quotes):
        data["quotes"] = quotes if quote in quotes else [*quotes, quote]
    if "stances" in cells:
        _set(data, "stances", _stances(cells["stances"], before.get("stances", [])))
    if not before or data.get("claimant") != before.get("claimant") or any(map(cells.get, ("mode", "cue", "page"))):
        source = cells.get("source") or (quotes[0]["source"] if quotes else "")
        data["attribution"] = _chain(data.get("claimant", ""), cells, writers(source))


def _stances(cell: str, had: list[Data]) -> list[Data]:
    """`supports: a-proposition; opposes: programme/safe`. A note that the claim has on one stays."""
    found = []
    for part in _listed(cell):
        stance, colon, target = (piece.strip() for piece in part.partition(":"))
        on, slash, slug = target.rpartition("/")
        if not colon or not slug or (slash and on not in set(TargetType)):
            wrong, cure = f"“{part[:60]}” is no stance", "write supports: a-proposition, or opposes: programme/safe"
            raise Refused(Complaint("stances", wrong, cure, ("stances",)))
        new = {on or "proposition": slug, "stance": stance}
        found.append(next((one for one in had if {**one, "note": None} == {**new, "note": None}), new))
    return found


def _chain(claimant: str, cells: dict[str, str], writers: list[str] | None) -> list[Data]:
    """From the claimant to the page, in one step if the claimant wrote it; or if there is no source, which is said."""
    writers = [claimant] if writers is None else writers
    own = {"mode": Mode.OWN_VOICE.value}
    mode = cells.get("mode") or (Mode.OWN_VOICE.value if claimant in writers else Mode.PARAPHRASE.value)
    cue = {"cue": cells["cue"]} if cells.get("cue") else {}
    if mode == Mode.OWN_VOICE:
        return [{"actor": claimant, **own, **cue}]
    page = cells.get("page") or next(iter(writers), "")
    if not page:
        wrong = "is missing, and the source names nobody who made it"
        raise Refused(Complaint("page", wrong, "name the actor who writes the page", ("page",)))
    return [{"actor": claimant, "mode": mode, **cue}, {"actor": page, **own}]
