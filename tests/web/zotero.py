"""What Zotero's connector would make of a page, by the rules of its translators for pages that it has no own one for.

It asks unAPI first, then COinS, then the tags in the head; whichever finds anything has the word. Source: the
translators “unAPI” (priority 300), “COinS” (310) and “Embedded Metadata” (320) of github.com/zotero/translators, and
`parseContextObject` of Zotero's OpenURL reader.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import BeautifulSoup

_DUBLIN_CORE = "info:ofi/fmt:kev:mtx:dc"
_ITEM_TYPES = {"newspaperArticle", "report", "webpage", "presentation", "statute"}
_FIELDS = {
    "rft.title": "title",
    "rft.date": "date",
    "rft.source": "publication",
    "rft.publisher": "publisher",
    "rft.series": "series",
    "rft.language": "language",
    "rft.description": "abstract",
}
_CREATORS = {"rft.au": "author", "rft.aucorp": "author", "rft.contributor": "contributor"}
_HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_technical_report_institution": "publisher",
    "citation_technical_report_number": "number",
    "citation_series_title": "series",
    "citation_public_url": "url",
    "citation_language": "language",
    "citation_abstract": "abstract",
}


@dataclass
class Item:
    """What would land in the reader's library."""

    kind: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[tuple[str, str]] = field(default_factory=list)  # (role, “Family, Given” or a body's name)
    tags: list[str] = field(default_factory=list)


def items_on(page: str) -> list[Item]:
    """One item on a record's page, one for each to pick from on a list."""
    soup = BeautifulSoup(page, "html.parser")
    if soup.select_one("link[rel=unapi-server]"):
        raise AssertionError("unAPI would have the word, and this reader does not know it")
    spans = soup.select("span.Z3988[title]")
    if spans:
        return [item for span in spans if (item := _from_coins(str(span["title"]))).kind]
    item = _from_head(soup)
    return [item] if item.kind else []


def _from_coins(title: str) -> Item:
    item = Item()
    for part in title.split("&"):
        name, _, raw = part.partition("=")
        value = unquote(raw.replace("+", " ").replace("%2B", " ").replace("%2b", " "))
        if name == "rft_val_fmt" and value == _DUBLIN_CORE:
            item.kind = "webpage"
        elif name == "rft.type" and value in _ITEM_TYPES:
            item.kind = value
        elif name == "rft_id" and value.startswith(("http://", "https://")):
            item.fields["url"] = value
        elif name in _CREATORS:
            item.creators.append((_CREATORS[name], value.removesuffix(",")))
        elif name == "rft.subject":
            item.tags.append(value)
        elif name in _FIELDS:
            item.fields[_FIELDS[name]] = value
    return item


def _from_head(soup: BeautifulSoup) -> Item:
    tags = [(str(tag["name"]), str(tag["content"])) for tag in soup.select("head meta[name][content]")]
    names = {name for name, _ in tags}
    item = Item()
    if "citation_technical_report_institution" in names:
        item.kind = "report"
    elif "citation_title" in names:
        item.kind = "journalArticle"
    item.fields = {_HIGHWIRE[name]: content for name, content in tags if name in _HIGHWIRE}
    for name, content in tags:
        if name in {"citation_author", "citation_editor"}:
            item.creators += [(name.removeprefix("citation_"), one) for one in _split(content)]
        elif name == "citation_keywords":
            item.tags += [one.strip() for one in content.split(";")]
    return item


def _split(people: str) -> list[str]:
    """By semicolons; or by commas, where both sides of the first hold a blank."""
    by_semicolon = [one.strip() for one in people.split(";")]
    by_comma = [one.strip() for one in people.split(",")]
    if len(by_semicolon) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
        return by_comma
    return by_semicolon
