"""The command that takes the base away, whole or in part, in every format."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import IO, Any, Final, TypeVar, get_args
from urllib.parse import urlencode

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app import db
from app.citations import FORMATS, bibliographies
from app.citations.packs import write_pack
from app.citations.terms import Terms
from app.errors import Refused
from app.queries.base import read_terms
from app.queries.claim_lines import write_jsonl
from app.queries.claim_tables import write_csv
from app.queries.dataset.shelf import KINDS, Shelf
from app.queries.exports import each_batch, refuse_before_reading
from app.queries.filters import ClaimFilter
from app.queries.ordering import SORTS
from app.queries.packs import list_packed, pack_of
from app.queries.reference_lists import Cited, list_references
from app.settings import Settings

err = Console(stderr=True, highlight=False)
_REFERENCES: Final = {known.suffix.partition(".")[0]: known for known in FORMATS.values()}
Tell = Callable[[int, int | None], None]  # how many are done, and of how many
Some = TypeVar("Some")
_TABLES: Final = {"csv": write_csv, "jsonl": write_jsonl}
_BINARY: Final = {*KINDS, "pack", "docx", "odt"}
_USUAL: Final = "apa"
_IN_QUERY: Final = {"since": "from", "until": "to"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported: which claims, in which order, what is cited for them and how, and the query for it."""

    where: ClaimFilter
    sort: str
    cited: Cited
    style: str
    query: list[tuple[str, str]]
    site: str


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each field that lists of claims are narrowed by, under its name in the address of a list."""
    for field in reversed(fields(ClaimFilter)):
        name = _IN_QUERY.get(field.name, field.name)
        several = field.default == () and field.default is not MISSING
        spelled = dict.fromkeys((f"--{name.replace('_', '-')}", f"--{name}"))
        command = click.option(*spelled, field.name, multiple=several, help=f"as {name}= in the address")(command)
    return command


@click.command()
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([*_REFERENCES, *bibliographies.KINDS, *_TABLES, *KINDS, "pack"]),
)
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="[default: stdout]")
@click.option("--cite", "cited", type=click.Choice(get_args(Cited)), default="sources", show_default=True)
@click.option("--style", help="of a bibliography: a CSL style by its name, such as mla or nature  [default: apa]")
@click.option("--sort", type=click.Choice(list(SORTS)), default="newest", show_default=True)
@_filters
def export(form: str, output: Path | None, cited: Cited, style: str | None, sort: str, **asked: Any) -> None:
    """Write the base, or the claims that pass the filters, to a file.

    bib, biblatex, ris and csl are references; docx, odt, md, html and txt a bibliography in a style, of up to 1,000
    entries; csv and jsonl have a row for each claim; pack is an evidence pack. sqlite and datapackage are the whole
    base, and take no filters.
    """
    settings = Settings()
    if style and form not in bibliographies.KINDS:
        raise click.UsageError(f"--style is for bibliographies: {', '.join(bibliographies.KINDS)}.")
    wanted = _asked(settings, sort, cited, style or _USUAL, asked)
    if form in KINDS and wanted.query:
        raise click.UsageError(f"{form} is the whole base: leave the filters out.")
    engine = db.make_engine(settings.database_url)
    try:
        db.upgrade(engine)
        with _opened(output, binary=form in _BINARY) as file:
            _write(form, engine, settings, wanted, file)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    finally:
        engine.dispose()


def _asked(settings: Settings, sort: str, cited: Cited, style: str, options: dict[str, Any]) -> Asked:
    """The options as the query of a list's address, which knows what each of them may be."""
    from app.web.query import ClaimQuery  # the other commands start faster without the web

    given = {_IN_QUERY.get(name, name): value for name, value in options.items() if value}
    try:
        query = ClaimQuery.model_validate({name: _listed(value) for name, value in given.items()} | {"sort": sort})
    except ValidationError as error:
        wrong = [f"--{one['loc'][0]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()]
        raise click.UsageError("\n".join(wrong)) from None
    pairs = [
        (name, one) for name, value in sorted(given.items()) for one in ([value] if isinstance(value, str) else value)
    ]
    return Asked(query.filter, sort, cited, style, pairs, settings.public_url.rstrip("/"))


def _listed(value: Any) -> Any:
    return value if isinstance(value, str) else list(value)


@contextmanager
def _opened(output: Path | None, *, binary: bool) -> Iterator[IO[bytes]]:
    """The file, under another name until it is whole; or stdout, unless it is a terminal that bytes would upset."""
    if output is None:
        if binary and sys.stdout.isatty():
            raise click.UsageError("This is no text: write it to a file with --output FILE or > FILE.")
        yield sys.stdout.buffer
        return
    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(form: str, engine: Engine, settings: Settings, asked: Asked, file: IO[bytes]) -> None:
    if form in KINDS:
        with _progress("table") as tell:
            path = Shelf.of(engine, settings).make(form, tell)
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)
        return
    with db.make_readers(engine)() as session:
        terms = read_terms(session, settings.licence, settings.licence_url, asked.site)
        if form == "pack":
            file.write(_packed(session, terms, asked))
            return
        if form in bibliographies.KINDS:
            file.write(_bibliography(session, form, terms, asked))
            return
        with _progress("record") as tell:
            for piece in _texts(session, form, terms, asked, tell):
                file.write(piece.encode())


def _texts(session: Session, form: str, terms: Terms, asked: Asked, tell: Tell) -> Iterator[str]:
    if form in _TABLES:
        refuse_before_reading(session, asked.where, asked.sort, None)
        batches = each_batch(session, asked.where, sort=asked.sort)
        yield from _TABLES[form](_counted(batches, tell, lambda batch: len(batch.claims)), asked.site)
        return
    references = list_references(session, asked.where, asked.cited, sort=asked.sort, site=asked.site)
    yield terms.remark_in(_REFERENCES[form].suffix)
    yield from _REFERENCES[form].write(_counted(references, tell))


def _counted(some: Iterable[Some], tell: Tell, size: Callable[[Some], int] = lambda _one: 1) -> Iterator[Some]:
    """Each of them, while it is told how many records have gone by."""
    done = 0
    for one in some:
        yield one
        done += size(one)
        tell(done, None)


def _packed(session: Session, terms: Terms, asked: Asked) -> bytes:
    query = {name: [value for other, value in asked.query if other == name] for name, _ in asked.query}
    listed = f"{asked.site}/claims?{urlencode(asked.query)}".rstrip("?")
    with _progress("claim") as tell:
        claims = list_packed(session, asked.where, asked.sort)
        tell(0, len(claims))
        made = write_pack(pack_of(session, claims, f"The claims of {listed}", query, terms))
        tell(len(claims), len(claims))
    return made


def _bibliography(session: Session, form: str, terms: Terms, asked: Asked) -> bytes:
    with _progress("entry", "entries") as tell:
        references = list_references(session, asked.where, asked.cited, sort=asked.sort, site=asked.site)
        return bibliographies.write_bibliography(_counted(references, tell), asked.style, form, terms.notice)


@contextmanager
def _progress(one: str, many: str = "") -> Iterator[Tell]:
    """Tells on stderr how far it is: a bar while it goes on, a line at the end."""
    many = many or f"{one}s"
    columns = (TextColumn("Exporting"), BarColumn(), MofNCompleteColumn(), TextColumn(many))
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("export", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
        done = progress.tasks[0].completed
    written = f"{done:,.0f} {one} was written." if done == 1 else f"{done:,.0f} {many} were written."
    # A file of the whole base may have been made before.
    err.print(written if done or one != "table" else "The base has not changed since.")
