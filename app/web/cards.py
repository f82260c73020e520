"""Cards of claims as they were drawn: what a card shows depends on the claim alone, so each is drawn once."""

from functools import lru_cache
from typing import Any

from fastapi import Request

from app.queries.cards import Card
from app.web.addresses import public
from app.web.embedding import coins_at
from app.web.templating import TEMPLATES

KEPT = 4_000  # cards, some three kilobytes each


def drawn(request: Request, card: Card) -> Any:
    """The card with the item that a reference manager can pick."""
    return _drawn(card, public(request, ""))


@lru_cache(KEPT)
def _drawn(card: Card, site: str) -> Any:
    macros: Any = TEMPLATES.env.get_template("macros/claims.html").module
    item: Any = TEMPLATES.env.get_template("macros/citations.html").module
    return macros.card(card) + item.coins(coins_at(site, card))
