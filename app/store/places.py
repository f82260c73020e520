"""Where the quotes of an entry stand. The store accepts words only as the source has them, character for character."""

from collections.abc import Callable
from functools import partial

from app.documents import Document, nearest
from app.entries import Entry, NewQuote, NewSource
from app.entries.quotes import fitting, occurrences
from app.entries.text import AnEntry, parts, replaced
from app.errors import Complaint, Refused

Documents = Callable[[str], Document | None]


def placed(entry: AnEntry, documents: Documents) -> AnEntry:
    """The entry with the start of each quote filled in; raises Refused, with every quote that has no one place."""
    complaints: list[Complaint] = []
    texts = partial(_text, entry, documents)
    for path, part in parts(entry):
        if isinstance(part, NewQuote):
            try:
                entry = replaced(entry, path, part.model_copy(update={"start": _start(part, texts)}))
            except ValueError as error:
                wrong, _, cure = str(error).partition("; ")
                complaints.append(Complaint(".".join(map(str, path)), wrong, cure, path))
    if complaints:
        raise Refused(*complaints)
    return entry


def _text(entry: Entry, documents: Documents, slug: str) -> str | None:
    """The text of the source. What a source quotes from itself stands in the text that comes with it."""
    if isinstance(entry, NewSource) and slug == entry.key:
        return entry.text
    document = documents(slug)
    return document.text if document else None


def _start(quote: NewQuote, texts: Callable[[str], str | None]) -> int:
    text = texts(quote.source)
    if text is None:
        raise ValueError(f"there is no source “{quote.source}”; correct the slug or add the source")
    if quote.start is not None and text.startswith(quote.exact, quote.start):
        return quote.start
    starts, fit = list(occurrences(text, quote.exact)), fitting(text, quote)
    if not starts:
        found = nearest(text, quote.exact)
        words = text[found.start : found.stop]
        raise ValueError(f"these words are not in the source; copy them exactly, the nearest are “{words}”")
    if len(fit) != 1:
        raise ValueError(
            f"stands {len(starts)} times in the source and {len(fit)} places fit; "
            f"give the words before “{quote.exact[:60]}” as prefix or the words after it as suffix"
        )
    return fit[0]
