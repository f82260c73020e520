"""Claims as rows of a table: one row a claim, each cell a text."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app.analysis.tables import BETWEEN, cell, table_of
from app.queries.claim_rows import moment
from app.queries.exports import KEPT, Batch
from app.vocabulary import ContributorRole

COLUMNS = (
    "permalink",
    "revision",
    "revision_permalink",
    "statement",
    "claimant",
    "claimant_kind",
    "claimant_permalink",
    "kind",
    "certainty",
    "hedges",
    "said",
    "published",
    "status",
    "stances",
    "quote",
    "locator",
    "quote_permalink",
    "quotes",
    "source",
    "source_kind",
    "source_authors",
    "source_publisher",
    "source_container",
    "source_series",
    "source_url",
    "source_permalink",
    "topics",
    "programmes",
    "about",
    "figures",
    "note",
    "updated_at",
)


def write_csv(batches: Iterable[Batch], site: str, *, bom: bool = False) -> Iterator[str]:
    """A table in pieces; `site` is the address of the base without a slash. The batches must hold the parts of TABLE.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    table = Table(cell(site))
    return table_of(COLUMNS, (row for batch in batches for row in table.rows(batch)), bom=bom)


class Table:
    """The rows as they are written. What claims share, such as a source, is written once and used again."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._sources: dict[int, tuple[str, str, str, str]] = {}
        self._names: dict[tuple[str, tuple[int, ...]], str] = {}

    def rows(self, batch: Batch) -> Iterator[str]:
        for known in (self._sources, self._names):
            if len(known) > KEPT:
                known.clear()
        for number in batch.sources.keys() - self._sources.keys():
            self._sources[number] = self._source(batch.sources[number], batch.makers.get(number, ()))
        topics, programmes, about = (self._cells(batch, name) for name in ("topics", "programmes", "about"))
        quotes, stances, figures = (batch.parts[name].get for name in ("quotes", "stances", "figures"))
        for (
            number, slug, revision, statement, claimant, speaker, speaker_kind, kind, certainty, hedges, said, note,
            status, updated_at,
        ) in batch.claims:  # fmt: skip
            place = f"{self.site}/claims/{slug}"
            published, evidence = self._evidence(quotes(number, ()))
            yield (
                f'"{place}","{revision}","{place}/revisions/{revision}","{cell(statement)}","{cell(claimant)}",'
                f'"{speaker_kind}","{self.site}/actors/{speaker}","{kind}","{certainty}","{_hedges(hedges)}",'
                f'"{said or ""}","{published}","{status}","{_taken(stances(number))}",{evidence},'
                f'"{topics(number, "")}","{programmes(number, "")}","{about(number, "")}",'
                f'"{_measured(figures(number))}","{cell(note)}","{moment(updated_at).isoformat()}"\r\n'
            )

    def _cells(self, batch: Batch, name: str) -> Callable[[int, str], str]:
        """What each claim is linked to, by name."""
        links, rows, known = batch.links[name], batch.records[name], self._names
        for group in set(links.values()):
            if (name, group) not in known:
                known[name, group] = cell(BETWEEN.join([rows[number][2] for number in group]))
        return {claim: known[name, group] for claim, group in links.items()}.get

    def _evidence(self, quotes: Sequence[Any]) -> tuple[str, str]:
        """When the source of the first quote was published, and the cells from `quote` to `source_permalink`."""
        if not quotes:
            return "", NO_EVIDENCE
        _, number, exact, start, stop, locator, *_ = quotes[0]
        published, _, place, described = self._sources[number]
        words = cell(BETWEEN.join([self._cited(*quote[1:6]) for quote in quotes]))
        return published, f'"{cell(exact)}","{cell(locator)}","{place}#char={start},{stop}","{words}",{described}'

    def _cited(self, source: int, exact: str, _start: int, _stop: int, locator: str) -> str:
        short = self._sources[source][1]
        return f"“{exact}” ({short}, {locator})" if locator else f"“{exact}” ({short})"

    def _source(self, record: Any, makers: Sequence[Any]) -> tuple[str, str, str, str]:
        """When it was published, how it is called in short, its address, and the cells that describe it."""
        _, slug, title, supplied, kind, container, series, series_number, published, url, short = record
        place = f"{self.site}/sources/{slug}"
        cells = (
            title or f"[{supplied}]",
            kind,
            BETWEEN.join([name for _, role, name in makers if role == ContributorRole.AUTHOR]),
            BETWEEN.join([name for _, role, name in makers if role == ContributorRole.PUBLISHER]),
            container,
            " ".join(part for part in (series, series_number) if part),
            url,
        )
        described = '","'.join(map(cell, cells))
        return published or "", short, place, f'"{described}","{place}"'


def _hedges(hedges: str) -> str:
    return "" if hedges == "[]" else cell(BETWEEN.join(json.loads(hedges)))


def _taken(stances: Sequence[Any] | None) -> str:
    if not stances:
        return ""
    return BETWEEN.join([f"{stance[1]} {stance[2]}: {stance[4]}" for stance in stances]).replace('"', '""')


def _measured(figures: Sequence[Any] | None) -> str:
    return cell(BETWEEN.join([f"{figure[1]}: {figure[2]}" for figure in figures])) if figures else ""


NO_EVIDENCE = ",".join(['""'] * 12)
