"""Programs that the tests drive and no Python package brings. `python -m tests.programs` names the missing."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def find_chromium() -> Path | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def find_postgres() -> Path | None:
    """The folder with initdb and postgres, the newest first; Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    found = shutil.which("initdb")
    folders = [*debian, *([Path(found).resolve().parent] if found else [])]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def missing_packages() -> list[str]:
    """In the words of apt-get. A server that the environment names needs no binaries here."""
    found = {
        "chromium": find_chromium(),
        "postgresql": os.environ.get("ASCRIBE_TEST_DATABASE_URL") or find_postgres(),
    }
    return [package for package, program in found.items() if program is None]


def lacking(what: str, package: str) -> NoReturn:
    """Skip the test, because a program is not installed; in continuous integration fail it, so nobody is fooled."""
    message = f"{what} is not installed (on Debian: apt-get install {package})"
    if os.environ.get("CI") in {"true", "1"}:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


if __name__ == "__main__":
    print(*missing_packages())  # noqa: T201  # the Makefile reads this
