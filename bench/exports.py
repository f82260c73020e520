"""Taking everything away: how long it takes, when it begins, and what pages and memory cost meanwhile."""

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
TURNS = 3  # of each kind of export
# What is asked for its first byte: no format but the first has a head that could be sent before anything is read.
BEGINNINGS = ("/claims.csv", "/claims.ris?cite=claims", "/claims.ris?cite=quotes", "/claims.ris?cite=sources")


@dataclass(frozen=True, slots=True)
class Exported:
    """Exports of ours with nothing else going on: bytes, and medians in seconds; and of Datasette's."""

    size: int
    first: float  # right after the base has changed
    later: float  # when it has been asked for since
    theirs: float | None
    beginnings: dict[str, float]  # by address: until the first byte, right after the base has changed


@dataclass(frozen=True, slots=True)
class Beside:
    """A page's medians in seconds, idle and during an export, and megabytes of memory that the export added."""

    idle: float
    busy: float | None  # None when the export was over at once
    grown: float


def time_export(export: Case, built: Built, ours: Server, theirs: Server | None) -> Exported:
    """In turns: ours right after a change, ours again, theirs."""
    first, later, third, size = [], [], [], 0
    with Connection(ours.port) as mine, Connection(theirs.port if theirs else 0) as other:
        for _ in range(TURNS):
            change(built)
            first.append(mine.get(export.ours).seconds)
            again = mine.get(export.ours)
            later.append(again.seconds)
            size = again.size
            if theirs and export.theirs:
                third.append(other.get(export.theirs).seconds)
        beginnings = {path: median(_beginning(mine, path, built) for _ in range(TURNS)) for path in BEGINNINGS}
    return Exported(size, median(first), median(later), median(third) if third else None, beginnings)


def time_beside(export: Case, page: Case, built: Built, ours: Server) -> Beside:
    """A page that is visited for the first time again and again, alone and during an export that is made anew."""
    with Connection(ours.port) as mine:
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
    assert answers[0].status == 200, f"{export.ours} was answered with {answers[0].status}"
    return Beside(median(idle), median(busy) if busy else None, grown)


def _take(path: str, port: int, answers: list[Answer]) -> None:
    with Connection(port) as connection:
        answers.append(connection.get(path))


def _first_visit(connection: Connection, page: Case, built: Built) -> float:
    change(built)
    return connection.get(page.ours).seconds


def _beginning(connection: Connection, path: str, built: Built) -> float:
    time.sleep(0.3)  # until the server has seen that nobody listens to the one before
    change(built)
    return connection.first_byte(path)
