"""The one table of formats. Its keys are the suffixes of addresses: `/sources/banerjee.ris`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.citations import biblatex, bibtex, csl_json, ris
from app.citations.references import Reference


@dataclass(frozen=True, slots=True)
class Format:
    """How references are written down for other programs."""

    suffix: str  # of the address, without its dot
    label: str
    media_type: str
    extension: str  # of a downloaded file, without its dot
    write: Callable[[Iterable[Reference]], Iterator[str]]  # yields a record at a time


FORMATS: Final[dict[str, Format]] = {
    known.suffix: known
    for known in (
        Format("bib", "BibTeX", "application/x-bibtex", "bib", bibtex.write),
        Format("biblatex", "BibLaTeX", "application/x-biblatex", "bib", biblatex.write),
        Format("ris", "RIS", "application/x-research-info-systems", "ris", ris.write),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json.write),
    )
}
