"""Formatting what changed records are cited as, behind the answers: one thread for all, many records at a time."""

import logging
import threading
from typing import Final

from sqlalchemy import Engine

from app import db
from app.citations import styles
from app.errors import AscribeError
from app.queries.citations import list_citable_of
from app.store.citations import prepare

LOG: Final = logging.getLogger(__name__)


class CitationDesk:
    """Takes the names of records and formats them in turn. What a stop leaves undone, the next start makes up for."""

    def __init__(self, engine: Engine, *, is_open: bool) -> None:
        self._engine = engine
        self._is_open = is_open and styles.available()
        self._waiting: dict[tuple[str, str], None] = {}  # in the order in which they came, each once
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, noun: str, slug: str) -> None:
        """At once back; the thread starts when there is work and ends when there is none."""
        if not self._is_open:
            return
        with self._lock:
            self._waiting[noun, slug] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="format citations", daemon=True)
                self._thread.start()

    def wait(self, seconds: float = 60) -> None:
        """Until nothing waits any more."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def stop(self) -> None:
        """Leave what waits undone, and return when the style at work is done: the base is about to be closed."""
        self._stopping.set()
        with self._lock:
            self._waiting.clear()
        self.wait()

    def _work(self) -> None:
        while some := self._take():
            try:
                self._format(some)
            except Exception:
                LOG.exception("Citations were not formatted; `python -m app cite` does it.")

    def _take(self) -> list[tuple[str, str]]:
        with self._lock:
            some = list(self._waiting)
            self._waiting.clear()
            if not some:
                self._thread = None
        return some

    def _format(self, some: list[tuple[str, str]]) -> None:
        sessions = db.make_sessions(self._engine)
        references = []
        with sessions() as session:
            for noun, slug in some:
                try:
                    references += list_citable_of(session, noun, slug)
                except AscribeError:  # renamed, merged or withdrawn meanwhile
                    continue
        for style in styles.STYLES:
            if not self._stopping.is_set():
                prepare(sessions, references, (style,))
