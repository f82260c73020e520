"""Files that are sent while they are read: any number of records, little memory."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from app.citations import FORMATS, Format, Reference
from app.citations.terms import Terms
from app.web.addresses import with_query
from app.web.exports import Export, send_list
from app.web.terms import terms_of

# What a list can be taken away as, by the suffix of its address.
EXPORTS: Final = {
    "zip": "Evidence pack (ZIP)",
    "csv": "Table (CSV)",
    "jsonl": "JSON Lines",
    **{form.suffix: form.label for form in FORMATS.values()},
}
_CHUNK = 32_768  # characters; each chunk costs a switch of threads


def exports_at(path: str, query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The files in which the list at this path can be taken away: what each is called, and its address."""
    return [(label, with_query(f"{path}.{suffix}", query)) for suffix, label in EXPORTS.items()]


def pack_of_list(path: str, query: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """The evidence pack of a whole list, as one of the lines under which its files stand."""
    chosen = [(name, value) for name, value in query if name != "limit"]
    return "All in one", [("Evidence pack (ZIP)", with_query(f"{path}.zip", chosen))]


def send_references(references: Iterable[Reference], form: Format, name: str, terms: Terms) -> StreamingResponse:
    """The references as a file to keep. The licence is in a remark where the format has them, always in a header."""
    pieces = chain([terms.remark_in(form.suffix)], form.write(references))
    return send_text(pieces, form.media_type, f"{name}.{form.extension}", terms)


def export_references(
    request: Request, session: Session, references: Iterable[Reference], form: Format, name: str
) -> Export:
    """The same of a whole list, which waits for its turn among exports."""
    remark = terms_of(request, session).remark_in(form.suffix)
    pieces = _in_chunks(chain([remark], form.write(references)))
    return send_list(request, session, pieces, form.media_type, f"{name}.{form.extension}")


def send_text(pieces: Iterable[str], media_type: str, name: str, terms: Terms) -> StreamingResponse:
    """The pieces one after another as a file to keep, with the licence in a header."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if terms.licence_url:
        headers["Link"] = f'<{terms.licence_url}>; rel="license"'
    return StreamingResponse(_in_chunks(pieces), headers=headers, media_type=media_type)


def _in_chunks(pieces: Iterable[str]) -> Iterator[str]:
    """The first piece at once, so that the reader sees that the file has begun."""
    gathered: list[str] = []
    size, enough = 0, 1
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= enough:
            yield "".join(gathered)
            gathered, size, enough = [], 0, _CHUNK
    yield "".join(gathered)
