"""In which other forms the content of a page can be had, for its head, its foot and its headers."""

from dataclasses import dataclass

from fastapi import Request

from app.web.addresses import PLURALS, chosen, with_query


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page's content: its media type, what it is called in a link, and where it is."""

    media_type: str
    label: str
    url: str


KINDS = {
    ".csv": ("text/csv", "CSV table"),
    ".jsonl": ("application/jsonl", "JSON Lines"),
    ".atom": ("application/atom+xml", "feed of changes"),
}
# The lists whose feed tells of the changes of all records of the noun, however they are narrowed.
NOUNS = {f"/{plural}": noun for noun, plural in PLURALS.items() if noun != "claim"}
SUFFIXES = {
    "/claims": (".csv", ".jsonl", ".atom"),
    "/changes": (".atom",),
} | dict.fromkeys(NOUNS, (".csv",))


def forms_of(request: Request) -> list[Form]:
    """The forms of this page besides JSON, which every page has: the whole of the same list."""
    path = request.url.path
    whole = [(name, value) for name, value in chosen(request) if name != "limit"]
    forms = [Form(*KINDS[suffix], with_query(path + suffix, whole)) for suffix in SUFFIXES.get(path, ())]
    if path in NOUNS:
        forms.append(Form(*KINDS[".atom"], with_query("/changes.atom", [("noun", NOUNS[path])])))
    return forms


def link_header(forms: list[Form]) -> str:
    """The forms as a Link header. Source: RFC 8288."""
    return ", ".join(f'<{form.url}>; rel="alternate"; type="{form.media_type}"' for form in forms)
