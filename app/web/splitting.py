"""What a split of a topic or a proposition must say, and carrying it out."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app import store
from app.entries import ENTRIES, Entry
from app.entries.complaints import complaints_of
from app.entries.text import SLUG
from app.errors import Complaint, NotFound, Refused
from app.queries.naming import slug_meant, slug_now
from app.queries.newest import get_newest
from app.store import Edit
from app.web.forms import Filled
from app.web.forms.keys import free_key

# What a new record of the noun is made from: what it is called, and what it means.
PARTS: Final = {"topic": ("name", "definition"), "proposition": ("sentence", "scope")}


def rules(session: Session, form: Filled, claims: Sequence[str]) -> list[Complaint]:
    """What is wrong with the choice of claims, or with where they are to go: `into` another record, or a new one."""
    wrong = [] if claims else [Complaint("claims", "are none", "tick the claims that are to move")]
    wrong += [
        Complaint("claims", f"“{slug[:60]}” is no claim", "take it out")
        for slug in claims
        if not SLUG.fullmatch(slug) or slug_now(session, "claim", slug) is None
    ]
    if form.value("into"):
        return [*wrong, *_target_rules(session, form)]
    try:
        _new(form)
    except Refused as refused:
        name, meaning = PARTS[form.noun]
        if not form.value(name) and not form.value(meaning):
            cure = f"name the {form.noun} that they move to, or write a new one"
            return [*wrong, Complaint("into", "is empty", cure)]
        wrong += refused.complaints
    return wrong


def _target_rules(session: Session, form: Filled) -> list[Complaint]:
    name, _ = PARTS[form.noun]
    if form.value(name):
        return [Complaint("into", "is given and so is a new one", "keep one of the two")]
    meant = slug_meant(session, form.noun, form.value("into"))
    if isinstance(meant, str):
        same = Complaint("into", f"is the {form.noun} that they are in", "name another")
        return [same] if meant == form.slug else []
    cure = f"did you mean {' or '.join(meant)}?" if meant else "correct the name"
    return [Complaint("into", f"no {form.noun} is called “{form.value('into')[:80]}”", cure)]


def _key(session: Session, form: Filled) -> str:
    name, _ = PARTS[form.noun]
    return free_key(form.noun, form.value(name), lambda noun, slug: slug_now(session, noun, slug) is not None)


def _new(form: Filled, key: str = "x", **more: Any) -> Entry:
    """The new record that the form describes. Raises Refused."""
    model = ENTRIES[form.noun]
    fields = {name: form.value(name) for name in PARTS[form.noun] if form.value(name)}
    try:
        return model.model_validate({"key": key, **fields, **more})
    except ValidationError as error:
        raise Refused(*complaints_of(error, model)) from None


def move(session: Session, form: Filled, claims: Sequence[str], edit: Edit) -> tuple[str, int]:
    """Where the claims went, and how many."""
    noun, slug = form.noun, str(form.slug)
    if into := form.value("into"):
        meant = slug_meant(session, noun, into)
        if not isinstance(meant, str):
            raise NotFound(noun, into)
        other = meant
    else:
        more = {"topic": topic} if (topic := get_newest(session, noun, slug).data.get("topic")) else {}
        other = str(store.add(session, _new(form, _key(session, form), **more), edit).slug)
    return other, len(store.move_claims(session, noun, slug, other, claims, edit))
