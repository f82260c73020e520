"""BibLaTeX, for LaTeX with biber. UTF-8.

Source: the biblatex manual, sections 2.1 (types) and 2.2 (fields). `@report` has its `type`, which biber demands.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from app.citations import latex
from app.citations.citekeys import keyed
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
        kind = _type(reference)
        yield latex.entry(kind, key, _head(reference) | _published(reference, kind) | _rest(reference))


def _type(reference: Reference) -> str:
    """An article needs a journal and `@online` an address; what lacks them is miscellaneous."""
    kind = _TYPES.get(reference.work, "online")
    if kind == "article" and not reference.container:
        kind = "online"
    return "misc" if kind == "online" and not reference.url else kind


def _head(reference: Reference) -> dict[str, str]:
    return {
        "author": latex.names(reference.authors),
        "editor": latex.names(reference.editors),
        "title": latex.title(reference.title),
    }


def _published(reference: Reference, kind: str) -> dict[str, str]:
    container, publisher = latex.recurring(reference.container), latex.recurring(reference.publisher)
    numbered = {"series": latex.recurring(reference.series), "number": latex.recurring(reference.series_number)}
    label = WORK_LABELS.get(reference.work, "")
    if kind == "article":
        return {"journaltitle": container, "entrysubtype": "newspaper", **numbered, "publisher": publisher}
    if kind == "report":
        return {"type": label, **numbered, "institution": publisher, "howpublished": container}
    if kind == "online":
        return {"organization": publisher, "howpublished": container, **numbered}
    return {"type": label, "howpublished": container, "organization": publisher, **numbered}


def _rest(reference: Reference) -> dict[str, str]:
    language = reference.language.lower()
    return {
        "version": latex.recurring(reference.version),
        "date": str(reference.dated) if reference.dated else "",
        "note": latex.text(reference.printed_note),
        "url": address(reference.url),
        "urldate": str(reference.accessed) if reference.accessed else "",
        "langid": _LANGUAGES.get(language) or _LANGUAGES.get(language.partition("-")[0], ""),
        "keywords": latex.keywords(reference.keywords),
        "abstract": latex.text(reference.abstract),
        "annotation": latex.text(reference.annotation),
    }
