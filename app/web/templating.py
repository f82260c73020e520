"""Pages from templates: what every template can use, and how a page is drawn."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from app import vocabulary
from app.errors import NotSignedIn
from app.models import Figure
from app.web.addresses import PLURALS, address, change_address, claims_behind, with_query
from app.web.alternates import forms_of, link_header
from app.web.desk import desk_of
from app.web.embedding import coins_of
from app.web.forms.labels import label_of
from app.web.people import Visitor, visitor_of
from app.web.permissions import PUBLISHING, Action, is_allowed

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = Path(__file__).resolve().parent / "static"


def counted(count: int, noun: str, plural: str = "") -> str:
    """`5 claims`, `1 claim`, `no claims yet`."""
    if count == 0:
        return f"no {plural or noun + 's'} yet"
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def in_words(moment: datetime) -> str:
    """`20 November 2026`."""
    return f"{moment.day}\N{NO-BREAK SPACE}{moment:%B %Y}"


def figure_value(figure: Figure) -> str:
    """A figure as a number with its unit: `€2,000,000,000`, `5–10 years`, `50.7 percent`."""
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    if figure.unit == "year":  # a date, not an amount
        return "–".join(f"{end:.0f}" for end in ends)
    number = "–".join(f"{end:,.10g}" for end in ends)
    unit = " ".join(part for part in (figure.currency, figure.unit) if part)
    return f"{number}\N{NO-BREAK SPACE}{unit}".strip()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(in_words=in_words, field_label=label_of)
    environment.globals.update(
        PUBLISHING=PUBLISHING,
        address=address,
        change_address=change_address,
        claims_behind=claims_behind,
        coins_of=coins_of,
        counted=counted,
        figure_value=figure_value,
        forms_of=forms_of,
        label_of=label_of,
        plurals=PLURALS,
        vocabulary=vocabulary,
        with_query=with_query,
    )
    return environment


TEMPLATES = Jinja2Templates(env=_environment())


def render(request: Request, name: str, *, status: int = 200, **context: Any) -> Response:
    """The page that the template draws from the context."""
    visitor = _visitor(request)
    context = {
        "visitor": visitor,
        "desk": desk_of(request, visitor.account, context.get("claim")),
        "may": partial(is_allowed, visitor.account),
        "Action": Action,
    } | context
    answer = TEMPLATES.TemplateResponse(request, name, context, status_code=status)
    if visitor.account:  # the page shows who is signed in
        answer.headers.update({"Cache-Control": "private, no-cache", "Vary": "Cookie"})
    if status == 200 and (forms := forms_of(request)):
        answer.headers["Link"] = link_header(forms)
    return answer


def _visitor(request: Request) -> Visitor:
    """Who asks; nobody for a token that is not in force, which only matters where something is written."""
    try:
        return visitor_of(request)
    except NotSignedIn:
        return Visitor()
