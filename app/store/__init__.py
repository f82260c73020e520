"""The verbs that write. They flush and never commit: whoever opened the session commits once."""

from app.store.records import Edit, add, revise, withdraw

__all__ = ["Edit", "add", "revise", "withdraw"]
