"""On what terms an export may be used and how the base is cited, as this request sees it."""

from fastapi import Request
from sqlalchemy.orm import Session

from app.citations.terms import Terms, licence_address
from app.queries.base import read_terms
from app.settings import Settings
from app.web.addresses import public


def terms_of(request: Request, session: Session) -> Terms:
    """The terms as they stand on the base's present state."""
    settings: Settings = request.app.state.settings
    return read_terms(session, settings.licence, settings.licence_url, public(request, "/"))


def licence_url(request: Request) -> str:
    """Where the licence's text stands; empty when nobody knows it."""
    settings: Settings = request.app.state.settings
    return settings.licence_url or licence_address(settings.licence)
