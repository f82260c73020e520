"""Making the files of the whole base beside the pages: one at a time, while whoever asked is told how far it is."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from app.queries.dataset.shelf import Shelf

PATIENCE = 3.0  # seconds that an answer waits for a file
STILL_GOOD = 120.0  # seconds: who asks again gets the file, even if an editor has changed something meanwhile


@dataclass
class Job:
    """The making of one file: how many tables of how many are in it, and what came of it."""

    thread: threading.Thread | None = None
    done: int = 0
    total: int = 0
    path: Path | None = None
    failed: Exception | None = None
    ended: float = 0.0  # by the monotonic clock

    @property
    def is_running(self) -> bool:
        return not self.ended

    @property
    def is_still_good(self) -> bool:
        lately = time.monotonic() - self.ended < STILL_GOOD
        return bool(self.ended) and lately and self.path is not None and self.path.is_file()


class Workshop:
    """Hands out files from the shelf, and makes those that are not there."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._jobs: dict[str, Job] = {}
        self._entrance, self._bench = threading.Lock(), threading.Lock()

    def ask(self, kind: str, version: int) -> Path | Job:
        """The file, or after some seconds the job that makes it. Raises what went wrong with the making."""
        if path := self.shelf.find(kind, version):
            return path
        job, is_new = self._job(kind)
        if is_new and job.thread:  # the others are told at once: each that waits keeps a thread from the pages
            job.thread.join(PATIENCE)
        if job.failed:
            raise job.failed
        return job.path or job

    def _job(self, kind: str) -> tuple[Job, bool]:
        """The job at work or just done, or else a new one, and whether it is new."""
        with self._entrance:
            job = self._jobs.get(kind)
            if job and (job.is_running or job.is_still_good):
                return job, False
            job = self._jobs[kind] = Job()
            job.thread = threading.Thread(target=self._work, args=(kind, job), name=f"make {kind}", daemon=True)
            job.thread.start()
            return job, True

    def _work(self, kind: str, job: Job) -> None:
        def tell(done: int, total: int) -> None:
            job.done, job.total = done, total

        try:
            with self._bench:
                job.path = self.shelf.make(kind, tell)
        except Exception as error:  # noqa: BLE001  (it is raised where somebody waits for the file)
            job.failed = error
        finally:
            job.ended = time.monotonic()
