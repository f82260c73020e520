"""Actors, programmes, propositions, topics and sources as rows of tables: each column with how its cells are made."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.analysis.tables import BETWEEN, Cell, plain
from app.queries.listing import Listed
from app.vocabulary import ContributorRole, StanceValue
from app.web.addresses import address

Columns = Mapping[str, Callable[[Listed, str], Cell]]  # the cell from the record and the site's address


def _permalink(one: Listed, site: str) -> Cell:
    return site + address(one.record)


def _stated(name: str) -> Callable[[Listed, str], Cell]:
    """A column that is a field of the record; empty if it is not stated."""

    def cell(one: Listed, _site: str) -> Cell:
        value = getattr(one.record, name)
        return value if isinstance(value, int) else plain(None if value is None else str(value))

    return cell


def _joined(texts: Iterable[str]) -> Cell:
    return plain(BETWEEN.join(texts))


def _aliases(one: Listed, _site: str) -> Cell:
    return _joined(alias.text for alias in one.record.aliases)


def _made_by(role: ContributorRole) -> Callable[[Listed, str], Cell]:
    return lambda one, _site: _joined(actor.name for actor in one.record.made_by(role))


def _claims(one: Listed, _site: str) -> Cell:
    return one.about


def _topic(one: Listed, _site: str) -> Cell:
    return plain(one.record.topic.name) if one.record.topic else ""


ACTORS: Columns = {
    "permalink": _permalink,
    "name": _stated("name"),
    "kind": _stated("kind"),
    "aliases": _aliases,
    "description": _stated("description"),
    "claims_by": lambda one, _site: one.by,
    "claims_about": _claims,
    "revision": _stated("revision"),
}
PROGRAMMES: Columns = {
    "permalink": _permalink,
    "name": _stated("name"),
    "kind": _stated("kind"),
    "status": _stated("status"),
    "aliases": _aliases,
    "description": _stated("description"),
    "claims_about": _claims,
    "revision": _stated("revision"),
}
TOPICS: Columns = {
    "permalink": _permalink,
    "name": _stated("name"),
    "definition": _stated("definition"),
    "claims_on": _claims,
    "revision": _stated("revision"),
}
SOURCES: Columns = {
    "permalink": _permalink,
    "kind": _stated("kind"),
    "short": _stated("short"),
    "title": _stated("title"),
    "supplied_title": _stated("supplied_title"),
    "authors": _made_by(ContributorRole.AUTHOR),
    "editors": _made_by(ContributorRole.EDITOR),
    "publisher": _made_by(ContributorRole.PUBLISHER),
    "container": _stated("container"),
    "series": _stated("series"),
    "series_number": _stated("series_number"),
    "published": _stated("published"),
    "updated": _stated("updated"),
    "source_url": _stated("url"),
    "language": _stated("language"),
    "claims_quoted": _claims,
    "revision": _stated("revision"),
}


def propositions(counts: Mapping[int, Mapping[StanceValue, int]]) -> Columns:
    """The columns of propositions, with a column for each stance from these counts."""

    def taken(stance: StanceValue) -> Callable[[Listed, str], Cell]:
        return lambda one, _site: counts.get(one.record.id, {}).get(stance, 0)

    stances: dict[str, Callable[[Listed, str], Any]] = {str(stance): taken(stance) for stance in StanceValue}
    return {
        "permalink": _permalink,
        "sentence": _stated("sentence"),
        "scope": _stated("scope"),
        "topic": _topic,
        "claims": _claims,
        **stances,
        "revision": _stated("revision"),
    }
