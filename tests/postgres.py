"""A PostgreSQL server for the tests: the one that ASCRIBE_TEST_DATABASE_URL names, or one of our own.

The role in that address must be allowed to create databases. Our own is started from installed binaries, listens on
a socket in a temporary folder only, and is gone afterwards.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.programs import find_postgres, lacking

INITDB = "-D data --username=ascribe --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
POSTGRES = "-D data -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that the environment names, or our own for as long as this lasts."""
    if given := os.environ.get("ASCRIBE_TEST_DATABASE_URL"):
        yield given
        return
    binaries = find_postgres() or lacking("PostgreSQL", "postgresql")
    folder = Path(tempfile.mkdtemp(prefix="ascribe-pg-"))  # not pytest's folder: its path is too long for a socket
    try:
        with _running(binaries, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[str]:
    """A server on a socket in the folder, without network or durability."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a terminated run cleans up as after Ctrl-C
    user = _unprivileged_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    log = folder / "log"
    with log.open("w") as output:
        # In a session of its own, Ctrl-C reaches the tests first, and they stop the server when they are done with it.
        common: dict[str, Any] = {"cwd": folder, "stdout": output, "stderr": output, "start_new_session": True}
        common |= identity
        if subprocess.run([binaries / "initdb", *INITDB.split()], check=False, **common).returncode:
            pytest.fail(f"initdb failed:\n{log.read_text()}", pytrace=False)
        command = [str(binaries / "postgres"), *POSTGRES.split(), "-c", f"unix_socket_directories={folder}"]
        server: subprocess.Popen[bytes] = subprocess.Popen(command, **common)
    try:
        yield _wait_until_ready(server, f"postgresql://ascribe@/postgres?host={folder}", log)
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown
        server.wait(timeout=20)


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> str:
    import psycopg

    for _ in range(300):
        if server.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url):
            return url
        time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}", pytrace=False)
