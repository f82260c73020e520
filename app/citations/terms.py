"""On what terms the base may be used, and how it is cited as a whole: what goes with every export."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.citations.references import Name, Reference
from app.dates import PartialDate
from app.vocabulary import SourceKind

NAME: Final = "Ascribe"
TITLE: Final = "Ascribe: who said what about which programme"
_CREATIVE_COMMONS: Final = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) (\d\.\d)")


@dataclass(frozen=True, slots=True)
class Terms:
    """The licence of our curation, and the state of the base that an export was made from."""

    licence: str  # “CC BY 4.0”
    licence_url: str  # empty when nobody knows it
    address: str  # of the first page; empty when the base has none
    version: int  # of the base
    changed: date | None  # the day of the last change

    @property
    def licence_id(self) -> str:
        """As lists of licences write it: “CC-BY-4.0”."""
        return re.sub(r"\s+", "-", self.licence.strip())

    @property
    def rights(self) -> str:
        """What the licence covers and what it cannot."""
        return (
            f"Statements, stances, links and all other curation: {self.licence}. "
            "Quotes and texts remain those of their authors and publishers."
        )

    @property
    def cite(self) -> str:
        """How to cite the base as a whole, in one line."""
        state = f"Base version {self.version}"
        if self.changed:
            state += f", last changed on {PartialDate.parse(str(self.changed)).in_words}"
        return " ".join(part for part in (f"{TITLE}.", f"{state}.", self.address and f"{self.address}.") if part)

    @property
    def notice(self) -> str:
        """Both, for a format that has room for a line of ours."""
        return f"{self.cite} {self.rights}"

    def remark_in(self, suffix: str) -> str:
        """The notice as a remark at the start of a file of that format; nothing where it has no remarks.

        To BibTeX anything outside an entry is one, up to the next “@”. RIS and JSON know none.
        """
        return f"% {self.notice.replace('@', ' at ')}\n\n" if suffix in {"bib", "biblatex"} else ""

    @property
    def reference(self) -> Reference:
        """The base as a work that can be cited."""
        return Reference(
            id="base",
            kind=SourceKind.WEB_PAGE,
            title=TITLE,
            authors=(Name.body(NAME),),
            issued=PartialDate.parse(str(self.changed)) if self.changed else None,
            url=self.address,
            language="en",
            note=f"Base version {self.version}. {self.rights}",
            version=str(self.version),
        )


def licence_address(licence: str) -> str:
    """Where the text of a Creative Commons licence stands; empty for any other."""
    if licence == "CC0 1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""
