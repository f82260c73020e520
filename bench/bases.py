"""The bases that are measured: built once, kept in data/bench/, told apart by what they were built from."""

import hashlib
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app import db
from app.entries import Entry
from app.models import Base
from app.store import bulk
from app.store.revisions import Edit
from bench.cast import cast_for
from bench.generator import SEED, VERSION, entries
from bench.words import SEEDS, words

FOLDER = SEEDS.parent / "data" / "bench"
EDIT = Edit(by="bench", reason="Generated for measurements.")


@dataclass(frozen=True, slots=True)
class Built:
    """A base in a file, and the seconds that it took to load it, without making up the entries.

    `cpu_seconds` are those that the processor worked on both: other work on the machine does not lengthen them.
    """

    path: Path
    claims: int
    load_seconds: float
    generate_seconds: float
    cpu_seconds: float

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    @property
    def flat(self) -> Path:
        """Where the same content stands as one table, for Datasette."""
        return self.path.with_name(f"flat-{self.path.name}")


def base_of(claims: int) -> Built:
    """The base with that many claims, built unless it is there already."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{claims}-{_fingerprint(claims)}.db"
    note = path.with_suffix(".json")
    if note.exists():
        kept = json.loads(note.read_text())
        return Built(**kept | {"path": path})
    for old in (*FOLDER.glob(f"{claims}-*"), *FOLDER.glob(f"flat-{claims}-*")):
        old.unlink()
    built = _build(path, claims)
    note.write_text(json.dumps(asdict(built) | {"path": path.name}))
    return built


def _fingerprint(claims: int) -> str:
    """Changes with the generator, the records and documents that it starts from, and the schema."""
    cast = cast_for(claims, random.Random(SEED))
    parts = [VERSION, claims, words(), cast]
    parts += [f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns]
    parts += sorted(str(index.name) for table in Base.metadata.sorted_tables for index in table.indexes)
    parts += [path.name for path in sorted(db.MIGRATIONS.glob("versions/*.py"))]
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()[:12]


def _build(path: Path, claims: int) -> Built:
    clock = Clock(entries(claims))
    with _quick_engine(path) as engine:
        started, worked = time.perf_counter(), time.process_time()
        with db.make_sessions(engine)() as session, session.begin():
            bulk.load(session, clock, EDIT)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return Built(path, claims, seconds - clock.seconds, clock.seconds, worked)


class Clock:
    """The entries, with the seconds that it took to make them up."""

    def __init__(self, made: Iterator[Entry]) -> None:
        self._made = made
        self.seconds = 0.0

    def __iter__(self) -> "Clock":
        return self

    def __next__(self) -> Entry:
        started = time.perf_counter()
        try:
            return next(self._made)
        finally:
            self.seconds += time.perf_counter() - started


@contextmanager
def _quick_engine(path: Path) -> Iterator[Engine]:
    """An engine for filling a new file, which nobody misses when it breaks: no journal, and a large cache.

    Foreign keys are not looked up again: the load finds every one of them by name, and `check` proves it.
    """
    url = f"sqlite:///{path}"
    real = db.make_engine(url)
    db.upgrade(real)
    real.dispose()
    engine = db.make_engine(url)
    event.listen(engine, "connect", _hurry)
    yield engine
    engine.dispose()
    db.make_engine(url).connect().close()  # sets the journal up again as the application wants it


def _hurry(connection: Any, _record: Any) -> None:
    for pragma in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "cache_size=-262144",
        "temp_store=MEMORY",
        "foreign_keys=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
