"""Running the pandoc that pypandoc_binary brings: a JSON document in, bytes out; no files, no network, bounded time."""

import json
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from app.errors import Complaint, Refused

_API: Final = [1, 23, 1]  # of pandoc's types, which its JSON must name
_SECONDS: Final = 60
_MEMORY: Final = "-M1G"
# The dates inside a DOCX or ODT, so that the same references give the same bytes.
_ENVIRONMENT: Final = {"SOURCE_DATE_EPOCH": "315532800", "LANG": "C.UTF-8"}

Node = dict[str, Any]


@cache
def binary() -> Path | None:
    """The bundled program itself: `pypandoc` would take any newer one that it finds on the machine."""
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        return None
    files = Path(package.origin).parent / "files"
    return next((files / name for name in ("pandoc", "pandoc.exe") if (files / name).is_file()), None)


@cache
def version() -> str:
    """“3.9”, or nothing without pandoc."""
    return _run(["--version"], b"").split()[1].decode() if binary() else ""


def convert(blocks: list[Node], meta: Node, to: str, *, csl: str = "") -> bytes:
    """The document in format `to`; with a CSL style its citations and bibliography are written out.

    Raises Refused when pandoc is missing, fails or takes longer than a minute.
    """
    document = json.dumps({"pandoc-api-version": _API, "meta": meta, "blocks": blocks}).encode()
    options = ["--from=json", f"--to={to}", "--sandbox", "--wrap=none", "--output=-"]
    with TemporaryDirectory(prefix="ascribe-") as folder:
        options.append(f"--data-dir={folder}")  # so that no template of the machine's user slips in
        if csl:
            style = Path(folder, "style.csl")
            style.write_text(csl, encoding="utf-8")
            options += ["--citeproc", f"--csl={style}"]
        return _run(options, document)


def _run(options: list[str], document: bytes) -> bytes:
    program = binary()
    if program is None:
        raise Refused(Complaint("style", "formatted citations need pandoc", "install the extra “styles”"))
    command = [str(program), *options, "+RTS", _MEMORY, "-RTS"]
    try:
        # The program is our own dependency's, the options are our own; what people wrote comes through stdin.
        done = subprocess.run(  # noqa: S603
            command, input=document, capture_output=True, timeout=_SECONDS, env=_ENVIRONMENT, check=True
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            Complaint("style", f"pandoc took more than {_SECONDS} seconds", "ask for fewer records")
        ) from None
    except (subprocess.CalledProcessError, OSError) as error:
        said = (getattr(error, "stderr", b"") or str(error).encode()).decode(errors="replace").strip()
        raise Refused(Complaint("style", f"pandoc failed: {said[:300]}", "try another style")) from error
    return done.stdout
