"""Moving claims from one topic or proposition to another, as when one is split."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.entries.naming import with_names
from app.errors import Complaint, Refused
from app.models import Claim
from app.store.records import revise
from app.store.revisions import Edit, entry_of
from app.store.shelf import Shelf
from app.store.turns import take_turn


def move_claims(session: Session, noun: str, one: str, other: str, claims: Sequence[str], edit: Edit) -> list[Claim]:
    """Have these claims name the other topic or proposition instead of the one. Raises Refused."""
    if noun not in ("topic", "proposition"):
        raise Refused(Complaint("noun", f"claims cannot be moved between {noun}s", "choose topics or propositions"))
    take_turn(session)
    shelf = Shelf(session)
    old, new = shelf.get(noun, one).slug, shelf.get(noun, other).slug
    moved = []
    for slug in dict.fromkeys(claims):
        claim = shelf.get("claim", slug)
        entry = shelf.current(entry_of(session, claim))
        changed = with_names(entry, lambda named, slug: new if (named, slug) == (noun, old) else slug)
        if changed is entry:
            wrong = f"the claim “{slug}” does not name the {noun} “{old}”"
            raise Refused(Complaint("claims", wrong, "take it out of the list", ("claims",)))
        revise(session, claim, changed, edit, claim.revision, shelf)
        moved.append(claim)
    return moved
