"""The page of a form: what each noun's template needs beside the form itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.models import Draft
from app.queries.topics import list_topics
from app.web.editing import Overtaken
from app.web.errors import PLURALS
from app.web.forms import Filled
from app.web.forms.opening import about_source
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
    overtaken: Overtaken | None = None,
    status: int = 200,
) -> Response:
    """The form as it is filled in, with what is wrong with it, and beside it the words that it is about."""
    return render(
        request,
        f"{PLURALS[form.noun]}/form.html",
        status=status,
        form=form,
        plural=PLURALS[form.noun],
        draft=draft or (form.draft.id if form.draft else None),
        saves=form.draft.saves if form.draft else 0,
        drafts=drafts,
        overtaken=overtaken,
        **_beside(session, form),
    )


def _beside(session: Session, form: Filled) -> dict[str, Any]:
    if form.noun == "claim":
        return {"topics": [(one.record.slug, one.record.name) for one in list_topics(session).items]}
    return {}
