"""Writing claims."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.entries import NewClaim
from app.errors import Complaint
from app.models import Claim, ClaimQuote, Figure, Hop, Stance, claim_actors, claim_programmes, claim_topics
from app.store.shelf import Shelf
from app.store.tallies import count_in, count_out
from app.store.writer import Writer
from app.vocabulary import ClaimStatus


def columns(entry: NewClaim, shelf: Shelf) -> dict[str, Any]:
    """The claim's own row. It is a draft until its quotes are there."""
    fields = entry.model_dump(include={"statement", "kind", "certainty", "said", "note"})
    return fields | {
        "claimant": shelf.get("actor", entry.claimant),
        "hedges": list(entry.hedges),
        "status": ClaimStatus.DRAFT,
        "dated": str(entry.said or ""),
        "first_hand": len(entry.attribution) == 1,
        "has_figures": bool(entry.figures),
    }


def rules(entry: NewClaim, shelf: Shelf) -> list[Complaint]:
    """Hedges and figures stand in the quotes, cues in the sources, and the chain ends with whoever wrote a source."""
    if not entry.quotes:
        return []  # it was withdrawn, and its words are gone
    quoted = _folded(" ".join(quote.exact for quote in entry.quotes))
    sources = {quote.source for quote in entry.quotes}
    texts = _folded(" ".join(document.text for source in sources if (document := shelf.document(source))))
    complaints = [
        _complaint(("hedges", index), f"“{hedge}” is in none of the quotes", "use the quotes’ own words")
        for index, hedge in enumerate(entry.hedges)
        if _folded(hedge) not in quoted
    ]
    complaints += [
        _complaint(
            ("figures", index, "text"), f"“{figure.text}” is in none of the quotes", "write it as the quote does"
        )
        for index, figure in enumerate(entry.figures)
        if _folded(figure.text) not in quoted
    ]
    complaints += [
        _complaint(("attribution", index, "cue"), f"“{hop.cue}” is not in the source", "use the source’s own words")
        for index, hop in enumerate(entry.attribution)
        if hop.cue and _folded(hop.cue) not in texts
    ]
    return complaints + _places_rule(entry) + _page_rule(entry, sources, shelf)


def fill(claim: Claim, entry: NewClaim, shelf: Shelf) -> None:
    """Chain, quotes, stances, figures and subjects; then the claim may be published."""
    claim.hops = [
        Hop(
            position=position,
            actor=shelf.get("actor", hop.actor),
            mode=hop.mode,
            cue=hop.cue,
            to=shelf.get("actor", hop.to) if hop.to else None,
        )
        for position, hop in enumerate(entry.attribution)
    ]
    claim.evidence = [
        ClaimQuote(position=position, quote=shelf.quote(quote)) for position, quote in enumerate(entry.quotes)
    ]
    claim.stances = [
        Stance(
            position=position,
            stance=stance.stance,
            note=stance.note,
            claimant_id=claim.claimant.id,
            **{stance.on: shelf.get(stance.on, stance.slug)},
        )
        for position, stance in enumerate(entry.stances)
    ]
    claim.figures = [Figure(position=position, **dict(figure)) for position, figure in enumerate(entry.figures)]
    claim.about = [shelf.get("actor", slug) for slug in entry.about]
    claim.programmes = [shelf.get("programme", slug) for slug in entry.programmes]
    claim.topics = [shelf.get("topic", slug) for slug in entry.topics]
    claim.status = entry.status
    published = shelf.get("source", entry.quotes[0].source).published if entry.quotes else None
    claim.dated = str(entry.said or published or "")
    shelf.session.flush()
    copy_dates(shelf.session, claim.id)
    count_in(shelf.session, claim.id)


def leave(claim: Claim, shelf: Shelf) -> None:
    """What a claim said before it is written anew no longer counts."""
    count_out(shelf.session, claim.id)


def copy_dates(session: Session, *claim_ids: int) -> None:
    """Give the links of these claims the claims' own dates, as long as the claims are public."""
    tables: tuple[Any, ...] = (claim_actors, claim_programmes, claim_topics, Stance.__table__)
    for links in tables:
        public = (Claim.id == links.c.claim_id, Claim.status == ClaimStatus.PUBLISHED)
        of_claim = select(Claim.dated).where(*public).scalar_subquery()
        session.execute(update(links).where(links.c.claim_id.in_(claim_ids)).values(dated=of_claim))


def _places_rule(entry: NewClaim) -> list[Complaint]:
    places = [(quote.source, quote.start, quote.exact) for quote in entry.quotes]
    return [
        _complaint(("quotes", index), f"“{exact[:60]}” is quoted twice", "take one out")
        for index, (source, start, exact) in enumerate(places)
        if (source, start, exact) in places[:index]
    ]


def _page_rule(entry: NewClaim, sources: set[str], shelf: Shelf) -> list[Complaint]:
    known = [record for source in sources if (record := shelf.find("source", source))]
    writers = {person.actor.slug for record in known for person in record.contributors}
    last = entry.attribution[-1].actor
    if last in writers:
        return []
    place = ("attribution", len(entry.attribution) - 1, "actor")
    wrong = f"{last} neither wrote nor published the quoted source"
    return [_complaint(place, wrong, f"end the chain with one of: {', '.join(sorted(writers)) or 'nobody yet'}")]


def _complaint(path: tuple[str | int, ...], wrong: str, cure: str) -> Complaint:
    return Complaint(".".join(map(str, path)), wrong, cure, path)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


WRITER = Writer(Claim, columns, parts=("hops", "evidence", "stances", "figures"), rules=rules, fill=fill, leave=leave)
