"""BibLaTeX, for LaTeX with biber. UTF-8.

Source: the biblatex manual, sections 2.1 (types) and 2.2 (fields). `@report` has its `type`, which biber demands.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from app.citations import latex
from app.citations.citekeys import keyed
from app.citations.latex import field, recurring
from app.citations.references import WORK_LABELS, Reference, Work
from app.citations.words import address
from app.vocabulary import SourceKind

_TYPES: Final[dict[Work, str]] = {
    SourceKind.NEWS: "article",
    SourceKind.BRIEF: "report",
    SourceKind.ANALYSIS: "report",
    SourceKind.REPORT: "report",
    SourceKind.SPEECH: "misc",
    SourceKind.LAW: "legislation",
}
# The names that babel and polyglossia give the languages; another one is left out, because LaTeX would stop at it.
_LANGUAGES: Final = {
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hr": "croatian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}


def write(references: Iterable[Reference]) -> Iterator[str]:
    """An entry at a time."""
    for key, reference in keyed(references):
        yield _entry(key, reference)


def _entry(key: str, reference: Reference) -> str:
    has_url = bool(reference.url)
    kind, series, published = _published(
        reference.work, reference.container, reference.series, reference.publisher, has_url
    )
    dated, accessed = reference.dated, reference.accessed
    return (
        f"@{kind}{{{key},\n{latex.people('author', reference.authors)}{latex.people('editor', reference.editors)}"
        f"{field('title', latex.title(reference.title))}"
        f"{series}{recurring('number', reference.series_number)}{published}"
        f"{recurring('version', reference.version)}{field('date', str(dated)) if dated else ''}"
        f"{recurring('note', reference.printed_note)}{field('url', address(reference.url))}"
        f"{field('urldate', str(accessed)) if accessed else ''}{field('langid', _language(reference.language))}"
        f"{latex.keywords(reference.keywords)}{field('abstract', latex.text(reference.abstract))}"
        f"{field('annotation', latex.text(reference.annotation))}}}\n\n"
    )


@lru_cache(maxsize=4096)
def _published(work: Work, container: str, series: str, publisher: str, has_url: bool) -> tuple[str, str, str]:
    """The type; what it says of where and by whom, before and after the number."""
    kind = _type(work, container, has_url)
    label, inside = recurring("type", WORK_LABELS.get(work, "")), recurring("series", series)
    if kind == "article":
        newspaper = field("entrysubtype", "newspaper")
        return kind, f"{recurring('journaltitle', container)}{newspaper}{inside}", recurring("publisher", publisher)
    by = recurring("institution" if kind == "report" else "organization", publisher)
    publication = recurring("howpublished", container)
    if kind == "report":
        return kind, f"{label}{inside}", f"{by}{publication}"
    if kind == "online":
        return kind, f"{by}{publication}{inside}", ""
    return kind, f"{label}{publication}{by}{inside}", ""


def _type(work: Work, container: str, has_url: bool) -> str:
    """An article needs a journal and `@online` an address; what lacks them is miscellaneous."""
    kind = _TYPES.get(work, "online")
    if kind == "article" and not container:
        kind = "online"
    return "misc" if kind == "online" and not has_url else kind


@lru_cache(maxsize=256)
def _language(code: str) -> str:
    code = code.lower()
    return _LANGUAGES.get(code) or _LANGUAGES.get(code.partition("-")[0], "")
