"""JSON bodies, as scripts send them, written into the base: `entry`, `reason`, and for a change `made_from`."""

from typing import Any, Final

from fastapi import Request
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app import store
from app.entries import ENTRIES, Entry, NewLink
from app.entries.complaints import complaints_of
from app.entries.text import SLUG, unprintable_in
from app.errors import Complaint, NotFound, Refused
from app.models import Account
from app.queries.naming import slug_now
from app.web.editing import FIRST_REASON, Published, write_one
from app.web.reasons import LONGEST, edit_of
from app.web.writing import write

_BODY: Final = {"entry", "reason", "made_from"}


def publish_data(request: Request, account: Account, data: Any, noun: str, slug: str | None) -> Published:
    """A record, new or changed. Raises Refused and Stale."""
    entry, reason, made_from = _body(data, noun, slug)

    def work(session: Session) -> Published:
        return write_one(session, entry, slug, made_from, edit_of(account, reason or FIRST_REASON))

    return write(request, work)


def publish_link(request: Request, account: Account, data: Any, slug: str) -> tuple[int, int]:
    """A new link from the claim, as a script sends it: its number and its revision. Raises NotFound and Refused."""
    entry, reason, _ = _body(data, "link", None)

    def work(session: Session) -> tuple[int, int]:
        now = slug_now(session, "claim", slug) if SLUG.fullmatch(slug) else None
        if now is None:
            raise NotFound("claim", slug)
        if not isinstance(entry, NewLink) or slug_now(session, "claim", entry.from_claim) != now:
            raise Refused(Complaint("from", "is not the claim at this address", f"write “{now}”"))
        link = store.add(session, entry, edit_of(account, reason or FIRST_REASON))
        return link.id, link.revision

    return write(request, work)


def _body(data: Any, noun: str, slug: str | None) -> tuple[Entry, str, int | None]:
    wrong: list[Complaint] = []
    body = data if isinstance(data, dict) else {}
    reason, made_from = body.get("reason", ""), body.get("made_from")
    if not isinstance(body.get("entry"), dict):
        wrong.append(Complaint("entry", "is missing", "send {“entry”: …, “reason”: …}"))
    if not isinstance(reason, str) or len(reason) > LONGEST or (slug and not reason.strip()):
        wrong.append(Complaint("reason", "is missing or too long", f"say why in 1 to {LONGEST} characters"))
    elif unprintable := unprintable_in(reason):
        wrong.append(Complaint("reason", unprintable, "take it out"))
    if slug and (not isinstance(made_from, int) or isinstance(made_from, bool)):
        wrong.append(Complaint("made_from", "is missing", "send the number of the revision that you changed"))
    wrong += [Complaint(str(name), "is not a field here", "take it out") for name in body if name not in _BODY]
    if wrong:
        raise Refused(*wrong)
    try:
        return ENTRIES[noun].model_validate(body["entry"]), reason.strip(), made_from
    except ValidationError as error:
        raise Refused(*complaints_of(error, ENTRIES[noun])) from None
