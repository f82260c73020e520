"""The quotes of a form, each found in its source: at its one place, at several, or not; then what is nearest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.documents import anchor, nearest, places
from app.errors import Complaint
from app.models import Source
from app.web.evidence import surroundings
from app.web.forms.filled import Filled
from app.web.forms.steps import set_
from app.web.numbers import number_in

MOST_SHOWN: Final = 12  # places of the same words to choose from
ALIKE: Final = 45  # of 100: words less alike than this are not worth showing
LONGEST: Final = 20_000  # characters of a quote

Sources = Callable[[str], Source | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a source with the words around it, [start, stop) in code points."""

    source: Source
    start: int
    stop: int
    before: str
    after: str

    @property
    def words(self) -> str:
        return self.source.text[self.start : self.stop]

    @property
    def path(self) -> str:
        """Its place in the reader (RFC 5147)."""
        return f"/sources/{self.source.slug}#char={self.start},{self.stop}"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the words of one quote stand: at `spot`; or at one of `choices`; or nowhere, and `near` is most like them.

    `wrote` is what was typed, where the source has the same words with other signs, which the form then shows.
    """

    spot: Spot | None = None
    choices: tuple[Spot, ...] = ()
    count: int = 1
    near: Spot | None = None
    take: str = ""  # the step that puts the nearest words into the form
    wrote: str = ""


def placed(form: Filled, source_of: Sources) -> tuple[Filled, dict[str, Placed]]:
    """The form with the source's own words and the start of each quote that has one place; and where each stands.

    Quotes are told by their paths, such as `quotes.0`. One without words, or of an unknown source, is left out.
    """
    values, found = dict(form.values), {}
    for path in [name.removesuffix(".exact") for name in form.values if name.endswith(".exact")]:
        words, source = form.value(f"{path}.exact").strip(), source_of(form.value(f"{path}.source"))
        if not words:  # a quote that was taken out leaves no place behind
            values |= {f"{path}.{name}": "" for name in ("start", "prefix", "suffix") if f"{path}.{name}" in values}
        if not words or source is None or len(words) > LONGEST:
            continue
        one = found[path] = _place(form, path, words, source)
        if one.spot:
            values |= {f"{path}.exact": one.spot.words, f"{path}.start": str(one.spot.start)}
        else:
            values[f"{path}.start"] = ""
    return replace(form, values=values), found


def misplaced(found: Mapping[str, Placed]) -> list[Complaint]:
    """What is wrong with the quotes that have no one place."""
    return [_complaint(path, one) for path, one in found.items() if one.spot is None]


def is_rewritten(found: Mapping[str, Placed]) -> bool:
    """Whether a quote was typed with other signs than the source has."""
    return any(one.wrote for one in found.values())


def _place(form: Filled, path: str, words: str, source: Source) -> Placed:
    text, start = source.text, number_in(form.value(f"{path}.start"))
    found = places(text, words)
    if not found:
        near = nearest(text, words)
        if near.score < ALIKE:
            return Placed()
        spot = _spot(source, near.start, near.stop)
        return Placed(near=spot, take=set_({f"{path}.exact": spot.words, f"{path}.start": str(spot.start)}))
    chosen = _chosen(form, path, words, start, found, text)
    if chosen is None:
        shown = sorted(found, key=lambda place: abs(place[0] - (start or 0)))[:MOST_SHOWN]
        return Placed(choices=tuple(_spot(source, *place) for place in sorted(shown)), count=len(found))
    spot = _spot(source, *chosen)
    # White space at a line's end is nobody's words; other signs are for the editor to see.
    same = " ".join(spot.words.split()) == " ".join(words.split())
    return Placed(spot=spot, wrote="" if same else words)


def _chosen(
    form: Filled, path: str, words: str, start: int | None, found: list[tuple[int, int]], text: str
) -> tuple[int, int] | None:
    """The one place, or the one that is meant: where it was, just beside it, or between the given words."""
    if len(found) == 1:
        return found[0]
    if start is not None:
        close = [place for place in found if abs(place[0] - start) <= len(words)]
        exact = [place for place in close if place[0] == start]
        if len(exact or close) == 1:
            return (exact or close)[0]
    prefix, suffix = form.value(f"{path}.prefix"), form.value(f"{path}.suffix")
    if prefix or suffix:
        told = anchor(text, words, prefix=prefix, suffix=suffix)
        return None if told.note else (told.start, told.stop)
    return None


def _spot(source: Source, start: int, stop: int) -> Spot:
    return Spot(source, start, stop, *surroundings(source.text, source.blocks, start, stop))


def _complaint(path: str, one: Placed) -> Complaint:
    field = f"{path}.exact"
    if one.choices:
        wrong, cure = f"these words stand at {one.count} places in the source", "choose which is meant"
    elif one.near:
        wrong = f"these words are not in the source; the nearest are “{_short(one.near.words)}”"
        cure = "take those, or copy the words exactly"
    else:
        wrong, cure = "these words are not in the source, nor any like them", "copy them exactly, or correct the source"
    return Complaint(field, wrong, cure)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 200 else f"{words[:199].rstrip()}…"
