"""Counting statements, on whichever base a test stands."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, event


@dataclass
class Counted:
    """How many statements went to the database."""

    count: int = 0


@pytest.fixture
def counted_statements() -> Callable[[], AbstractContextManager[Counted]]:
    @contextmanager
    def counting() -> Iterator[Counted]:
        counted = Counted()

        def note(*_: object) -> None:
            counted.count += 1

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return counting
