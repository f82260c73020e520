"""From bytes to text, saying how sure that is."""

import codecs
from dataclasses import dataclass
from typing import NoReturn

from app.errors import Complaint, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What documents on the web and in mail come in. Left to all the encodings it knows, a guess finds old Macintoshes.
_GUESSED = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1257", "koi8_r", "shift_jis", "euc_jp", "euc_kr", "big5", "gb18030",
]  # fmt: skip
_NAMES = {"cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253"}
_MOST_CONTROL_CHARACTERS = 0.005  # share of all characters


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line ends as \\n and no byte order mark, and the encoding it was in."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, charset: str = "") -> Decoded:
    """By byte order mark, then as declared, then strict UTF-8, then by a guess that leaves a warning.

    Raises Refused for empty text, NUL characters and bytes that are no text.
    """
    decoded = _by_mark(data) or _as_declared(data, charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_what_is_no_text(text)
    return Decoded(text, decoded.encoding, decoded.warnings)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return Decoded(text, encoding) if text is not None else None
    return None


def _as_declared(data: bytes, charset: str) -> Decoded:
    codec = _codec(charset)
    text = _strictly(data, codec) if codec else None
    if text is not None:
        return Decoded(text.removeprefix("\ufeff"), _name(codec))
    warning = (f"The text was declared as {charset[:40]}, but is not.",) if charset else ()
    text = _strictly(data, "utf-8")
    return Decoded(text, "utf-8", warning) if text is not None else _guessed(data, warning)


def _codec(charset: str) -> str:
    """Python's name of a declared encoding; empty if it knows none.

    Browsers read ISO 8859-1 as Windows-1252, because what is declared so mostly is (WHATWG Encoding, section 4.2).
    """
    try:
        name = codecs.lookup(charset).name if charset else ""
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "utf-8"}.get(name, name)


def _name(codec: str) -> str:
    return _NAMES.get(codec, codec.replace("_", "-"))


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):  # LookupError: a codec such as base64, which makes no text
        return None


def _guessed(data: bytes, warnings: tuple[str, ...]) -> Decoded:
    # Imported here: it takes longer than reading a document, and most are UTF-8.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data, cp_isolation=_GUESSED))
    if not matches:
        _refuse("is neither UTF-8 nor in any other encoding that was tried", "save it as UTF-8 text")
    best = matches[0]
    equal = {best.encoding, *best.could_be_from_charset}
    equal |= {match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)}
    codec = "cp1252" if "cp1252" in equal else best.encoding
    warning = f"The encoding is not known; {_name(codec)} is a guess. Look at accents and quotation marks."
    return Decoded(data.decode(codec, errors="replace"), _name(codec), (*warnings, warning))


def _refuse_what_is_no_text(text: str) -> None:
    if not text.strip():
        _refuse("is empty", "send a document that has text")
    if "\0" in text:
        _refuse("has NUL characters", "save it as UTF-8 text")
    control = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 32), *range(127, 160)))
    if control > _MOST_CONTROL_CHARACTERS * len(text):
        _refuse("is not text but binary data", "save it as UTF-8 text")


def _refuse(wrong: str, cure: str) -> NoReturn:
    raise Refused(Complaint("document", wrong, cure))
