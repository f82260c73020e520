"""The verbs that write. They flush and never commit: whoever opened the session commits once."""

from app.store.found_again import FoundAgain, preview_text
from app.store.merging import Affected, merge, preview_merge
from app.store.moving import move_claims
from app.store.records import add, revise
from app.store.renaming import rename
from app.store.restoring import reinstate, restore, withdraw
from app.store.revisions import Edit
from app.store.texts import replace_text
from app.store.unmerging import LeftAsItIs, undo_merge

__all__ = [
    "Affected",
    "Edit",
    "FoundAgain",
    "LeftAsItIs",
    "add",
    "merge",
    "move_claims",
    "preview_merge",
    "preview_text",
    "reinstate",
    "rename",
    "replace_text",
    "restore",
    "revise",
    "undo_merge",
    "withdraw",
]
