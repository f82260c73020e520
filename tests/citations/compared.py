"""The page docs/citation-styles-compared.md: what every style makes of the five sources and of thirty awkward works.

`python -m tests.citations.compared` writes it anew; then the list in docs/citation-styles.md has to be read again.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.citations import Reference, styles
from app.citations.styles import STYLES, format_all
from app.queries.reference_lists import list_source_references
from tests.citations.works import WORKS
from tests.databases import SqliteBases, open_engine, open_session

PAGE: Final = Path(__file__).parents[2] / "docs" / "citation-styles-compared.md"
SITE: Final = "https://ascribe.example"


def compared(session: Session) -> str:
    """The page. The session is on the whole curation."""
    sources = {source.title: source for source in list_source_references(session, site=SITE)}
    parts = [
        "# Every style, entry by entry",
        f"Made by `python -m tests.citations.compared` with {styles.engine_version()}. "
        "What differs from the manuals, and why, is in [citation-styles.md](citation-styles.md).",
        "## The five sources",
        *_entries(sources),
        "## Thirty made-up works",
        *_entries(WORKS),
    ]
    return "\n\n".join(parts) + "\n"


def _entries(works: Mapping[str, Reference]) -> list[str]:
    written = {style: format_all(list(works.values()), style, "markdown") for style in STYLES}
    parts = []
    for number, name in enumerate(works):
        lines = [f"- {STYLES[style].label}: {entries[number]}" for style, entries in written.items()]
        parts += [f"### {name}", "\n".join(lines)]
    return parts


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        SqliteBases(Path(folder)).seeded() as url,
        open_engine(url) as engine,
        open_session(engine) as session,
    ):
        PAGE.write_text(compared(session), encoding="utf-8")
