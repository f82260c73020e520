"""Bytes in, a Document out: text, blocks, stated metadata; and finding a quote again in a text."""

from app.documents.anchoring import Anchoring, anchor, nearest, places, prefix_of, suffix_of
from app.documents.blocks import Block, Stated
from app.documents.document import Document
from app.documents.reading import read

__all__ = [
    "Anchoring",
    "Block",
    "Document",
    "Stated",
    "anchor",
    "nearest",
    "places",
    "prefix_of",
    "read",
    "suffix_of",
]
