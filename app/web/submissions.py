"""What was sent to be written: a form or a JSON body, read once and within bounds."""

import json
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from app.errors import TooLarge, Unreadable
from app.web.numbers import number_in

JSON: Final = "application/json"
LARGEST: Final = 48 * 1024 * 1024  # bytes: a text of 20 million characters with every field around it
MOST_FIELDS: Final = 10_000
# What may be half a character, escaped or in bytes, which Python's reader of JSON lets through.
_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Submission:
    """Either the fields of a form in their order, with its files, or the value of a JSON body.

    Of several files in one field the second is `file.1`, the third `file.2`, and so on.
    """

    fields: tuple[tuple[str, str], ...] = ()
    files: dict[str, Upload] = field(default_factory=dict)
    json: Any = None
    is_json: bool = False

    def get(self, name: str) -> str:
        """The last value of a field, without white space around it; empty if it is not there."""
        return self.typed(name).strip()

    def typed(self, name: str) -> str:
        """The same just as it was typed."""
        return next((value for key, value in reversed(self.fields) if key == name), "")

    def number(self, name: str) -> int | None:
        """The whole number in a field; None if that is not what is there."""
        return number_in(self.get(name))


async def read_submission(request: Request) -> Submission:
    """Raises TooLarge and Unreadable. Whatever else is wrong with it is for whoever reads its fields to say."""
    _refuse_large(request)
    submission = await _read(request, media_type_of(request))
    request.state.submission = submission  # an error page gives back what was typed
    return submission


def media_type_of(request: Request) -> str:
    """Of what was sent, without parameters; empty if it does not say."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def forms_only(request: Request) -> None:
    """For addresses that are for people alone, where JSON would be taken for an empty form. Raises Unreadable."""
    if request.method == "POST" and media_type_of(request) == JSON:
        raise Unreadable("This address takes forms, not JSON.")


SubmissionDep = Annotated[Submission, Depends(read_submission)]


async def _read(request: Request, kind: str) -> Submission:
    match kind:
        case _ if kind == JSON:
            return Submission(json=_json(await request.body()), is_json=True)
        case "multipart/form-data":
            return await _parts(request)
        case "application/x-www-form-urlencoded":
            return Submission(_pairs(await request.body()))
        case _ if not await request.body():
            return Submission()
        case _:
            raise Unreadable("This address takes forms and application/json.")


def _refuse_large(request: Request) -> None:
    """Before anything is read: the server holds who sends it to the length that they give."""
    length = request.headers.get("content-length")
    if length is None and "transfer-encoding" in request.headers:
        raise Unreadable("Say how long this is: send it with a Content-Length.")
    if length is not None and ((size := number_in(length)) is None or size > LARGEST):
        raise TooLarge(f"This is more than the {LARGEST // 1024 // 1024} MB that are taken at once. Send less.")


def _json(body: bytes) -> Any:
    try:
        value = json.loads(body)
        if _HALF.search(body):
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except (ValueError, RecursionError):  # bad UTF-8 is a ValueError too
        raise Unreadable("This is not JSON in UTF-8.") from None


def _pairs(body: bytes) -> tuple[tuple[str, str], ...]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Unreadable("This form is not in UTF-8.") from None
    except ValueError:
        raise TooLarge(f"This form has more than {MOST_FIELDS:,} fields.") from None
    return tuple((name, _lines(value)) for name, value in pairs)


async def _parts(request: Request) -> Submission:
    _refuse_strange_boundary(request.headers["content-type"])
    fields: list[tuple[str, str]] = []
    files: dict[str, Upload] = {}
    async with request.form(max_fields=MOST_FIELDS, max_part_size=LARGEST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                upload = Upload(value.filename or "", value.content_type or "", await value.read())
                if upload.content:
                    files[name if name not in files else f"{name}.{len(files)}"] = upload
            else:
                fields.append((name, _lines(value)))
    return Submission(tuple(fields), files)


def _refuse_strange_boundary(content_type: str) -> None:
    message = Message()
    message["content-type"] = content_type
    if not message.get_param("boundary"):
        raise Unreadable("This form does not say where its parts end.")


def _lines(value: str) -> str:
    """Browsers send the line ends of text fields as carriage return and line feed."""
    return value.replace("\r\n", "\n").replace("\r", "\n")
