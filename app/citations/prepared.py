"""Formatted citations that are made once and kept: what tells two of them apart, and how one is shown.

They are made with `SITE` where our own address belongs, because the command that makes them need not know under which
name readers will ask.
"""

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from app.citations import styles
from app.citations.references import Reference

# An entry of a reference list; or what stands in the text or its footnote, with the place.
Form = Literal["entry", "in_text"]

SITE: Final = "https://ascribe.invalid"
_TAG: Final = re.compile(r"<[^>]*>")


def form_of(reference: Reference) -> Form:
    """A quote is cited in the text, at its place; the entry to go with it is that of its source."""
    return "in_text" if reference.kind == "quote" else "entry"


def fingerprint(reference: Reference) -> str:
    """The same for two references that every style prints alike: 64 hexadecimal digits.

    What no style up front prints is left out: our notes, abstracts, keywords.
    """
    people = [name.parts for name in (*reference.authors, *reference.editors)]
    dates = [str(date or "") for date in (reference.issued, reference.updated, reference.accessed)]
    place = (reference.locator_label, reference.locator) if form_of(reference) == "in_text" else ()
    told = (reference.title, reference.publisher, reference.container, reference.series, reference.series_number)
    parts = (form_of(reference), str(reference.work), told, len(reference.authors), people, dates, place)
    rest = (reference.url, reference.language, reference.version)
    return hashlib.sha256(repr((parts, rest)).encode("utf-8", "surrogatepass")).hexdigest()


def format_each(references: Sequence[Reference], style: str) -> dict[str, str]:
    """HTML by fingerprint. Raises Refused for an unknown style and when pandoc cannot do it."""
    made: dict[str, str] = {}
    for form, write in (("entry", styles.format_all), ("in_text", styles.cite_all)):
        some = {fingerprint(one): _printed(one) for one in references if form_of(one) == form}
        made |= zip(some, write(list(some.values()), style, "html") if some else [], strict=True)
    return made


def at(site: str, markup: str) -> str:
    """The kept HTML with our own address in it; styles that print addresses bare get theirs bare."""
    bare = site.partition("://")[2] or site
    return markup.replace(SITE, html.escape(site)).replace(SITE.partition("://")[2], html.escape(bare))


def plain(markup: str) -> str:
    """The words alone."""
    return html.unescape(_TAG.sub("", markup))


def _printed(reference: Reference) -> Reference:
    """Without what the styles up front print nowhere, and would only make entries differ."""
    return replace(reference, abstract="", keywords=())
