"""Long lists that have been sent, kept in files until the base changes: whoever asks again has them at once."""

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from app.web.kept import LARGEST

ROOM: Final = 1024 * 1024 * 1024  # bytes of all files together
MOST: Final = 100  # files: each is kept open
AT_ONCE: Final = 256 * 1024  # bytes that are read of a file at once

Asked = tuple[int, str]  # the base's version, and the whole address


class SentLists:
    """The files of one version of the base, those asked for last kept longest. They have no names: nobody can take one
    that is half written, and none outlives the server.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lists: OrderedDict[Asked, SentList] = OrderedDict()
        self._turn = threading.Lock()

    def find(self, asked: Asked) -> "SentList | None":
        with self._turn:
            if asked in self._lists:
                self._lists.move_to_end(asked)
            return self._lists.get(asked)

    def keep(self, asked: Asked, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they come; once the last has been taken, they can be found. Shorter ones are kept as pages."""
        copy: SentList | None = SentList(self.folder)
        for piece in pieces:
            copy = copy if copy and copy.add(piece) else None
            yield piece
        if copy and copy.size > LARGEST:
            self._put(asked, copy)

    def _put(self, asked: Asked, new: "SentList") -> None:
        with self._turn:
            for other in [other for other in self._lists if other[0] != asked[0]]:
                del self._lists[other]
            self._lists[asked] = new
            while len(self._lists) > MOST or sum(one.size for one in self._lists.values()) > ROOM:
                self._lists.popitem(last=False)


class SentList:
    """A list in a file. Several may read it at a time, and go on when it is no longer kept."""

    def __init__(self, folder: Path) -> None:
        self.size = 0
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._turn = threading.Lock()

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def add(self, piece: bytes) -> bool:
        """Whether there was room for it."""
        self.size += len(piece)
        try:
            self._opened().write(piece)
        except OSError:  # the disk is full, or not ours to write on: the list is sent all the same
            return False
        return self.size <= ROOM // 2

    def pieces(self) -> Iterator[bytes]:
        at = 0
        while at < self.size:
            with self._turn:
                file = self._opened()
                file.seek(at)
                piece = file.read(AT_ONCE)
            at += len(piece)
            yield piece

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  (until nobody has this any more)
        return self._file
