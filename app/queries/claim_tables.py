"""Claims as rows of a table: one row a claim, each cell a text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.analysis.tables import BETWEEN, Cell, csv_of, plain
from app.queries.exports import Batch
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
    return csv_of(COLUMNS, _rows(batches, site), bom=bom)


def _rows(batches: Iterable[Batch], site: str) -> Iterator[Sequence[Cell]]:
    for batch in batches:
        table = Table(batch, site)
        for claim in batch.claims:
            yield table.row(claim)


@dataclass(slots=True)
class Table:
    """The rows of one batch. What claims share, such as a source, is written once and used again."""

    batch: Batch
    site: str
    _sources: dict[int, Sequence[str]] = field(default_factory=dict)

    def row(self, claim: Any) -> Sequence[Cell]:
        number, slug, revision, statement, claimant, claimant_slug, claimant_kind, kind, certainty = claim[:9]
        hedges, said, note, status, updated_at = claim[9:]
        place, parts = f"{self.site}/claims/{slug}", self.batch.parts
        quotes = parts["quotes"].get(number, ())
        quoted, (published, source) = self._first(quotes[0]) if quotes else (NO_QUOTE, NO_SOURCE)
        return (
            place,
            revision,
            f"{place}/revisions/{revision}",
            plain(statement),
            plain(claimant),
            claimant_kind,
            f"{self.site}/actors/{claimant_slug}",
            kind,
            certainty,
            "" if hedges == "[]" else plain(BETWEEN.join(json.loads(hedges))),
            said,
            published,
            status,
            _taken(parts["stances"].get(number)),
            *quoted,
            plain(BETWEEN.join([self._cited(quote) for quote in quotes])),
            *source,
            _named(parts["topics"].get(number)),
            _named(parts["programmes"].get(number)),
            _named(parts["about"].get(number)),
            _measured(parts["figures"].get(number)),
            plain(note),
            updated_at.isoformat(),
        )

    def _first(self, quote: Any) -> tuple[Sequence[str], tuple[str, Sequence[str]]]:
        """The cells of a claim's first quote, when its source was published, and the source's own cells."""
        source, exact, start, stop, locator = quote[1:6]
        published, *cells = self._source(source)
        link = f"{cells[-1]}#char={start},{stop}"
        return (plain(exact), plain(locator), link), (published, cells)

    def _cited(self, quote: Any) -> str:
        return f"“{quote[2]}” ({self.batch.sources[quote[1]][10]}{', ' if quote[5] else ''}{quote[5]})"

    def _source(self, number: int) -> Sequence[str]:
        """When it was published, then the cells under `source…`."""
        if number not in self._sources:
            self._sources[number] = self._written(number)
        return self._sources[number]

    def _written(self, number: int) -> Sequence[str]:
        _, slug, title, supplied, kind, container, series, series_number, published, url, _ = self.batch.sources[number]
        makers = self.batch.makers.get(number, ())
        return (
            published or "",
            plain(title or f"[{supplied}]"),
            kind,
            plain(BETWEEN.join([name for _, role, name in makers if role == ContributorRole.AUTHOR])),
            plain(BETWEEN.join([name for _, role, name in makers if role == ContributorRole.PUBLISHER])),
            plain(container),
            plain(" ".join(part for part in (series, series_number) if part)),
            plain(url),
            f"{self.site}/sources/{slug}",
        )


def _taken(stances: Sequence[Any] | None) -> str:
    return BETWEEN.join([f"{stance[1]} {stance[2]}: {stance[4]}" for stance in stances]) if stances else ""


def _named(records: Sequence[Any] | None) -> str:
    return plain(BETWEEN.join([record[2] for record in records])) if records else ""


def _measured(figures: Sequence[Any] | None) -> str:
    return plain(BETWEEN.join([f"{figure[1]}: {figure[2]}" for figure in figures])) if figures else ""


NO_QUOTE = ("", "", "")
NO_SOURCE = ("", ("",) * 8)
