"""What records are called, by their number: of all nouns in one statement."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from app.db import among
from app.models import Actor, Programme, Proposition, Source, Topic
from app.queries.cards import Named

_NOUNS: dict[str, tuple[Any, Any]] = {
    "actor": (Actor, Actor.name),
    "programme": (Programme, Programme.name),
    "topic": (Topic, Topic.name),
    "proposition": (Proposition, Proposition.sentence),
    "source": (Source, Source.short),
}
_NAMES = union_all(
    *(
        select(literal(noun), model.id, model.slug, name).where(among(model.id, f"{noun}_ids"))
        for noun, (model, name) in _NOUNS.items()
    )
)

Names = dict[tuple[str, int], Named]


def named(session: Session, wanted: Mapping[str, Iterable[int | str]]) -> Names:
    """These records, by noun and number."""
    asked = {f"{noun}_ids": f"[{','.join(map(str, wanted.get(noun, ())))}]" for noun in _NOUNS}
    rows = session.connection().execute(_NAMES, asked)
    return {(noun, number): Named(noun, slug, name) for noun, number, slug, name in rows}
