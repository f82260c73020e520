"""The writer's desk: what somebody who is signed in can do on the page they look at."""

import re
from typing import Final

from fastapi import Request

from app.models import Account, Claim
from app.vocabulary import ClaimStatus
from app.web.addresses import PLURALS
from app.web.permissions import PUBLISHING, Action, is_allowed

_RECORD: Final = re.compile(r"/(\w+)/([a-z0-9-]+)")
NOUNS: Final = {plural: noun for noun, plural in PLURALS.items()}


def desk_of(request: Request, account: Account | None, claim: Claim | None = None) -> list[tuple[str, str]]:
    """Labels and addresses. Nothing for readers. `claim` is the one that the page shows, if it shows one."""
    if not is_allowed(account, Action.PROPOSE):
        return []
    path = request.url.path
    if (noun := NOUNS.get(path.strip("/"))) and path.count("/") == 1:
        imports = [("Import from files", "/import")] if is_allowed(account, Action.PUBLISH) else []
        return [(f"New {noun}", f"{path}/new"), *imports]
    found = _RECORD.fullmatch(path)
    if found is None or found[1] not in NOUNS or found[2] == "new":
        return []
    noun, slug = NOUNS[found[1]], found[2]
    steps = [(f"Change this {noun}", f"{path}/edit")]
    if noun == "source":
        steps.append(("New claim from this source", f"/claims/new?source={slug}"))
    if noun == "claim" and is_allowed(account, PUBLISHING[noun]):
        withdrawn = claim is not None and claim.status is ClaimStatus.WITHDRAWN
        steps.append(("Publish it again" if withdrawn else "Withdraw it", f"{path}/withdraw"))
    return steps + (_structural(noun, path) if is_allowed(account, PUBLISHING[noun]) else [])


def _structural(noun: str, path: str) -> list[tuple[str, str]]:
    """What changes more than the record itself."""
    steps = [("Replace its text", f"{path}/text")] if noun == "source" else []
    steps += [("Split it", f"{path}/split")] if noun in {"topic", "proposition"} else []
    steps += [("Merge it into another", f"{path}/merge")] if noun != "source" else []
    return [*steps, ("New address", f"{path}/rename")]
