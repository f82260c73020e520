"""ZIP files whose bytes depend on nothing but what is put into them, and in which order."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final, Self

# The first moment that a ZIP file can name. Source: PKWARE's APPNOTE.TXT, 4.4.6, and MS-DOS, which counts from 1980.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_MODE: Final = 0o644 << 16  # read by all, written by the owner


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its size in bytes and the SHA-256 of its content, in hexadecimal."""

    name: str
    size: int
    sha256: str


class Archive:
    """Writes one member after the other; `members` tells what is in it so far."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.members: list[Member] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> Member:
        """Put in what the pieces make together. No more than one of them is held in memory."""
        info = zipfile.ZipInfo(name, _MOMENT)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _MODE
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members.append(Member(name, size, digest.hexdigest()))
        return self.members[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._zip.close()
