"""A small HTTP client on one kept connection: what it adds to a request is the same for everyone, and little."""

import socket
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

PATIENCE = 60.0  # seconds for one answer
LARGEST = 1 << 20  # bytes read at once
IDLE = 2.0  # seconds after which a connection is opened anew: servers close those that rest, uvicorn after five


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last one received."""

    status: int
    headers: dict[str, str]
    size: int  # bytes of the body, as sent
    seconds: float


class Connection:
    """One connection to 127.0.0.1, opened when it is first used and again after the server has closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None
        self._held = b""
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket, self._held = None, b""

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path and read the whole answer. Raises OSError, also when that takes longer than PATIENCE."""
        started = self._ask(path, headers)
        status, received = self._head()
        size = self._body(status, received)
        answer = Answer(status, received, size, time.perf_counter() - started)
        self._used = time.monotonic()
        if received.get("connection") == "close":
            self.close()
        return answer

    def first_byte(self, path: str) -> float:
        """Seconds until something of the body is there; the rest is not read."""
        started = self._ask(path, {})
        self._head()
        while len(self._held) < len("1\r\n."):  # the size of a chunk comes before its first byte
            self._more()
        seconds = time.perf_counter() - started
        self.close()
        return seconds

    def _ask(self, path: str, headers: dict[str, str]) -> float:
        """Send the question; the time at which that was."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept: text/html"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if time.monotonic() - self._used > IDLE:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        started = time.perf_counter()
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return started

    def _head(self) -> tuple[int, dict[str, str]]:
        while b"\r\n\r\n" not in self._held:
            self._more()
        head, _, self._held = self._held.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        pairs = (line.split(":", 1) for line in rest)
        return int(first.split()[1]), {name.lower(): value.strip() for name, value in pairs}

    def _body(self, status: int, headers: dict[str, str]) -> int:
        if status in {204, 304}:
            return 0
        if "content-length" in headers:
            return self._skip(int(headers["content-length"]))
        size = 0
        while length := int(self._line(), 16):
            size += self._skip(length)
            self._line()
        self._line()
        return size

    def _line(self) -> bytes:
        while b"\r\n" not in self._held:
            self._more()
        line, _, self._held = self._held.partition(b"\r\n")
        return line

    def _skip(self, count: int) -> int:
        missing = count
        while missing > len(self._held):
            missing -= len(self._held)
            self._held = b""
            self._more()
        self._held = self._held[missing:]
        return count

    def _more(self) -> None:
        assert self._socket is not None
        received = self._socket.recv(LARGEST)
        if not received:
            raise ConnectionResetError("the server closed the connection in the middle of an answer")
        self._held += received
