"""A Reference in, its words in another program's format out: BibTeX, BibLaTeX, RIS, CSL-JSON, any CSL style. Pure."""

from app.citations.citekeys import key, keys
from app.citations.csl_json import csl
from app.citations.formats import FORMATS, Format
from app.citations.references import Name, Reference

__all__ = ["FORMATS", "Format", "Name", "Reference", "csl", "key", "keys"]
