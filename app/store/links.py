"""Writing links between claims."""

from typing import Any

from app.entries import NewLink
from app.models import Link
from app.store.shelf import Shelf
from app.store.writer import Writer


def columns(entry: NewLink, shelf: Shelf) -> dict[str, Any]:
    one, other = shelf.get("claim", entry.from_claim), shelf.get("claim", entry.to_claim)
    return {"from_claim": one, "kind": entry.kind, "to_claim": other, "reason": entry.reason}


WRITER = Writer(Link, columns)
