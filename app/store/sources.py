"""Writing sources: the record, the text and its blocks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app import documents
from app.entries import NewContributor, NewSource
from app.errors import Complaint
from app.models import Block, Claim, ClaimQuote, Contributor, Quote, Source
from app.store.claims import copy_dates
from app.store.facts import facts_of
from app.store.quotes import forget_lost, used_quotes
from app.store.shelf import Shelf
from app.store.tallies import count_values_in, count_values_out
from app.store.writer import Writer
from app.vocabulary import ContributorRole

# What an entry holds that is not a column of the source's own row.
ELSEWHERE = {"key", "contributors", "publisher", "facts", "corrections"}


def columns(entry: NewSource, _shelf: Shelf) -> dict[str, Any]:
    return entry.model_dump(exclude=ELSEWHERE)


def rules(entry: NewSource, shelf: Shelf) -> list[Complaint]:
    """A quoted text may not change under its quotes: they must be anchored anew first."""
    if entry.key in shelf.resettled:
        return []
    source = shelf.get("source", entry.key)
    quotes = used_quotes(shelf.session, source.id)
    moved = [quote for quote in quotes if entry.text[quote.start : quote.stop] != quote.exact]
    if not moved:
        return []
    wrong = f"the new text moves or changes {len(moved)} quoted places, the first is “{moved[0].exact[:60]}”"
    return [Complaint("text", wrong, "keep the quoted words where they are", ("text",))]


def fill(source: Source, entry: NewSource, shelf: Shelf) -> None:
    """Who made it, its blocks and facts; and the date of the claims that are dated by it."""
    people = list(entry.contributors)
    if entry.publisher:
        people.append(NewContributor(actor=entry.publisher, role=ContributorRole.PUBLISHER))
    source.contributors = [
        Contributor(position=position, role=person.role, actor=shelf.get("actor", person.actor))
        for position, person in enumerate(people)
    ]
    document = documents.read(entry.text.encode(), entry.media_type).corrected(entry.corrections)
    source.blocks = [
        Block(
            kind=block.kind,
            start=block.start,
            stop=block.stop,
            section=list(block.section),
            number=block.number,
            level=block.level,
        )
        for block in document.blocks
    ]
    shelf.put_document(source.slug, document)
    source.facts = facts_of(entry.facts, shelf)
    _place_quotes(source, document, shelf)
    _date_claims(source, shelf)
    shelf.session.flush()
    count_values_in(shelf.session, _claims_from(source, shelf))


def leave(source: Source, shelf: Shelf) -> None:
    """Its claims are counted by its publisher and its date, which may change."""
    count_values_out(shelf.session, _claims_from(source, shelf))


def _claims_from(source: Source, shelf: Shelf) -> Sequence[int]:
    claims = select(ClaimQuote.claim_id).join(Quote, Quote.id == ClaimQuote.quote_id)
    return shelf.session.scalars(claims.where(Quote.source_id == source.id).distinct()).all()


def _place_quotes(source: Source, document: documents.Document, shelf: Shelf) -> None:
    """Quotes that stay where they are may have other words around them, and another number before their paragraph."""
    forget_lost(shelf.session, source.id, document.text)
    for quote in shelf.session.scalars(select(Quote).where(Quote.source_id == source.id)):
        if document.text.startswith(quote.exact, quote.start):
            quote.prefix = documents.prefix_of(document.text, quote.start)
            quote.suffix = documents.suffix_of(document.text, quote.stop)
            quote.locator = document.locator(quote.start)


def _date_claims(source: Source, shelf: Shelf) -> None:
    session, dated = shelf.session, str(source.published or "")
    first = select(ClaimQuote.claim_id).join(Quote).where(ClaimQuote.position == 0, Quote.source_id == source.id)
    undated = select(Claim).where(Claim.said.is_(None), Claim.dated != dated, Claim.id.in_(first))
    for claim in session.scalars(undated).all():
        claim.dated = dated
        session.flush()
        copy_dates(session, claim.id)


WRITER = Writer(Source, columns, parts=("contributors", "blocks", "facts"), rules=rules, fill=fill, leave=leave)
