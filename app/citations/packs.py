"""Evidence packs: a list of claims with everything that it takes to defend them, in one ZIP. Pure.

The same claims at the same version of the base give the same bytes: the order is fixed, and so are all times.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from app.citations import pandoc, styles
from app.citations.archives import Archive, Member
from app.citations.findings import Finding, Heading, write_brief, write_markdown
from app.citations.formats import FORMATS
from app.citations.references import Reference
from app.errors import Refused

REFERENCES: Final = ("bib", "ris", "csl.json")
BRIEFED: Final = 1_000  # claims: nobody reads a longer brief, and pandoc would take half a minute and 500 MB
_WITHOUT_BRIEF: Final = "brief.docx is missing: {}"


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes into a pack. `tables` are further files by name, such as claims.csv, made when they are written."""

    heading: Heading
    query: dict[str, list[str]]  # what was asked, as names and values
    findings: Sequence[Finding]
    references: Sequence[Reference]  # sources first, then our records
    revisions: dict[str, int]  # of each claim, by its slug
    tables: dict[str, Callable[[], Iterable[str]]] = field(default_factory=dict)


def write_pack(pack: Pack) -> bytes:
    """The ZIP. Without pandoc and of very many claims it comes without the brief, and its manifest says so."""
    file = io.BytesIO()
    with Archive(file) as archive:
        for name, text in _texts(pack):
            archive.add(name, (piece.encode() for piece in text))
        brief, missing = _brief(pack)
        if brief:
            archive.add("brief.docx", [brief])
        archive.add("manifest.json", [_manifest(pack, archive.members, missing).encode()])
    return file.getvalue()


def _texts(pack: Pack) -> Iterator[tuple[str, Iterable[str]]]:
    for suffix in REFERENCES:
        remark = pack.heading.terms.remark_in(suffix)
        yield f"references.{suffix}", chain([remark] if remark else [], FORMATS[suffix].write(pack.references))
    for name, write in pack.tables.items():
        yield name, write()
    yield "quotes.md", write_markdown(pack.heading, pack.findings)


def _brief(pack: Pack) -> tuple[bytes, list[str]]:
    """The brief, or why there is none."""
    if len(pack.findings) > BRIEFED:
        wanted = f"it is made for up to {BRIEFED:,} claims, and these are {len(pack.findings):,}"
        return b"", [_WITHOUT_BRIEF.format(wanted)]
    if not styles.available():
        return b"", [_WITHOUT_BRIEF.format("pandoc and the citation styles are not installed on this server")]
    try:
        return write_brief(pack.heading, pack.findings), []
    except Refused as refused:
        return b"", [_WITHOUT_BRIEF.format(refused)]


def _manifest(pack: Pack, members: Iterable[Member], missing: list[str]) -> str:
    """What the pack is, for whoever checks it later; it names every other file with its SHA-256."""
    terms = pack.heading.terms
    said = {
        "title": pack.heading.title,
        "asked": pack.heading.asked,
        "query": pack.query,
        "base": {"address": terms.address, "version": terms.version, "changed": str(terms.changed or "")},
        "counts": {
            "claims": len(pack.findings),
            "quotes": len({quote.id for finding in pack.findings for quote in finding.quotes}),
            "sources": sum(reference.kind != "claim_record" for reference in pack.references),
        },
        "revisions": pack.revisions,
        "files": [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in members],
        "missing": missing,
        "made_with": {"pandoc": pandoc.version()},
        "licence": {"name": terms.licence, "url": terms.licence_url, "rights": terms.rights},
        "cite": terms.cite,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
