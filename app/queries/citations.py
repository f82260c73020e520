"""Formatted citations as they were prepared. Nothing here runs pandoc."""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.citations import Reference
from app.citations.prepared import SITE, fingerprint
from app.models import FormattedCitation
from app.queries.cited_revisions import list_earlier_references, list_earlier_references_of
from app.queries.claim_references import get_citable_claim, reference_to
from app.queries.filters import ClaimFilter
from app.queries.reference_lists import list_references, list_source_references
from app.queries.references import get_citable_source, people_of, quoted, source_reference

_KEPT = (
    select(FormattedCitation.fingerprint, FormattedCitation.html)
    .where(
        FormattedCitation.fingerprint.in_(bindparam("fingerprints", expanding=True)),
        FormattedCitation.style == bindparam("style"),
    )
    .order_by(FormattedCitation.engine)  # the newest last
)


def find_formatted(session: Session, references: Sequence[Reference], style: str) -> list[str | None]:
    """Each reference as HTML in the style, or None where that has not been prepared.

    The references must be made for `citations.prepared.SITE`; so is what comes back.
    """
    wanted = [fingerprint(reference) for reference in references]
    rows = session.execute(_KEPT, {"fingerprints": wanted, "style": style})
    kept: dict[str, str] = {one: markup for one, markup in rows}  # noqa: C416  (a result also looks like a mapping)
    return [kept.get(one) for one in wanted]


def list_citable(session: Session) -> Iterator[Reference]:
    """Everything that pages show formatted: each source, each claim, withdrawn ones too, and the quotes of claims.

    Of claims that have changed also the earlier revisions, at which they may have been cited.
    """
    yield from list_source_references(session, site=SITE)
    yield from list_references(session, ClaimFilter(), "claims", sort="added", site=SITE)
    yield from list_references(session, ClaimFilter(), "quotes", site=SITE)
    for cited in ("claims", "quotes"):
        yield from list_references(session, ClaimFilter(status=("withdrawn",)), cited, sort="added", site=SITE)
    yield from list_earlier_references(session, SITE)


def list_citable_of(session: Session, noun: str, slug: str) -> list[Reference]:
    """What the pages of one claim or source show formatted; nothing for other nouns."""
    if noun == "source":
        return [source_reference(get_citable_source(session, slug), SITE)]
    if noun != "claim":
        return []
    claim = get_citable_claim(session, slug)
    people = people_of(session, [source.id for source in claim.sources])
    sources = {source.id: source_reference(source, SITE, people[source.id]) for source in claim.sources}
    quotes = [quoted(sources[quote.source_id], quote, SITE) for quote in claim.quotes]
    earlier = list_earlier_references_of(session, claim, SITE)
    return [reference_to(claim, SITE), *quotes, *sources.values(), *earlier]
