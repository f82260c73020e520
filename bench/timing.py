"""Asking both servers in turn and keeping the medians. Every series ends after so many requests or so many seconds."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from statistics import median

from bench.bases import Built
from bench.cases import Case
from bench.client import Answer, Connection
from bench.servers import Server

REQUESTS = 40  # of one series, at most
SECONDS = 2.5  # of one series, at most; an answer that was asked for is waited for
FIRST_VISITS = 5
TOGETHER = 4  # connections at once
TURNS = 2  # of each server in a series with several connections


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians of one case, in seconds; None where there is nothing to measure."""

    case: Case
    status: int
    size: int
    first: float | None = None  # ours, right after the base has changed
    later: float | None = None  # ours, when the page has been asked for since
    theirs: float | None = None
    rate: float | None = None  # ours, later visits a second over four connections
    their_rate: float | None = None


def change(built: Built) -> None:
    """Raise the base's version, as every commit of an editor does."""
    with closing(sqlite3.connect(built.path, timeout=10)) as connection:
        connection.execute("UPDATE base_state SET version = version + 1")
        connection.commit()


def time_case(case: Case, built: Built, ours: Server, theirs: Server | None) -> Timed:
    """One case on one connection in turns, then on four; status 0 where an answer took longer than a minute."""
    peer = case.theirs if theirs else None
    try:
        with Connection(ours.port) as mine, Connection(theirs.port if theirs else 0) as other:
            probe = mine.get(case.ours)
            if probe.status != 200:
                return Timed(case, probe.status, probe.size)
            first, later, third = _in_turns(case.ours, peer, built, mine, other)
        rate, their_rate = _rates(case.ours, peer, ours, theirs)
    except TimeoutError:
        return Timed(case, status=0, size=0)
    medians = (median(first), median(later), median(third) if third else None)
    return Timed(case, probe.status, probe.size, *medians, rate, their_rate)


def _in_turns(
    path: str, peer: str | None, built: Built, mine: Connection, other: Connection
) -> tuple[list[float], list[float], list[float]]:
    """Seconds of our first and later visits, and of theirs, one after the other."""
    first: list[float] = []
    later: list[float] = []
    third: list[float] = []
    until = time.monotonic() + 3 * SECONDS
    while not later or (len(later) < REQUESTS and time.monotonic() < until):
        if len(first) < FIRST_VISITS:
            change(built)
            first.append(mine.get(path).seconds)
        later.append(mine.get(path).seconds)
        if peer:
            third.append(_expect_200(other.get(peer), peer).seconds)
    return first, later, third


def time_unchanged(case: Case, ours: Server) -> tuple[float, float]:
    """Seconds of a later visit in full, and of one whose reader has the page already (304)."""
    with Connection(ours.port) as mine:
        tag = mine.get(case.ours).headers.get("etag", "")
        full, unchanged = [], []
        for _ in range(REQUESTS):
            full.append(mine.get(case.ours).seconds)
            answer = mine.get(case.ours, If_None_Match=tag)
            assert answer.status == 304, f"{case.ours} was answered with {answer.status} in spite of its ETag"
            unchanged.append(answer.seconds)
    return median(full), median(unchanged)


def _rates(path: str, peer: str | None, ours: Server, theirs: Server | None) -> tuple[float, float | None]:
    """Answers a second over four connections, each server in turn."""
    mine, other = 0.0, 0.0
    for _ in range(TURNS):
        mine = max(mine, _rate(path, ours.port, SECONDS / TURNS / 2))
        if peer and theirs:
            other = max(other, _rate(peer, theirs.port, SECONDS / TURNS))
    return mine, other or None


def _rate(path: str, port: int, seconds: float) -> float:
    done: list[Answer] = []
    started = time.monotonic()

    def ask() -> None:
        with Connection(port) as connection:
            while time.monotonic() - started < seconds:
                done.append(connection.get(path))

    _at_once(ask, TOGETHER)
    return len(done) / (time.monotonic() - started)


def _at_once(work: Callable[[], None], times: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _expect_200(answer: Answer, path: str) -> Answer:
    assert answer.status == 200, f"{path} was answered with {answer.status}"
    return answer
