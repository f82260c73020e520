"""Giving the records that an entry names other slugs, as after a merge; what is then said twice is said once."""

from collections.abc import Callable, Hashable, Iterable
from itertools import groupby
from typing import Any, TypeVar

from pydantic import ValidationError

from app.entries.actors import NewActor
from app.entries.claims import NewClaim, NewHop, NewStance
from app.entries.complaints import complaints_of
from app.entries.programmes import NewProgramme
from app.entries.sources import NewSource
from app.entries.text import AnEntry, references, replaced
from app.errors import Refused
from app.vocabulary import ContributorRole, Mode, StanceValue

Thing = TypeVar("Thing", bound=Hashable)


def with_names(entry: AnEntry, now: Callable[[str, str], str]) -> AnEntry:
    """The entry with each slug that it names as `now` (noun, slug) gives it; itself if none is another.

    Raises Refused where it then breaks a rule of entries that folding cannot mend.
    """
    changed = entry
    for reference in references(entry):
        slug = now(reference.noun, reference.slug)
        if slug != reference.slug:
            changed = replaced(changed, reference.path, slug)
    if changed is entry:
        return entry
    try:
        return type(entry).model_validate(folded(changed).canonical())
    except ValidationError as error:
        raise Refused(*complaints_of(error, type(entry))) from None


def folded(entry: Any) -> Any:
    """The entry with nothing named twice and nothing that leads to itself."""
    match entry:
        case NewClaim():
            once = {field: _once(getattr(entry, field)) for field in ("about", "programmes", "topics")}
            return entry.model_copy(
                update={**once, "stances": _stances(entry.stances), "attribution": _chain(entry.attribution)}
            )
        case NewSource():
            others = (one for one in entry.contributors if (one.actor, one.role) != _publisher(entry))
            return entry.model_copy(update={"contributors": _once(others)})
        case NewProgramme():
            related = {(one.kind, one.programme): one for one in reversed(entry.related) if one.programme != entry.key}
            return entry.model_copy(update={"related": tuple(reversed(related.values()))})
        case NewActor():
            offices = (
                one.model_copy(update={"organisation": None}) if one.organisation == entry.key else one
                for one in entry.affiliations
            )
            return entry.model_copy(update={"affiliations": _once(offices)})
        case _:
            return entry


def merged_stance(stances: Iterable[NewStance]) -> NewStance:
    """Several stances of one claim on one target as one: the same, or mixed with a note that says of what."""
    first, *rest = stances
    values = list(dict.fromkeys(one.stance for one in (first, *rest)))
    notes = list(dict.fromkeys(one.note for one in (first, *rest) if one.note))
    if len(values) > 1:
        notes.append(f"Put together from {' and '.join(value.label for value in values)}.")
    stance = values[0] if len(values) == 1 else StanceValue.MIXED
    return first.model_copy(update={"stance": stance, "note": " ".join(notes) or None})


def _once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(things))


def _publisher(entry: NewSource) -> tuple[str | None, ContributorRole]:
    return entry.publisher, ContributorRole.PUBLISHER


def _stances(stances: Iterable[NewStance]) -> tuple[NewStance, ...]:
    by_target: dict[tuple[str, str], list[NewStance]] = {}
    for one in stances:
        by_target.setdefault((one.on, one.slug), []).append(one)
    return tuple(merged_stance(some) for some in by_target.values())


def _chain(hops: Iterable[NewHop]) -> tuple[NewHop, ...]:
    """The chain without steps from an actor to itself; the step onto the page is the one that stays."""
    chain = []
    for actor, several in groupby(hops, key=lambda hop: hop.actor):
        some = list(several)
        kept = some[-1] if some[-1].mode is Mode.OWN_VOICE else some[0]
        cue = kept.cue or next((hop.cue for hop in some if hop.cue), None)
        to = next((hop.to for hop in some if hop.to and hop.to != actor), None)
        chain.append(kept.model_copy(update={"cue": cue, "to": to}))
    return tuple(chain)
