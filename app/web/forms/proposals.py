"""What the words of a claim’s quotes propose for its form. It is not in the form until an editor takes it over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.documents.dates import dates_in
from app.extraction.figures import FoundFigure, figures
from app.extraction.hedging import hedges
from app.extraction.mentions import Mention
from app.extraction.sentences import Span
from app.extraction.speakers import Speaker, speakers
from app.models import Source
from app.vocabulary import Certainty, ContributorRole, Mode
from app.web.evidence import block_at
from app.web.forms.filled import Filled
from app.web.forms.placing import Spot
from app.web.forms.steps import put, set_
from app.web.forms.values import nested, rows_of

MOST: Final = 8  # of one kind
EARLIER: Final = 2_500  # code points before a block in which “he” may have been named

Mentions = Callable[[str, int, int], Sequence[Mention]]  # in a stretch of a text
Called = Callable[[str, str], str]  # the name of the record with this noun and slug


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a button says, what it does to the form, and why it is proposed."""

    label: str
    step: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    claimants: Sequence[Proposal] = field(default=())
    said: Sequence[Proposal] = field(default=())
    hedges: Sequence[Proposal] = field(default=())
    programmes: Sequence[Proposal] = field(default=())
    about: Sequence[Proposal] = field(default=())
    figures: Sequence[Proposal] = field(default=())


def proposals(form: Filled, spots: Sequence[Spot], mentions: Mentions, called: Called) -> Proposals:
    """What the places of the quotes propose, without what the form holds already."""
    named = [(one, mention) for one in spots for mention in mentions(one.source.text, one.start, one.stop)]
    return Proposals(
        claimants=[] if form.value("claimant").strip() else _claimants(spots, mentions, called),
        said=[] if form.value("said").strip() else _dates(spots),
        hedges=_hedges(form, spots),
        programmes=_named(form, "programmes", "programme", (mention for _, mention in named), called),
        about=_named(form, "about", "actor", (mention for _, mention in named), called),
        figures=_figures(form, spots),
    )


def writers_of(source: Source) -> list[str]:
    """The slugs of those in whose own voice it speaks: its authors, or if it names none its publisher."""
    authors = [actor.slug for actor in source.authors]
    return authors or [actor.slug for actor in source.made_by(ContributorRole.PUBLISHER)]


def _claimants(spots: Sequence[Spot], mentions: Mentions, called: Called) -> list[Proposal]:
    """Whoever is said to say it, then whoever wrote it; each with the whole way to the page."""
    found: dict[str, Proposal] = {}
    for spot in spots:
        writers = writers_of(spot.source)
        for speaker in _speakers(spot, mentions):
            if speaker.slug not in writers:
                name = called("actor", speaker.slug)
                step = set_(_chain(name, called("actor", writers[0]) if writers else "", speaker))
                found.setdefault(speaker.slug, Proposal(name, step, f"“{speaker.cue}” stands beside the name"))
        for slug in writers:
            name = called("actor", slug)
            found.setdefault(slug, Proposal(name, set_(_chain(name, name)), "in the own voice of the source"))
    return list(found.values())[:MOST]


def _chain(claimant: str, writer: str, speaker: Speaker | None = None) -> dict[str, str]:
    fields = {"-attribution": "", "claimant": claimant}
    row = 0
    if speaker:
        fields |= {"attribution.0.actor": claimant, "attribution.0.mode": speaker.mode.value}
        fields |= {"attribution.0.cue": speaker.cue}
        row = 1
    return fields | {f"attribution.{row}.actor": writer, f"attribution.{row}.mode": Mode.OWN_VOICE.value}


def _speakers(spot: Spot, mentions: Mentions) -> list[Speaker]:
    block = block_at(spot.source.blocks, spot.start)
    if block is None:
        return []
    within = Span(max(0, block.start - EARLIER), max(block.stop, spot.stop))
    names = mentions(spot.source.text, within.start, within.stop)
    return speakers(spot.source.text, Span(spot.start, spot.stop), within, names)


def _dates(spots: Sequence[Spot]) -> list[Proposal]:
    """Days that the sentences around the quotes name."""
    found = {
        str(one.date): Proposal(one.date.in_words, set_({"said": str(one.date)}))
        for spot in spots
        for one in dates_in(spot.before + spot.words + spot.after)
    }
    return list(found.values())[:MOST]


def _hedges(form: Filled, spots: Sequence[Spot]) -> list[Proposal]:
    known = [line.strip().casefold() for line in form.value("hedges").split("\n") if line.strip()]
    found = dict.fromkeys(words for spot in spots for words in hedges(spot.words))
    return [
        Proposal(words, set_({"+hedges": words, "certainty": Certainty.HEDGED.value}))
        for words in found
        if words.casefold() not in known
    ][:MOST]


def _named(form: Filled, name: str, noun: str, mentions: Iterable[Mention], called: Called) -> list[Proposal]:
    held = {form.value(f"{name}.{row}").strip().casefold() for row in rows_of(form.values, name)}
    held |= {form.value("claimant").strip().casefold()} if noun == "actor" else set()
    slugs = dict.fromkeys(one.slug for one in mentions if one.noun == noun)
    names = [(slug, called(noun, slug)) for slug in slugs]
    free = [text for slug, text in names if slug not in held and text.casefold() not in held]
    return [Proposal(text, put(name, line=text)) for text in free][:MOST]


def _figures(form: Filled, spots: Sequence[Spot]) -> list[Proposal]:
    held = {" ".join(str(row.get("text", "")).split()) for row in _rows(form, "figures")}
    found = [one for spot in spots for one in figures(spot.words) if " ".join(one.text.split()) not in held]
    return [Proposal(one.text, put("figures", **_fields(one))) for one in found][:MOST]


def _fields(figure: FoundFigure) -> dict[str, str]:
    numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {
        "text": figure.text,
        **{name: f"{number:.15g}" for name, number in numbers.items() if number is not None},
        "unit": figure.unit,
        "currency": figure.currency,
        "scale": figure.scale,
        "qualifier": figure.qualifier.value if figure.qualifier else "",
        "period": figure.period,
    }


def _rows(form: Filled, name: str) -> list[dict[str, str]]:
    rows = nested(form.values).get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
