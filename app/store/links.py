"""Writing links between claims."""

from typing import Any

from app.entries import NewLink
from app.models import Link
from app.store.shelf import Shelf
from app.store.writer import Writer


def columns(entry: NewLink, shelf: Shelf) -> dict[str, Any]:
    one, other = shelf.get("claim", entry.from_claim), shelf.get("claim", entry.to_claim)
    own = entry.model_dump(include={"kind", "reason", "withdrawn_because"})
    return {"from_claim": one, "to_claim": other, **own}


WRITER = Writer(Link, columns)
