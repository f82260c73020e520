"""Servers for as long as they are measured: ours and Datasette, each one process on 127.0.0.1 and a free port."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bases import Built
from bench.client import Connection
from bench.flat import flat_of

UP_WITHIN = 60.0  # seconds
# What Datasette would cut short for safety is allowed; what it would guess at is not asked of it.
DATASETTE = {
    "suggest_facets": "off",
    "sql_time_limit_ms": "60000",
    "facet_time_limit_ms": "60000",
    "max_returned_rows": "5000",
    "default_page_size": "50",
    "default_facet_size": "20",
    "max_csv_mb": "0",
    "cache_size_kb": "262144",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and how much memory it holds."""

    name: str
    port: int
    pid: int

    def memory(self) -> tuple[float, float]:
        """Megabytes: its own, and with the pages of the base's file that it has mapped. Linux only."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = {name: int(size) / 1024 for name, size in re.findall(r"(RssAnon|VmRSS):\s+(\d+) kB", status)}
        return found["RssAnon"], found["VmRSS"]


@contextmanager
def ascribe(built: Built) -> Iterator[Server]:
    """Our application with one worker, as `serve` runs it but for the curation."""
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--workers", "1"]
    command += ["--log-level", "warning", "--no-server-header", "--host", "127.0.0.1"]
    settings = {"DATABASE_URL": built.url, "DATA_DIR": str(built.path.parent)}
    with running("Ascribe", command, built.path.with_suffix(".log"), settings) as server:
        yield server


@contextmanager
def datasette(built: Built, python: Path) -> Iterator[Server]:
    """Datasette over the flat table, immutable, with its row counts made beforehand."""
    flat = flat_of(built)
    counts = flat.with_suffix(".counts.json")
    if not counts.exists():
        inspect = [str(python), "-m", "datasette", "inspect", str(flat)]
        counts.write_bytes(subprocess.run(inspect, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
    command = [str(python), "-m", "datasette", "serve", "-i", str(flat), "--inspect-file", str(counts)]
    command += [part for setting in DATASETTE.items() for part in ("--setting", *setting)]
    command += ["--host", "127.0.0.1"]
    with running("Datasette", command, flat.with_suffix(".log"), {}) as server:
        yield server


def has_datasette(python: Path) -> bool:
    """Whether that Python can run Datasette."""
    return subprocess.run([str(python), "-c", "import datasette"], check=False, capture_output=True).returncode == 0  # noqa: S603


@contextmanager
def running(name: str, command: list[str], log: Path, settings: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603  (our own command)
            [*command, "--port", str(port)],
            stdout=output,
            stderr=output,
            env=os.environ | settings,
            cwd=Path(__file__).resolve().parent.parent,
        )
    try:
        _wait_for(process, port, log)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with Connection(port) as connection:
                connection.get("/")
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not come up:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
