"""The cite box: what of a record can be cited, each as a style prints it and as files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from fastapi import Request
from sqlalchemy.orm import Session

from app.citations import FORMATS, Reference, bibliographies, key
from app.citations.prepared import SITE, at, fingerprint, format_each, plain
from app.citations.styles import STYLES, available
from app.citations.stylesheets import style_names
from app.errors import Complaint, Refused
from app.models import Claim, Source
from app.queries.citations import find_formatted
from app.queries.claim_references import reference_to
from app.queries.references import people_of, quoted, source_reference
from app.web.addresses import address, public, with_query

USUAL: Final = "apa"
_PANDOC: Final = Lock()


@dataclass(frozen=True, slots=True)
class Citable:
    """One thing to cite. `entry` is for the list of references, `in_text` for the place in the text, each as HTML.

    Both are empty where nothing has been prepared.
    """

    part: str  # record, quote or source
    label: str
    key: str
    entry: str
    in_text: str
    files: tuple[tuple[str, str], ...]  # the name of the format and its address

    @property
    def text(self) -> str:
        return plain(self.entry)

    @property
    def in_text_words(self) -> tuple[str, ...]:
        """What stands in the text, as words; nothing for what has no place."""
        return (plain(self.in_text),) if self.in_text else ()


@dataclass(frozen=True, slots=True)
class CiteBox:
    """All that can be cited of a record, in one style."""

    address: str
    style: str
    style_label: str
    items: Sequence[Citable]

    @property
    def complete(self) -> bool:
        return all(item.entry for item in self.items)

    @property
    def possible(self) -> bool:
        """Whether pandoc is there to prepare what is missing."""
        return available()

    @property
    def bibliographies(self) -> list[tuple[str, str]]:
        """The entry of what comes first, as files to put into a paper; none without pandoc."""
        if not self.possible:
            return []
        path = f"{self.address}/bibliography"
        kinds = bibliographies.KINDS.values()
        return [(kind.label, with_query(f"{path}.{kind.suffix}", [("style", self.style)])) for kind in kinds]


def known_style(style: str) -> str:
    """The style as it was asked for; raises Refused for one that there is not."""
    if style in STYLES or style in style_names():
        return style
    cure = f"use one of {', '.join(STYLES)} or the name of another CSL style"
    raise Refused(Complaint("style", f"“{style[:60]}” is not a style that we know", cure))


def box_of_source(
    request: Request, session: Session, source: Source, style: str = USUAL, *, now: bool = False
) -> CiteBox:
    """Needs the source's contributors. With `now` what was not prepared is made, which takes its time."""
    some = [("source", "This source", source_reference(source, SITE))]
    return _box(request, session, address(source), some, style, now)


def box_of_revision(
    request: Request, session: Session, record: Reference, style: str = USUAL, *, now: bool = False
) -> CiteBox:
    """The same for our record of a claim at a revision, whatever it says today. `record` is made for SITE."""
    some = [("record", "This revision", record)]
    return _box(request, session, record.url.removeprefix(SITE), some, style, now)


def box_of_claim(request: Request, session: Session, claim: Claim, style: str = USUAL, *, now: bool = False) -> CiteBox:
    """The same for a claim. Needs its topics, and its quotes with their sources."""
    some = [("record", "This record", reference_to(claim, SITE))]
    people = people_of(session, [source.id for source in claim.sources])
    sources = {source.id: source_reference(source, SITE, people[source.id]) for source in claim.sources}
    several = len(claim.quotes) > 1
    for quote in claim.quotes:
        place = ", ".join(part for part in (quote.source.short, quote.locator) if part)
        label = f"The quote in {place}" if several else "The quote"
        some.append(("quote", label, quoted(sources[quote.source_id], quote, SITE)))
    for source in claim.sources:
        label = "The source" if len(claim.sources) == 1 else f"The source {source.short}"
        some.append(("source", label, sources[source.id]))
    return _box(request, session, address(claim), some, style, now)


def _box(
    request: Request,
    session: Session,
    place: str,
    some: list[tuple[str, str, Reference]],
    style: str,
    now: bool,
) -> CiteBox:
    # The entry that goes with a quote is that of its source, so both are looked up.
    quotes = [reference for _, _, reference in some if reference.kind == "quote"]
    entries = [_entry_of(reference) for _, _, reference in some]
    found = find_formatted(session, [*entries, *quotes], style)
    if now and not all(found):
        found = _made([*entries, *quotes], style)
    site = public(request, "")
    written = [at(site, markup) if markup else "" for markup in found]
    in_text = dict(zip((one.id for one in quotes), written[len(entries) :], strict=True))
    items = [
        Citable(part, label, key(reference), entry, in_text.get(reference.id, ""), _files(place, part, some[0][0]))
        for (part, label, reference), entry in zip(some, written, strict=False)
    ]
    label = STYLES[style].label if style in STYLES else style
    return CiteBox(place, style, label, items)


def _made(references: Sequence[Reference], style: str) -> list[str | None]:
    """Formatted while somebody waits, for an export in a style that nobody prepared: one at a time, whoever asks."""
    with _PANDOC:
        made = format_each(references, style)
    return [made[fingerprint(reference)] for reference in references]


def _entry_of(reference: Reference) -> Reference:
    if reference.kind != "quote" or reference.source_kind is None:
        return reference
    return replace(reference, kind=reference.source_kind, locator="", locator_label="")


def _files(place: str, part: str, usual: str) -> tuple[tuple[str, str], ...]:
    """The files of one part; what comes first in the box is what the address gives without being asked."""
    query = [("cite", part)] if part != usual else []
    return tuple((form.label, with_query(f"{place}.{form.suffix}", query)) for form in FORMATS.values())
