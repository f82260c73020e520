"""A proposition as submitted."""

from typing import ClassVar

from app.entries.text import Entry, Line, Prose, Slug, TopicSlug


class NewProposition(Entry):
    """A contested sentence that claims take sides on, written so that "supports" and "opposes" both make sense.

    `scope` says what counts as a side and what does not: the coding rule for the next editor.
    """

    noun: ClassVar[str] = "proposition"

    key: Slug
    sentence: Line
    scope: Prose
    topic: TopicSlug | None = None
