"""Paths of this site that a form names: where to go on when it is done."""

import re
from typing import Final

# Neither `//elsewhere` nor `/\elsewhere`, which browsers take for the same.
_OWN: Final = re.compile(r"/(?![/\\])[^\s\\#]*")


def own_path(given: str, otherwise: str = "/") -> str:
    """The path with its query, if it is one of ours."""
    own = _OWN.match(given[:16_000])
    return own[0] if own else otherwise
