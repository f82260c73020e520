"""What programs read in a page: a reference manager's tags, linked data, and what a shared link shows."""

from dataclasses import dataclass, replace

from fastapi import Request

from app.citations import Reference
from app.citations.embedded import coins, highwire, needs_coins
from app.citations.prepared import SITE
from app.models import Claim, Source
from app.queries.cards import Card
from app.queries.claim_references import Words, claim_reference, reference_to, standing
from app.queries.references import source_reference
from app.web.addresses import address, public
from app.web.linked_data import as_script, claim_node, source_node


@dataclass(frozen=True, slots=True)
class Embedded:
    """For the head and the body of one record's page."""

    url: str  # the record's own
    title: str
    description: str
    tags: list[tuple[str, str]]  # Highwire, by name and content
    coins: str  # empty where the tags say it better
    script: str  # an element, safe as it is


def of_claim(request: Request, claim: Claim) -> Embedded:
    """Needs topics and quotes with their sources."""
    reference = reference_to(claim, public(request, ""))
    script = as_script(claim_node(request, claim))
    return Embedded(public(request, address(claim)), claim.statement, reference.abstract, [], coins(reference), script)


def of_source(request: Request, source: Source) -> Embedded:
    """Needs the contributors."""
    reference = source_reference(source, public(request, ""))
    made = ", ".join(name.in_full for name in reference.authors) or reference.publisher
    when = reference.dated.in_words if reference.dated else ""
    description = " · ".join(part for part in (made, reference.container, when) if part)
    return Embedded(
        public(request, address(source)),
        source.name,
        description or f"A {source.kind.label} with every claim beside the words it rests on.",
        highwire(reference),
        coins(reference) if needs_coins(reference) else "",
        as_script(source_node(request, source)),
    )


def coins_of_revision(request: Request, record: Reference) -> str:
    """The one item that a reference manager finds on the page of a claim's revision. `record` is made for SITE."""
    return coins(replace(record, url=record.url.replace(SITE, public(request, ""))))


def coins_of(request: Request, record: Claim | Card | Source) -> str:
    """An item that a reference manager can pick from a list. Needs no more than a card shows."""
    return coins_at(public(request, ""), record)


def coins_at(site: str, record: Claim | Card | Source) -> str:
    """The same for a site whose address is known."""
    if isinstance(record, Source):
        return coins(source_reference(record, site))
    first = record.quotes[0] if record.quotes else None
    words = Words(first.exact, first.source.short, first.locator) if first else None
    own = (record.slug, record.statement, record.claimant.name, record.revision, record.updated_at)
    return coins(standing(claim_reference(*own, words=words, site=site), record.status))
