"""What a list of sources or claims can be cited as: files of references, and a bibliography to put into a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.citations import FORMATS, bibliographies
from app.citations.styles import STYLES, Style, available
from app.web.addresses import with_query
from app.web.citing import USUAL

# What a list of claims can be cited as, with how pages name it.
CITED: Final = {"sources": "Their sources", "quotes": "The quotes", "claims": "Our records"}
CITED_OF_SOURCE: Final = {"quotes": "All its quotes", "claims": "Our records of its claims"}


def files_of_list(
    path: str, query: list[tuple[str, str]], cited: Mapping[str, str] = MappingProxyType({"": "All sources"})
) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each thing that is cited: the format's name and the address of the file, of the whole list."""
    chosen = [(name, value) for name, value in query if name != "limit"]
    return [
        (
            label,
            [(form.label, with_query(f"{path}.{form.suffix}", [*chosen, *_cite(part)])) for form in FORMATS.values()],
        )
        for part, label in cited.items()
    ]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a page asks for a bibliography of what it shows: the form's fields that stand already, and the choices."""

    address: str  # of the files, before their suffix
    hidden: Sequence[tuple[str, str]]
    cited: Mapping[str, str]  # what can be cited, if there is a choice
    style: str = USUAL

    @property
    def kinds(self) -> Mapping[str, bibliographies.Kind]:
        return bibliographies.KINDS

    @property
    def styles(self) -> Mapping[str, Style]:
        return STYLES

    @property
    def most(self) -> int:
        return bibliographies.MOST

    @property
    def possible(self) -> bool:
        """Whether pandoc is there to write it."""
        return available()


def bibliography_of(
    path: str, query: Sequence[tuple[str, str]] = (), cited: Mapping[str, str] = MappingProxyType({})
) -> Bibliography:
    """Of the whole list at this path, however much of it the page shows."""
    hidden = [(name, value) for name, value in query if name not in {"limit", "style", "cite"}]
    return Bibliography(f"{path}/bibliography", hidden, cited)


def _cite(part: str) -> list[tuple[str, str]]:
    return [("cite", part)] if part and part != "sources" else []
