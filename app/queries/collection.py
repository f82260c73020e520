"""Records picked by hand, in the order in which they were picked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload

from app.models import Claim, Contributor, Redirect, Source
from app.queries.claims import CARD
from app.vocabulary import ClaimStatus

Named = tuple[str, str]  # noun and slug
_PUBLIC = Claim.status.in_((ClaimStatus.PUBLISHED, ClaimStatus.WITHDRAWN))
_MAKERS = (selectinload(Source.contributors).joinedload(Contributor.actor), raiseload("*"))


@dataclass(frozen=True, slots=True)
class Picked:
    """The claims and sources that were found, in their order, and the names of those that were not."""

    records: Sequence[tuple[Named, Claim | Source]]
    missing: Sequence[Named]

    @property
    def claims(self) -> list[Claim]:
        return [record for _, record in self.records if isinstance(record, Claim)]

    @property
    def sources(self) -> list[Source]:
        return [record for _, record in self.records if isinstance(record, Source)]


def list_picked(session: Session, names: Sequence[Named], options: Any = CARD) -> Picked:
    """The claims and sources of these names, old slugs included; a claim that is not public counts as missing."""
    found = _found(session, names, options)
    lost = [name for name in names if name not in found]
    if lost:
        found |= _under_old_slugs(session, lost, options)
    records = [(name, found[name]) for name in names if name in found]
    return Picked(records, [name for name in names if name not in found])


def _found(session: Session, names: Iterable[Named], options: Any) -> dict[Named, Claim | Source]:
    claims = select(Claim).where(Claim.slug.in_([slug for noun, slug in names if noun == "claim"]), _PUBLIC)
    sources = select(Source).where(Source.slug.in_([slug for noun, slug in names if noun == "source"]))
    found: dict[Named, Claim | Source] = {
        ("claim", claim.slug): claim for claim in session.scalars(claims.options(*options)).unique()
    }
    return found | {("source", source.slug): source for source in session.scalars(sources.options(*_MAKERS))}


def _under_old_slugs(session: Session, lost: list[Named], options: Any) -> dict[Named, Claim | Source]:
    """The records that have moved, under the slugs they had."""
    new: dict[Named, Named] = {}
    for noun, model in (("claim", Claim), ("source", Source)):
        slugs = [slug for one, slug in lost if one == noun]
        moved = select(Redirect.slug, model.slug).join(model, model.id == Redirect.record_id)
        rows = session.execute(moved.where(Redirect.noun == noun, Redirect.slug.in_(slugs))) if slugs else ()
        new |= {(noun, old): (noun, slug) for old, slug in rows}
    records = _found(session, list(new.values()), options) if new else {}
    return {old: records[name] for old, name in new.items() if name in records}
