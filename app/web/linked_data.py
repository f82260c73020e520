"""Claims and sources as schema.org, quotes as W3C Web Annotations. We give no verdicts, so there is no ClaimReview."""

import json
from typing import Any

from fastapi import Request

from app.models import Actor, Claim, Quote, Source
from app.vocabulary import ActorKind, ClaimStatus, ContributorRole
from app.web.addresses import address, public
from app.web.signposts import TYPES
from app.web.terms import licence_url

ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
Node = dict[str, Any]


def claim_node(request: Request, claim: Claim) -> Node:
    """A schema.org Claim: who asserts it is its author, the sources that it is quoted from are its appearances."""
    own = address(claim)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Claim",
            "@id": public(request, own),
            "url": public(request, f"{own}/revisions/{claim.revision}"),
            "mainEntityOfPage": public(request, own),
            "name": claim.statement,
            "text": claim.statement,
            "author": _actor(request, claim.claimant),
            "dateCreated": str(claim.said) if claim.said else None,
            "dateModified": claim.updated_at.isoformat(),
            "version": claim.revision,
            "inLanguage": "en",
            "appearance": [_appearance(request, quote) for quote in claim.quotes],
            "license": licence_url(request),
        }
    )


def source_node(request: Request, source: Source) -> Node:
    """A schema.org Report, NewsArticle or the like."""
    own = public(request, address(source))
    editors, publisher = source.made_by(ContributorRole.EDITOR), source.publisher
    return _filled(
        {
            "@context": "https://schema.org",
            **_work(source, own),
            "author": [_actor(request, author) for author in source.authors if author.kind != ActorKind.UNNAMED],
            "editor": [_actor(request, editor) for editor in editors],
            "publisher": _actor(request, publisher) if publisher else None,
            "isPartOf": {"@type": "CreativeWork", "name": source.container} if source.container else None,
            "inLanguage": source.language,
        }
    )


def annotation_page(request: Request, source: Source) -> Node:
    """Every quote of the source that a published claim rests on, as a Web Annotation. Its text must be loaded."""
    own = address(source)
    items = [_annotation(request, own, quote) for quote in source.quotes]
    return {
        "@context": ANNOTATIONS,
        "id": public(request, f"{own}/annotations.json"),
        "type": "AnnotationPage",
        "items": [item for item in items if item["body"]],
    }


def as_script(node: Node) -> str:
    """A block of data for a page. No `<` is left in it, so nothing in a title can end it."""
    written = json.dumps(node, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")
    return f'<script type="application/ld+json">{written}</script>'


def _annotation(request: Request, own: str, quote: Quote) -> Node:
    """Offsets are code points into the plain text."""
    claims = [use.claim for use in quote.uses if use.claim.status == ClaimStatus.PUBLISHED]
    return {
        "id": public(request, f"{own}#{quote.anchor}"),
        "type": "Annotation",
        "motivation": "linking",
        "body": [public(request, address(claim)) for claim in claims],
        "target": {
            "source": public(request, f"{own}.txt"),
            "selector": [
                {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.stop},
            ],
        },
    }


def _appearance(request: Request, quote: Quote) -> Node:
    work = _work(quote.source, public(request, address(quote.source)))
    return _filled({**work, "@id": public(request, address(quote)), "text": quote.exact})


def _work(source: Source, own: str) -> Node:
    return {
        "@type": TYPES[source.kind],
        "@id": own,
        "url": source.url or own,
        "name": source.name,
        "datePublished": str(source.published) if source.published else None,
        "dateModified": str(source.updated) if source.updated else None,
    }


def _actor(request: Request, actor: Actor) -> Node:
    kinds = {ActorKind.PERSON: "Person", ActorKind.UNNAMED: "Thing", ActorKind.STATE: "Country"}
    kind = kinds.get(actor.kind, "Organization")
    return {"@type": kind, "@id": public(request, address(actor)), "name": actor.name}


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], "")}
