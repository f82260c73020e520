"""Many editors who write at once: what was acknowledged must be there, whatever happened meanwhile.

python -m bench.crowd --seconds 60                                     fifty editors on SQLite
python -m bench.crowd --database postgresql://… --seconds 60           the same on an empty PostgreSQL database
python -m bench.crowd --kills 100                                      the server killed a hundred times in between
"""

import http.client
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import db, store
from app.entries import NewActor, NewClaim, NewSource, NewTopic
from app.entries.accounts import NewAccount, NewToken
from app.models import Claim, Revision
from app.queries.checks import failures
from app.store import Edit, accounts
from app.vocabulary import Role
from bench.servers import running

SHARED: Final = 20  # claims that all editors change, so that they meet
EDIT: Final = Edit(by="Ada", reason="To begin with.")
TEXT: Final = "A Report\n\nThe fund should grow, the ministry said.\n"


@dataclass(frozen=True, slots=True)
class Written:
    """What the server has said is written."""

    slug: str
    revision: int
    statement: str


@dataclass
class Crowd:
    """Editors who write over one connection each until they are told to stop."""

    port: int
    token: str
    written: list[Written] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0  # seconds
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, editors: int, run: int = 0) -> None:
        for number in range(editors):
            thread = threading.Thread(target=self._work, args=(f"{run}-{number}",), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _work(self, name: str) -> None:
        choose, count = random.Random(name), 0
        while not self._stop.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                while not self._stop.is_set():
                    count += 1
                    if choose.random() < 0.4:
                        self._add(connection, f"new-{name}-{count}")
                    else:
                        self._change(connection, f"shared-{choose.randrange(SHARED)}", f"By {name}, {count}.")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)  # the server is gone; it may come back
            finally:
                connection.close()

    def _add(self, connection: http.client.HTTPConnection, slug: str) -> None:
        statement = f"Claim {slug}."
        self._send(connection, "/claims", {"entry": a_claim(slug, statement)}, statement)

    def _change(self, connection: http.client.HTTPConnection, slug: str, statement: str) -> None:
        seen = self._ask(connection, "GET", f"/claims/{slug}.json", None)[1]["revision"]
        body = {"entry": a_claim(slug, statement), "reason": "So.", "made_from": seen}
        self._send(connection, f"/claims/{slug}", body, statement)

    def _send(self, connection: http.client.HTTPConnection, path: str, body: Any, statement: str) -> None:
        status, answer = self._ask(connection, "POST", path, body)
        if status in {200, 201}:
            self.written.append(Written(answer["slug"], answer["revision"], statement))

    def _ask(self, connection: http.client.HTTPConnection, method: str, path: str, body: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        began = time.monotonic()
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        content = answer.read()
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.answers[answer.status] += 1
        return answer.status, json.loads(content)


def a_claim(slug: str, statement: str) -> dict[str, Any]:
    return {
        "key": slug,
        "statement": statement,
        "kind": "normative",
        "claimant": "ministry",
        "attribution": [
            {"actor": "ministry", "mode": "paraphrase"},
            {"actor": "gazette", "mode": "own_voice"},
        ],
        "quotes": [{"source": "report", "exact": "The fund should grow"}],
        "topics": ["money"],
    }


def prepare(url: str) -> str:
    """A base with the claims that all change; gives the token that the editors write with."""
    engine = db.make_engine(url)
    db.upgrade(engine)
    with db.make_writers(engine)() as session, session.begin():
        for actor in ("ministry", "gazette"):
            store.add(
                session, NewActor.model_validate({"key": actor, "name": actor.title(), "kind": "institution"}), EDIT
            )
        store.add(session, NewTopic(key="money", name="Money", definition="Who pays."), EDIT)
        source = {
            "key": "report",
            "kind": "report",
            "short": "Report",
            "title": "A Report",
            "text": TEXT,
            "contributors": [{"actor": "gazette"}],
        }
        store.add(session, NewSource.model_validate(source), EDIT)
        for number in range(SHARED):
            store.add(session, NewClaim.model_validate(a_claim(f"shared-{number}", "To begin with.")), EDIT)
        account = NewAccount.model_validate({"name": "Ada", "role": Role.EDITOR, "password": "correct horse"})
        token = accounts.add_token(session, accounts.add_account(session, account).id, NewToken(label="crowd"))
    engine.dispose()
    return token


def wrong_in(url: str, written: list[Written]) -> list[str]:
    """What was acknowledged and is not there, gaps in the histories, and whatever `check` finds."""
    engine = db.make_engine(url)
    try:
        with db.make_sessions(engine)() as session:
            return [*_missing(session, written), *_gaps(session), *map(str, failures(session))]
    finally:
        engine.dispose()


def _missing(session: Session, written: list[Written]) -> Iterator[str]:
    rows = session.execute(
        select(Claim.slug, Revision.number, Revision.data)
        .join(Revision, Revision.record_id == Claim.id)
        .where(Revision.noun == "claim")
    )
    there = {(slug, number): data["statement"] for slug, number, data in rows}
    for one in written:
        if there.get((one.slug, one.revision)) != one.statement:
            yield f"{one} was acknowledged and is not there"


def _gaps(session: Session) -> Iterator[str]:
    statement = select(Claim.slug, Claim.revision, Revision.number).join(Revision, Revision.record_id == Claim.id)
    numbers: dict[tuple[str, int], list[int]] = {}
    for slug, current, number in session.execute(statement.where(Revision.noun == "claim")):
        numbers.setdefault((slug, current), []).append(number)
    for (slug, current), found in numbers.items():
        if sorted(found) != list(range(1, current + 1)):
            yield f"{slug} has revisions {sorted(found)} and says {current}"


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="ascribe-crowd-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def served(url: str, place: Path) -> Iterator[Any]:
    """Our application with one worker over this base."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "app.main:create_app",
        "--factory",
        "--log-level",
        "warning",
        "--host",
        "127.0.0.1",
    ]
    with running("Ascribe", command, place / "log", {"DATABASE_URL": url, "DATA_DIR": str(place)}) as server:
        yield server


def write_for(
    url: str, place: Path, token: str, *, editors: int, seconds: float, run: int = 0, kill: bool = False
) -> Crowd:
    """Let the editors write for so long; then stop them, or kill the server under them."""
    with served(url, place) as server:
        crowd = Crowd(server.port, token)
        crowd.start(editors, run)
        time.sleep(seconds)
        if kill:
            subprocess.run(["kill", f"-{signal.SIGKILL.value}", str(server.pid)], check=False)  # noqa: S603, S607
        crowd.stop()
    return crowd


@click.command()
@click.option("--database", default="", help="the address of an empty base; a SQLite file of its own if not given")
@click.option("--editors", default=50, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--kills", default=0, show_default=True, help="kill the server so often, each time within two seconds")
def main(database: str, editors: int, seconds: float, kills: int) -> None:
    with folder() as place:
        url = database or f"sqlite:///{place / 'crowd.db'}"
        token, choose = prepare(url), random.Random(1)
        runs = [choose.uniform(0.1, 2.0) for _ in range(kills)] or [seconds]
        written: list[Written] = []
        answers: Counter[int] = Counter()
        slowest = 0.0
        for run, length in enumerate(runs):
            crowd = write_for(url, place, token, editors=editors, seconds=length, run=run, kill=bool(kills))
            written += crowd.written
            answers += crowd.answers
            slowest = max(slowest, crowd.slowest)
        wrong = wrong_in(url, written)
        print(
            f"{len(written):,} writes acknowledged; answers {dict(sorted(answers.items()))}; "
            f"the slowest took {slowest:.1f} s."
        )
        print("\n".join(wrong) or "Every acknowledged write is there, no history has a gap, and `check` finds nothing.")
        sys.exit(1 if wrong or any(status >= 500 for status in answers) else 0)


if __name__ == "__main__":
    main()
