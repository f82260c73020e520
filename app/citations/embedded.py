"""What reference managers read in a page: COinS and Highwire tags.

Sources: Zotero's translators “COinS” and “Embedded Metadata”; Hellman (2009), “OpenURL COinS”. Zotero takes COinS where
there is any, and passes over Highwire tags then. It would ask unAPI before both; we offer none, because every reader
who has Zotero would then fetch two files with each page, to get what RIS says, with what RIS loses.
"""

from typing import Final
from urllib.parse import urlencode

from app.citations.references import Name, Reference, Work
from app.citations.words import address, one_line
from app.vocabulary import SourceKind

_REPORTS: Final = {SourceKind.BRIEF, SourceKind.ANALYSIS, SourceKind.REPORT}
# Zotero's own names of types, which it takes from Dublin Core.
_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "newspaperArticle",
    SourceKind.BRIEF: "report",
    SourceKind.ANALYSIS: "report",
    SourceKind.REPORT: "report",
    SourceKind.SPEECH: "presentation",
    SourceKind.LAW: "statute",
}
_HEAD: Final = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&"


def coins(reference: Reference) -> str:
    """The title of a `<span class="Z3988">`: the reference as an OpenURL ContextObject in Dublin Core."""
    pairs = [
        ("rft.type", _TYPES.get(reference.work, "webpage")),
        ("rft.title", reference.title),
        *[("rft.aucorp" if name.literal else "rft.au", name.literal or _inverted(name)) for name in reference.authors],
        *[("rft.contributor", _contributor(name)) for name in reference.editors],
        ("rft.date", str(reference.dated or "")),
        ("rft.source", reference.container),
        ("rft.publisher", reference.publisher),
        ("rft.series", reference.series),
        ("rft_id", address(reference.url)),
        ("rft.language", reference.language),
        ("rft.description", reference.abstract),
        *[("rft.subject", keyword) for keyword in reference.keywords],
    ]
    return _HEAD + urlencode([(name, text) for name, value in pairs if (text := one_line(value))])


def highwire(reference: Reference) -> list[tuple[str, str]]:
    """The `citation_…` tags of a report, by name and content; none for other works, which they would misname."""
    if reference.work not in _REPORTS or not reference.publisher:
        return []
    pairs = [
        ("citation_title", reference.title),
        *[("citation_author", _for_highwire(name)) for name in reference.authors],
        *[("citation_editor", _for_highwire(name)) for name in reference.editors],
        ("citation_publication_date", str(reference.dated or "").replace("-", "/")),
        ("citation_technical_report_institution", reference.publisher),
        ("citation_technical_report_number", reference.series_number),
        ("citation_series_title", reference.series),
        ("citation_public_url", address(reference.url)),
        ("citation_language", reference.language),
        ("citation_abstract", reference.abstract),
        ("citation_keywords", "; ".join(reference.keywords)),
    ]
    return [(name, text) for name, value in pairs if (text := one_line(value))]


def needs_coins(reference: Reference) -> bool:
    """Whether Highwire tags alone would lose or spoil something: they know reports by persons only."""
    return not highwire(reference) or any(name.literal for name in (*reference.authors, *reference.editors))


def _contributor(name: Name) -> str:
    """Dublin Core has no editors. Of a name without a comma Zotero takes the last word for the family name."""
    return f"{name.literal.replace(', ', ' – ')}," if name.literal else _inverted(name)


def _inverted(name: Name) -> str:
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, " ".join(part for part in (name.given, name.suffix) if part)) if part)


def _for_highwire(name: Name) -> str:
    """Inverted, unless both sides of the comma hold a blank: Zotero would take that for two people."""
    inverted = name.literal or _inverted(name)
    before, _, after = inverted.partition(", ")
    return name.in_full if " " in before and " " in after else inverted
