"""Forms: what was typed, made into entries; and entries made into what a form shows.

A field of a form bears the path of its value in the entry, with dots: `quotes.0.exact`. So whatever is wrong with a
part of the entry stands beside the field it came from.
"""

from app.web.forms.filled import Filled
from app.web.forms.shapes import from_entry
from app.web.forms.understanding import entries_of
from app.web.forms.values import Values, compacted, flattened, nested, values_of, with_row, without_row

__all__ = [
    "Filled",
    "Values",
    "compacted",
    "entries_of",
    "flattened",
    "from_entry",
    "nested",
    "values_of",
    "with_row",
    "without_row",
]
