"""What records are called, by their number: of all nouns in one statement."""

from collections.abc import Iterable, Mapping

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from app.db import among
from app.models.nouns import NAMES, RECORDS
from app.queries.cards import Named

_NAMED = {noun: name for noun, name in NAMES.items() if noun != "claim"}  # claims are read as cards
_NAMES = union_all(
    *(
        select(literal(noun), RECORDS[noun].id, RECORDS[noun].slug, name).where(among(RECORDS[noun].id, f"{noun}_ids"))
        for noun, name in _NAMED.items()
    )
)

Names = dict[tuple[str, int], Named]


def named(session: Session, wanted: Mapping[str, Iterable[int | str]]) -> Names:
    """These records, by noun and number."""
    asked = {f"{noun}_ids": f"[{','.join(map(str, wanted.get(noun, ())))}]" for noun in _NAMED}
    rows = session.connection().execute(_NAMES, asked)
    return {(noun, number): Named(noun, slug, name) for noun, number, slug, name in rows}
