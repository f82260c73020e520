"""Text and addresses as every format can carry them: one line, no control characters, no character a URL forbids."""

import re
from typing import Final

# Control characters, line and paragraph separators, halves of surrogate pairs, the two that no XML may hold.
_UNFIT: Final = re.compile("[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_PRINTABLE: Final = bytes(range(0x20, 0x7F))  # of ASCII
# RFC 3986 allows none of these in a URL, and braces and backslashes break BibTeX.
_NOT_IN_URLS: Final = re.compile(r"""[\s{}\\^|"<>`]""")
_FINE_IN_URLS: Final = bytes(code for code in range(0x21, 0x7F) if not _NOT_IN_URLS.match(chr(code)))  # of ASCII


def one_line(text: str) -> str:
    """The text with each run of blanks, line breaks and control characters as one space; other characters stay."""
    # Of bytes it is known three times as quickly as of letters whether they are printable.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)
    if "  " in text or (rest and not rest.decode("utf-8", "surrogatepass").isprintable()):
        text = _UNFIT.sub(" ", text)
    return text.strip()


def address(url: str) -> str:
    """The URL with what RFC 3986 forbids percent-encoded; letters of any script and what is encoded already stay."""
    if url.encode("utf-8", "surrogatepass").translate(None, _FINE_IN_URLS):
        return _NOT_IN_URLS.sub(_encoded, one_line(url))
    return url


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
