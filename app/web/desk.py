"""The writer's desk: what somebody who is signed in can do on the page they look at."""

import re
from typing import Final

from fastapi import Request

from app.models import Account
from app.web.errors import PLURALS
from app.web.permissions import Action, is_allowed

_RECORD: Final = re.compile(r"/(\w+)/([a-z0-9-]+)")
NOUNS: Final = {plural: noun for noun, plural in PLURALS.items()}


def desk_of(request: Request, account: Account | None) -> list[tuple[str, str]]:
    """Labels and addresses. Nothing for readers."""
    if not is_allowed(account, Action.PROPOSE):
        return []
    path = request.url.path
    if (noun := NOUNS.get(path.strip("/"))) and path.count("/") == 1:
        return [(f"New {noun}", f"{path}/new")]
    found = _RECORD.fullmatch(path)
    if found is None or found[1] not in NOUNS or found[2] == "new":
        return []
    noun, slug = NOUNS[found[1]], found[2]
    steps = [(f"Change this {noun}", f"{path}/edit")]
    if noun == "source":
        steps.append(("New claim from this source", f"/claims/new?source={slug}"))
    return steps
