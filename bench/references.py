"""`python -m bench.references`: how quickly references become files, beside the libraries that others would use.

Both sides start from the same references in memory and end with the whole text. Seconds are the processor's, so other
work on the machine counts little. An export reads the base as well, which is told apart.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import click

from app import db
from app.citations import FORMATS, Name, Reference
from app.queries.filters import ClaimFilter
from app.queries.reference_lists import list_references
from bench.bases import Built, base_of

SOME = 2_000  # of these the slowest library makes one file; ours makes it of all
REPEATS = 3


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--claims", default=10_000, show_default=True, type=click.IntRange(100, 2_000_000))
def main(claims: int) -> None:
    """Measure BibTeX against pybtex and RIS against rispy, on our records of claims and on the quotes they rest on."""
    built = base_of(claims)
    for cited in ("claims", "quotes"):
        references, read = _timed(built, cited)
        print(f"\n## {len(references):,} {cited}\n")
        ours = {suffix: _rate(partial(_ours, references, suffix), len(references)) for suffix in FORMATS}
        for suffix, rate in ours.items():
            both = 1 / (1 / rate + 1 / read)
            print(f"{FORMATS[suffix].label}: {rate:,.0f} a second, {both:,.0f} with reading the base")
        some = references[:SOME]
        for label, write, suffix in (("pybtex", _with_pybtex, "bib"), ("rispy", _with_rispy, "ris")):
            theirs = _rate(partial(write, some), len(some))
            print(f"{label}: {theirs:,.0f} a second; {FORMATS[suffix].label} is {ours[suffix] / theirs:.1f}× as fast")


def _references(built: Built, cited: str) -> Iterator[Reference]:
    engine = db.make_engine(built.url)
    with db.make_readers(engine)() as session:
        yield from list_references(session, ClaimFilter(), cited, site="https://ascribe.example")  # type: ignore[arg-type]
    engine.dispose()


def _timed(built: Built, cited: str) -> tuple[list[Reference], float]:
    """All of them, as many as there are claims, and how many a second are read."""
    references = list(islice(_references(built, cited), built.claims))
    return references, _rate(lambda: [None for _ in _references(built, cited)], len(references))


def _rate(make: Callable[[], object], records: int) -> float:
    """Records a second of the processor, the best of some runs."""
    best = float("inf")
    for _ in range(REPEATS):
        started = time.process_time()
        make()
        best = min(best, time.process_time() - started)
    return records / best


def _ours(references: list[Reference], suffix: str) -> int:
    return sum(len(piece) for piece in FORMATS[suffix].write(references))


def _with_pybtex(references: list[Reference]) -> str:
    from pybtex.database import BibliographyData, Entry, Person

    library = BibliographyData()
    for number, one in enumerate(references):
        people = [Person(_inverted(name)) for name in one.authors]
        library.add_entry(f"{one.id}{number}", Entry("misc", _fields(one), {"author": people} if people else {}))
    return str(library.to_string("bibtex"))


def _fields(one: Reference) -> dict[str, str]:
    fields = {
        "title": one.title,
        "howpublished": one.container,
        "publisher": one.publisher,
        "series": one.series,
        "number": one.series_number,
        "year": str(one.dated.year) if one.dated else "",
        "date": str(one.dated or ""),
        "note": one.printed_note,
        "url": one.url,
        "language": one.language,
        "keywords": ", ".join(one.keywords),
        "abstract": one.abstract,
        "annote": one.annotation,
    }
    return {name: value for name, value in fields.items() if value}


def _inverted(name: Name) -> str:
    return f"{{{name.literal}}}" if name.literal else f"{name.particle} {name.family}, {name.given}".strip()


def _with_rispy(references: list[Reference]) -> str:
    import rispy

    return str(rispy.dumps([_record(one) for one in references]))


def _record(one: Reference) -> dict[str, object]:
    fields = {
        "type_of_reference": "ELEC",
        "id": one.id,
        "authors": [name.in_full for name in one.authors],
        "title": one.title,
        "secondary_title": one.series or one.container,
        "number": one.series_number,
        "publisher": one.publisher,
        "year": str(one.dated.year) if one.dated else "",
        "date": str(one.dated or ""),
        "urls": [one.url],
        "language": one.language,
        "abstract": one.abstract,
        "keywords": list(one.keywords),
        "notes": [note for note in (one.printed_note, one.annotation) if note],
    }
    return {name: value for name, value in fields.items() if value}


if __name__ == "__main__":
    main()
