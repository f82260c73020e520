"""Claims as lines of JSON: each the same object as the claim's own data, `/claims/{slug}.json`."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from app.analysis.tables import lines_of
from app.queries.claim_rows import moment
from app.queries.exports import Batch

Made = dict[str, Any]


def write_jsonl(batches: Iterable[Batch], site: str) -> Iterator[str]:
    """An object for each claim on a line, in pieces; `site` is the address of the base without a slash."""
    return lines_of(_objects(batches, site))


def _objects(batches: Iterable[Batch], site: str) -> Iterator[str]:
    encode: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for batch in batches:
        lines = Lines(batch, site)
        for claim in batch.claims:
            yield encode(lines.claim(claim))


class Lines:
    """The objects of one batch."""

    def __init__(self, batch: Batch, site: str) -> None:
        self.batch, self.site = batch, site

    def claim(self, claim: Any) -> Made:
        number, slug, revision, statement, claimant, claimant_slug, claimant_kind, kind, certainty = claim[:9]
        hedges, said, note, status, updated_at = claim[9:]
        return {
            "slug": slug,
            "url": f"{self.site}/claims/{slug}",
            "statement": statement,
            "kind": kind,
            "certainty": certainty,
            "hedge": json.loads(hedges),
            "said_on": said,
            "claimant": self._actor(claimant_slug, claimant, claimant_kind),
            "attribution": self._each("hops", number, self._hop),
            "quotes": self._each("quotes", number, self._quote),
            "about": self._linked("about", number, self._actor),
            "programmes": self._linked("programmes", number, partial(self._target, "programme")),
            "stances": self._each("stances", number, self._stance),
            "topics": self._linked("topics", number, partial(self._named, "topics")),
            "figures": self._each("figures", number, _figure),
            "links": self._each("links", number, self._link),
            "note": note,
            "status": status,
            "revision": revision,
            "updated_at": moment(updated_at).isoformat().replace("+00:00", "Z"),
        }

    def _each(self, part: str, number: int, made: Callable[[Any], Made]) -> list[Made]:
        return [made(row) for row in self.batch.parts[part].get(number, ())]

    def _linked(self, to: str, number: int, made: Callable[..., Made]) -> list[Made]:
        records = self.batch.records[to]
        return [made(*records[record][1:]) for record in self.batch.links[to].get(number, ())]

    def _named(self, folder: str, slug: str, name: str, _kind: None = None) -> Made:
        return {"slug": slug, "name": name, "url": f"{self.site}/{folder}/{slug}"}

    def _actor(self, slug: str, name: str, kind: str) -> Made:
        return {"slug": slug, "name": name, "kind": kind, "url": f"{self.site}/actors/{slug}"}

    def _target(self, noun: str, slug: str, name: str, _kind: None = None) -> Made:
        return {"type": noun, **self._named(f"{noun}s", slug, name)}

    def _hop(self, row: Any) -> Made:
        _, mode, cue, *actors = row
        to = self._actor(*actors[3:]) if actors[3] else None
        return {"actor": self._actor(*actors[:3]), "mode": mode, "cue": cue, "to": to}

    def _quote(self, row: Any) -> Made:
        _, source, exact, start, stop, locator, prefix, suffix = row
        _, slug, title, supplied, *_ = self.batch.sources[source]
        place = f"{self.site}/sources/{slug}"
        return {
            "exact": exact,
            "start": start,
            "end": stop,
            "prefix": prefix,
            "suffix": suffix,
            "locator": locator,
            "url": f"{place}#char={start},{stop}",
            "source": {"slug": slug, "title": title or f"[{supplied}]", "url": place},
        }

    def _stance(self, row: Any) -> Made:
        _, stance, noun, slug, name, note = row
        return {"on": self._target(noun, slug, name), "stance": stance, "note": note}

    def _link(self, row: Any) -> Made:
        _, _, kind, reason, incoming, slug, statement = row
        claim = {"slug": slug, "statement": statement, "url": f"{self.site}/claims/{slug}"}
        return {"kind": kind, "reason": reason, "incoming": bool(incoming), "claim": claim}


def _figure(row: Any) -> Made:
    names = ("text", "measure", "value", "low", "high", "unit", "currency", "scale", "qualifier", "period")
    return dict(zip(names, row[1:], strict=True))
