"""Proving over the whole base what always holds (the invariants of the design)."""

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from sqlalchemy import ForeignKeyConstraint, Select, func, select, true
from sqlalchemy.orm import Session, aliased, raiseload, selectinload, undefer

from app.entries import ENTRIES
from app.entries.text import references
from app.models import Base, Claim, ClaimQuote, Contributor, Hop, Quote, Redirect, Revision, Source
from app.models.nouns import NOUNS, RECORDS
from app.queries import copies
from app.queries.agreement import disagreeing
from app.vocabulary import ClaimStatus, Mode


def failures(session: Session) -> Iterator[str]:
    """One sentence for each thing that does not hold."""
    for check in CHECKS:
        yield from check(session)


def _quotes_are_verbatim(session: Session) -> Iterator[str]:
    for source in session.scalars(_with_text()):
        for quote in source.quotes:
            if source.text[quote.start : quote.stop] != quote.exact:
                place = f"{source.slug} at {quote.start}–{quote.stop}"
                yield f"Quote {quote.id} is not what stands in {place}: “{quote.exact[:60]}”."


def _blocks_hold_the_text(session: Session) -> Iterator[str]:
    for source in session.scalars(_with_text()):
        reached = 0
        for block in source.blocks:
            if block.start < reached or block.stop > len(source.text) or source.text[reached : block.start].strip():
                place = f"{source.slug} at {block.start}–{block.stop}"
                yield f"The block of {place} overlaps another, leaves words out before it, or ends after the text."
            reached = block.stop
        if source.text[reached:].strip():
            yield f"The text of {source.slug} has words after its last block."


def _published_claims_have_quotes(session: Session) -> Iterator[str]:
    quoted = select(ClaimQuote.claim_id).where(ClaimQuote.claim_id == Claim.id).exists()
    statement = select(Claim.slug).where(Claim.status == ClaimStatus.PUBLISHED, ~quoted)
    yield from (f"Claim {slug} is published without a quote." for slug in session.scalars(statement))


def _chains_are_complete(session: Session) -> Iterator[str]:
    options = (selectinload(Claim.hops), raiseload("*"))
    for claim in session.scalars(select(Claim).options(*options)):
        hops = claim.hops
        if not hops or hops[0].actor_id != claim.claimant_id:
            yield f"The attribution of claim {claim.slug} does not start with its claimant."
        elif hops[-1].mode != Mode.OWN_VOICE or [hop.position for hop in hops] != list(range(len(hops))):
            yield f"The attribution of claim {claim.slug} does not lead to the page."


def _chains_end_with_makers(session: Session) -> Iterator[str]:
    """Who wrote or published a source may be corrected after claims were taken from it."""
    of_claim = select(Quote.source_id).join(ClaimQuote, ClaimQuote.quote_id == Quote.id)
    of_claim = of_claim.where(ClaimQuote.claim_id == Hop.claim_id)
    made = select(Contributor.id).where(Contributor.actor_id == Hop.actor_id, Contributor.source_id.in_(of_claim))
    last = (Hop.mode == Mode.OWN_VOICE, of_claim.exists(), ~made.exists())
    for slug in session.scalars(select(Claim.slug).join(Hop, Hop.claim_id == Claim.id).where(*last)):
        yield f"The attribution of claim {slug} ends with nobody who made a source that it quotes."


def _nothing_dangles(session: Session) -> Iterator[str]:
    """Every foreign key leads to a row: SQLite keeps this only for connections that ask it to."""
    for table in Base.metadata.sorted_tables:
        for key in table.constraints:
            if not isinstance(key, ForeignKeyConstraint):
                continue
            column, target = key.elements[0].parent, key.elements[0].column
            there = aliased(target.table) if target.table is table else target.table
            lost = ~select(true()).where(there.c[target.name] == column).exists()
            count = session.scalar(select(func.count()).select_from(table).where(column.is_not(None), lost))
            if count:
                yield f"{count} rows of {table.name} name a {column.name} that is not in {target.table.name}."


def _revisions_have_no_gaps(session: Session) -> Iterator[str]:
    numbers = (func.count(), func.min(Revision.number), func.max(Revision.number))
    counts = select(Revision.noun, Revision.record_id, *numbers).group_by(Revision.noun, Revision.record_id)
    found = {(noun, record): rest for noun, record, *rest in session.execute(counts)}
    for noun, model in NOUNS.items():
        for record, current in session.execute(select(model.id, model.revision)):
            if found.get((noun, record)) != [current, 1, current]:
                yield f"The revisions of {noun} {record} are not 1 to {current}."


def _latest_revisions_name_records(session: Session) -> Iterator[str]:
    known = {(noun, slug) for noun, model in RECORDS.items() for slug in session.scalars(select(model.slug))}
    known |= {(noun, slug) for noun, slug in session.execute(select(Redirect.noun, Redirect.slug))}
    newest = select(func.max(Revision.number)).where(
        Revision.noun == (outer := aliased(Revision)).noun, Revision.record_id == outer.record_id
    )
    for revision in session.scalars(select(outer).where(outer.number == newest.scalar_subquery())):
        where = f"{revision.noun} {revision.record_id}"
        try:
            entry = ENTRIES[revision.noun].model_validate(revision.data)
        except ValidationError as error:
            yield f"The newest revision of {where} is no valid entry: {error.errors()[0]['msg']}."
            continue
        for reference in references(entry):
            if (reference.noun, reference.slug) not in known:
                yield f"The newest revision of {where} names {reference.noun} {reference.slug}, which does not exist."


def _records_are_what_their_revisions_say(session: Session) -> Iterator[str]:
    for noun, slug, number in disagreeing(session):
        yield f"{noun.capitalize()} {slug} is not what its revision {number} says."


def _redirects_lead_somewhere(session: Session) -> Iterator[str]:
    for redirect in session.scalars(select(Redirect)):
        model = RECORDS[redirect.noun]
        if session.get(model, redirect.record_id) is None:
            yield f"The old address of {redirect.noun} {redirect.slug} leads nowhere."
        if session.scalar(select(model.id).where(model.slug == redirect.slug)):
            yield f"{redirect.noun} {redirect.slug} is both an old address and a record."


def _with_text() -> Select[Source]:
    return select(Source).options(
        undefer(Source.text), selectinload(Source.quotes), selectinload(Source.blocks), raiseload("*")
    )


CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    _quotes_are_verbatim,
    _blocks_hold_the_text,
    _published_claims_have_quotes,
    _chains_are_complete,
    _chains_end_with_makers,
    _nothing_dangles,
    _revisions_have_no_gaps,
    _latest_revisions_name_records,
    _records_are_what_their_revisions_say,
    _redirects_lead_somewhere,
    *copies.CHECKS,
)
