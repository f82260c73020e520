"""Writing topics."""

from typing import Any

from app.entries import NewTopic
from app.models import Topic
from app.store.shelf import Shelf
from app.store.writer import Writer


def columns(entry: NewTopic, _shelf: Shelf) -> dict[str, Any]:
    return entry.model_dump(include={"name", "definition"})


WRITER = Writer(Topic, columns)
