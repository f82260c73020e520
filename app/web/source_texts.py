"""The text of a source's form: typed, uploaded or stored; read, and compared with the texts that are there."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from app import documents
from app.errors import Complaint, NotFound, Refused
from app.queries.likeness import Alike, list_alike
from app.queries.naming import slug_meant
from app.queries.newest import get_newest
from app.queries.revisions import get_snapshot
from app.web.forms import Filled
from app.web.forms.findings import with_proposals
from app.web.forms.reading import Reading, reading_of, refused_as, too_long
from app.web.forms.values import nested, without_list
from app.web.submissions import Submission, Upload

LARGEST_FILE: Final = 20 * 1024 * 1024  # bytes
LONG: Final = 300_000  # characters from which on a text is not saved at every pause in typing
_PLAIN: Final = (".txt", ".text")
_UNSAID: Final = {"", "application/octet-stream"}


def with_upload(form: Filled, submission: Submission) -> tuple[Filled, tuple[str, ...]]:
    """The form with the text of the file that came with it, and what is not sure about reading it.

    A file that cannot be read is a complaint at the field `file`; what was typed stays.
    """
    upload = submission.files.get("file")
    if upload is None:
        return form, ()
    if form.value("text").strip():
        both = Complaint("file", "came with a pasted text", "keep one of the two")
        return form.with_complaints(both), ()
    try:
        document = documents.read(upload.content, _media_type(upload))
        if wrong := too_long(document.text):
            raise Refused(wrong)
    except Refused as refused:
        return form.with_complaints(*refused_as("file", refused)), ()
    return replace(form, values={**form.values, "text": document.text}), document.warnings


def opened(session: Session, form: Filled, first: int = 0, *, proposes: bool) -> tuple[Filled, Reading | None]:
    """The form after its text was read, or with why it cannot be; if it `proposes`, with what the text says of itself.

    `first` is the block that the list of blocks begins with.
    """
    if form.complaints:
        return form, None
    try:
        reading = _read(session, form, first)
    except Refused as refused:
        return form.with_complaints(*refused_as("text", refused)), None
    if reading is None:
        return form.with_complaints(Complaint("text", "is empty", "paste the text or choose a file")), None
    if proposes:
        form = _with_new_actors(session, replace(form, values=with_proposals(form.values, reading.findings)))
    return form, reading


def readable(form: Filled) -> Filled:
    """The form with its text as a document has it, or with why it cannot be read."""
    text = form.value("text")
    try:
        if not text.strip():
            raise Refused(Complaint("text", "is empty", "paste the text or choose a file"))
        if wrong := too_long(text):
            raise Refused(wrong)
        document = documents.read(text.encode("utf-8", "replace"))
    except Refused as refused:
        return form.with_complaints(*refused_as("text", refused))
    return replace(form, values={**form.values, "text": document.text})


def beside_source(session: Session, form: Filled) -> dict[str, Any]:
    """What the page of a source's form shows beside its fields. Other texts are compared with that of a draft."""
    reading = None
    with suppress(Refused):  # what is wrong with the text is said at its field when it is sent
        reading = _read(session, form)
    return beside_reading(reading, alike=alike(session, form) if reading and form.draft else ())


def beside_reading(
    reading: Reading | None, warnings: Sequence[str] = (), alike: Sequence[Alike] = ()
) -> dict[str, Any]:
    return {"reading": reading, "warnings": warnings, "alike": alike, "long": LONG}


def alike(session: Session, form: Filled) -> list[Alike]:
    """The sources that may be the one that the form adds. Reads every stored text."""
    return list_alike(session, form.value("text"), form.value("url")) if form.slug is None else []


def _read(session: Session, form: Filled, first: int = 0) -> Reading | None:
    """What the app makes of the form's text, or of the stored one; None while there is none. Raises Refused."""
    text = form.value("text") or stored_text(session, form.slug)
    if not text.strip():
        return None
    if wrong := too_long(text):
        raise Refused(wrong)
    return reading_of(text, form.value("media_type"), form.values, first)


def stored_text(session: Session, slug: str | None) -> str:
    """The text of a source as it is now; empty for a new one."""
    try:
        return str(get_newest(session, "source", slug).data["text"]) if slug else ""
    except NotFound:
        return ""


def with_stored_text(session: Session, form: Filled) -> Filled:
    """A change of a source comes without its text, which stays what it was when the form was opened."""
    if form.noun != "source" or form.slug is None or "text" in form.values:
        return form
    newest = get_newest(session, form.noun, form.slug)
    seen = max(1, min(form.made_from or 1, newest.number))
    data = get_snapshot(session, form.noun, form.slug, seen).revision.data if seen != newest.number else newest.data
    return replace(form, values={"media_type": data.get("media_type", ""), **form.values, "text": data["text"]})


def _with_new_actors(session: Session, form: Filled) -> Filled:
    """Whoever made the work and is no actor yet is proposed as a new one."""
    if form.rows("new_actors"):
        return form
    tree: dict[str, Any] = nested(form.values)
    people = [(row["actor"], "person") for row in tree.get("contributors", []) if row.get("actor")]
    people += [(tree["publisher"], "publisher")] if tree.get("publisher") else []
    values = without_list(form.values, "new_actors")
    unknown = [(name, kind) for name, kind in dict(people).items() if not _is_known(session, name)]
    for row, (name, kind) in enumerate(unknown):
        values |= {f"new_actors.{row}.name": name, f"new_actors.{row}.kind": kind}
    return replace(form, values=values)


def _is_known(session: Session, name: str) -> bool:
    return isinstance(slug_meant(session, "actor", name), str)


def _media_type(upload: Upload) -> str:
    """Raises Refused for a file that says it is no plain text, and for one that is too large."""
    if len(upload.content) > LARGEST_FILE:
        megabytes = f"{len(upload.content) / 1024 / 1024:.0f}"
        wrong = f"has {megabytes} MB, more than the {LARGEST_FILE // 1024 // 1024} MB that are taken"
        raise Refused(Complaint("file", wrong, "split the work into parts, each a source"))
    kind = upload.media_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return upload.media_type
    if kind in _UNSAID and upload.name.lower().endswith(_PLAIN):
        return "text/plain"
    wrong = f"“{upload.name[:60]}” is no plain text"
    raise Refused(Complaint("file", wrong, "save it as a .txt file, or copy its text and paste it"))
