"""The page of a form: what each noun's template needs beside the form itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.models import Draft
from app.web.addresses import PLURALS
from app.web.claim_forms import beside_claim, with_places
from app.web.conflicts import Together
from app.web.forms import Filled
from app.web.forms.opening import about_source
from app.web.source_texts import beside_source
from app.web.submissions import Submission
from app.web.templating import render


def opened(session: Session, noun: str, query: Mapping[str, str]) -> Filled:
    """A new form, with what its address says beforehand: `?source=…&start=…&stop=…` for a claim from marked words."""
    if noun == "claim" and query.get("source"):
        return about_source(session, query)
    names = {"name", "statement", "sentence"}
    return Filled(noun, {name: value[:500] for name, value in query.items() if name in names})


def form_page(
    request: Request,
    session: Session,
    form: Filled,
    *,
    draft: int | None = None,
    drafts: Sequence[Draft] = (),
    overtaken: Together | None = None,
    status: int = 200,
    beside: Mapping[str, Any] | None = None,
) -> Response:
    """The form as it is filled in, with what is wrong with it, and beside it the words that it is about."""
    context = {
        "form": form,
        "plural": PLURALS[form.noun],
        "draft": draft or (form.draft.id if form.draft else None),
        "saves": form.draft.saves if form.draft else _saves_sent(request),
        "drafts": drafts,
        "overtaken": overtaken,
    }
    context |= _beside(request, session, form) if beside is None else beside
    return render(request, f"{PLURALS[form.noun]}/form.html", status=status, **context)


def _beside(request: Request, session: Session, form: Filled) -> dict[str, Any]:
    if form.noun == "claim":
        return beside_claim(request, session, form)
    if form.noun == "source":
        return beside_source(session, form)
    form, found = with_places(session, form)
    return {"form": form, "placed": found}


def _saves_sent(request: Request) -> int:
    """How often the draft had been saved of a form that comes back as it was sent."""
    submission: Submission | None = getattr(request.state, "submission", None)
    return (submission.number("_saves") if submission else None) or 0
