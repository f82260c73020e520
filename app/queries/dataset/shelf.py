"""The files of the whole base, kept in the data folder until the base changes."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Engine

from app import db
from app.citations.terms import Terms, licence_address
from app.queries.base import read_terms
from app.queries.dataset.frictionless import write_datapackage
from app.queries.dataset.sqlite import write_sqlite
from app.settings import Settings

Progress = Callable[[int, int], None]
# The kinds of file, each with how it ends and who writes it.
KINDS: Final[dict[str, tuple[str, Callable[..., None]]]] = {
    "sqlite": (".sqlite", write_sqlite),
    "datapackage": (".zip", write_datapackage),
}
# Raised when the same base would be written differently, so that files of an older release are not handed out.
LAYOUT: Final = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder with the newest file of each kind; the licence and the site's address stand in them."""

    engine: Engine
    folder: Path
    licence: str
    licence_url: str
    site: str

    @classmethod
    def of(cls, engine: Engine, settings: Settings) -> Self:
        return cls(engine, settings.data_dir / "exports", settings.licence, settings.licence_url, settings.public_url)

    def find(self, kind: str, version: int) -> Path | None:
        """The file for that version of the base, if it has been made."""
        path = self._path(kind, version)
        return path if path.is_file() else None

    def make(self, kind: str, progress: Progress = lambda _done, _all: None) -> Path:
        """The file for the base as it is now, made unless it is there; those of older versions go."""
        with db.make_readers(self.engine)() as session:
            terms = read_terms(session, self.licence, self.licence_url, self.site)
            path = self._path(kind, terms.version)
            if not path.is_file():
                self._write(kind, path, session, terms, progress)
        for old in self.folder.glob(f"ascribe-*{KINDS[kind][0]}"):
            if old != path:
                old.unlink(missing_ok=True)
        return path

    def _write(self, kind: str, path: Path, session: Any, terms: Terms, progress: Progress) -> None:
        """Under another name until it is whole: nobody is ever given half a file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.unlink(missing_ok=True)
        try:
            KINDS[kind][1](session, unfinished, terms, progress)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def _path(self, kind: str, version: int) -> Path:
        said = (LAYOUT, self.licence, self.licence_url or licence_address(self.licence), self.site)
        digest = hashlib.sha256(repr(said).encode()).hexdigest()[:8]
        return self.folder / f"ascribe-{version}-{digest}{KINDS[kind][0]}"
