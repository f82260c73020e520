"""The way in: bytes of a stated media type become a Document."""

import re
from collections.abc import Callable

from app.documents.blocks import Block
from app.documents.decoding import decode
from app.documents.document import Document
from app.documents.metadata import metadata_of
from app.documents.plain_text import blocks_of
from app.errors import Complaint, Refused

# A reader a media type: from decoded text to its blocks.
_READERS: dict[str, Callable[[str], tuple[Block, ...]]] = {"text/plain": blocks_of}
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


def read(data: bytes, media_type: str = "text/plain") -> Document:
    """The document in these bytes; the media type may carry a charset (`text/plain; charset=utf-16`).

    Raises Refused for a media type without a reader, empty text, NUL characters and binary data.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in _READERS:
        wrong = f"documents of type “{kind[:60]}” cannot be read"
        raise Refused(Complaint("media_type", wrong, f"send one of: {', '.join(_READERS)}"))
    charset = _CHARSET.search(media_type)
    decoded = decode(data, charset[1] if charset else "")
    blocks = _READERS[kind](decoded.text)
    return Document(decoded.text, blocks, metadata_of(decoded.text, blocks), decoded.encoding, decoded.warnings)
