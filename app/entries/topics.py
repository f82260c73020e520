"""A topic as submitted."""

from typing import ClassVar

from app.entries.text import Entry, Line, Prose, Slug


class NewTopic(Entry):
    """A subject from the controlled list, with its definition."""

    noun: ClassVar[str] = "topic"

    key: Slug
    name: Line
    definition: Prose
