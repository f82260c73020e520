"""Writing propositions."""

from typing import Any

from app.entries import NewProposition
from app.models import Proposition
from app.store.shelf import Shelf
from app.store.writer import Writer


def columns(entry: NewProposition, shelf: Shelf) -> dict[str, Any]:
    topic = shelf.get("topic", entry.topic) if entry.topic else None
    return {"sentence": entry.sentence, "scope": entry.scope, "topic": topic}


WRITER = Writer(Proposition, columns)
