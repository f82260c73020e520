"""Taking everything away, and what pages cost meanwhile."""

import threading
import time
from dataclasses import dataclass
from statistics import median

from bench.bases import Built
from bench.cases import Case
from bench.client import Answer, Connection
from bench.servers import Server
from bench.timing import change

PAGES = 20  # visits of each kind, idle and during an export, at most
SECONDS = 30.0  # of all visits during an export, at most


@dataclass(frozen=True, slots=True)
class Exported:
    """An export of ours: bytes, seconds, megabytes of memory that it added; and a page's medians beside it."""

    size: int
    seconds: float
    grown: float
    idle: float  # seconds of a first visit of the page with nothing else going on
    busy: float | None  # the same during an export; None when the export was over at once


def time_export(export: Case, page: Case, built: Built, ours: Server) -> Exported | None:
    """None where there is no such export yet."""
    with Connection(ours.port) as mine:
        if mine.get(export.ours + "?actor=nobody-at-all").status == 404:
            return None
        idle = [_first_visit(mine, page, built) for _ in range(PAGES)]
        before, _ = ours.memory()
        answers: list[Answer] = []
        thread = threading.Thread(target=_take, args=(export.ours, ours.port, answers))
        thread.start()
        time.sleep(0.05)
        busy: list[float] = []
        grown, started = 0.0, time.monotonic()
        while thread.is_alive():
            grown = max(grown, ours.memory()[0] - before)
            if len(busy) < PAGES and time.monotonic() - started < SECONDS:
                seconds = _first_visit(mine, page, built)
                if thread.is_alive():
                    busy.append(seconds)
            else:
                time.sleep(0.05)
        thread.join()
    if not answers or answers[0].status != 200:
        return None
    return Exported(answers[0].size, answers[0].seconds, grown, median(idle), median(busy) if busy else None)


def time_theirs(export: Case, theirs: Server) -> Answer:
    """The same export from Datasette."""
    assert export.theirs
    with Connection(theirs.port) as other:
        return other.get(export.theirs)


def _take(path: str, port: int, answers: list[Answer]) -> None:
    with Connection(port) as connection:
        answers.append(connection.get(path))


def _first_visit(connection: Connection, page: Case, built: Built) -> float:
    change(built)
    return connection.get(page.ours).seconds
