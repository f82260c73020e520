"""The commands. Each opens one session and commits once."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy.orm import Session

from app import db, documents, search
from app.citations import styles
from app.entries.accounts import NewAccount
from app.entries.complaints import complaints_of
from app.entries.curation import BadCuration
from app.errors import Refused
from app.export import export
from app.queries.accounts import list_accounts
from app.queries.checks import failures
from app.queries.citations import list_citable
from app.queries.coverage import list_coverage
from app.queries.curation import curation_files
from app.settings import Settings
from app.store import Edit, accounts, imports, seeds
from app.store.citations import prepare
from app.vocabulary import Role

out, err = Console(highlight=False), Console(stderr=True, highlight=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ascribe: who said what about which programme, where it is written, and who says otherwise."""


main.add_command(export)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Migrate, load the curation, and serve the pages."""
    import uvicorn  # the other commands start faster without the web

    from app.main import create_app

    settings = Settings()
    with _session(settings) as session:
        _seed(session, settings.seeds_dir)
    # The pages are there at once; citations appear on them as they are formatted.
    Thread(target=_prepare, args=(settings,), daemon=True).start()
    err.print(f"Ascribe is at http://{host}:{port} (Ctrl-C stops it)")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", server_header=False)


@main.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    with _session(Settings()):
        err.print("The schema is up to date.")


@main.command()
def reindex() -> None:
    """Make anew what searches look in. Nothing else can write meanwhile."""
    with _session(Settings()) as session:
        search.rebuild(session)
    err.print("Everything can be found.")


@main.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def seed(folder: Path | None) -> None:
    """Load the curation from FOLDER (default: seeds/). Loading it again changes nothing."""
    settings = Settings()
    with _session(settings) as session:
        _seed(session, folder or settings.seeds_dir)
    with err.status("Formatting citations"):
        _prepare(settings)


@main.command()
@click.option(
    "--style", "wanted", multiple=True, help="a CSL style by its name, such as nature [default: those of the pages]"
)
def cite(wanted: tuple[str, ...]) -> None:
    """Format every citation that pages show and nobody has formatted yet."""
    if not styles.available():
        raise click.ClickException("Formatted citations need pandoc: install the extra “styles”.")
    settings = Settings()
    with _session(settings):
        pass
    columns = (TextColumn("Formatting citations"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("cite", total=None)
        new = _prepare(settings, wanted or tuple(styles.STYLES), lambda done: progress.advance(task, done))
    err.print(f"{new:,} citations were formatted.")


@main.command()
def check() -> None:
    """Prove what always holds over the whole base; exit 1 with a list when something does not."""
    with _session(Settings()) as session:
        found = list(failures(session))
    for failure in found:
        out.print(failure, markup=False, soft_wrap=True)
    err.print(f"{len(found)} failures." if found else "Everything holds.")
    sys.exit(1 if found else 0)


@main.command()
def coverage() -> None:
    """Print how much of each document some claim quotes, and the sentences that none does."""
    with _session(Settings()) as session:
        found = list_coverage(session)
    for one in found:
        covered = one.sentences - len(one.left_out)
        out.print(f"{one.source.short}: {covered} of {one.sentences} sentences ({one.share:.0%})", markup=False)
        for sentence in one.left_out:
            out.print(f"  – {sentence}", markup=False, soft_wrap=True)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "media_type", default="text/plain", show_default=True, help="the file's media type")
def read(file: Path, media_type: str) -> None:
    """Print the blocks of a document and what it states about itself, each with its place."""
    try:
        document = documents.read(file.read_bytes(), media_type)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    for warning in document.warnings:
        err.print(f"Warning: {warning}", markup=False)
    for stated in document.metadata:
        out.print(f"{stated.field}: {stated.value}  [{stated.start}–{stated.stop}]", markup=False, soft_wrap=True)
    for block in document.blocks:
        number = f" ¶ {block.number}" if block.number else ""
        section = f"  ({' › '.join(block.section)})" if block.section else ""
        out.print(f"\n{block.kind.label}{number} [{block.start}–{block.stop}]{section}", style="bold", markup=False)
        out.print(document.words_of(block), markup=False, soft_wrap=True)


@main.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="what they may do [default: editor; the first account is always an admin]",
)
def add_editor(name: str, role: str | None) -> None:
    """Add an account for NAME, who can then sign in. The password is asked for."""
    password = click.prompt("Password (at least 10 characters)", hide_input=True, confirmation_prompt="Once more")
    try:
        with _session(Settings()) as session:
            first = not list_accounts(session)
            as_role = Role.ADMIN if first else Role(role or Role.EDITOR)
            new = NewAccount.model_validate({"name": name, "role": as_role, "password": password})
            account = accounts.add_account(session, new)
            err.print(f"{account.name} can sign in at /sign-in as {account.role.label}.", markup=False)
    except ValidationError as error:
        raise click.ClickException("\n".join(map(str, complaints_of(error, NewAccount)))) from None
    except Refused as refused:
        raise click.ClickException(str(refused)) from None


@main.command("export-seeds")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_seeds(folder: Path) -> None:
    """Write the whole base into the new FOLDER as curation files and documents, which `seed` loads.

    They say what every record is now. What they do not hold: earlier revisions with their authors and reasons, old
    addresses, accounts and drafts; and the comments of the files that the base was once loaded from.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; name a new folder.")
    with _session(Settings()) as session:
        for path, pieces in curation_files(session):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
    err.print(f"The base is in {folder}.", markup=False)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="only say what would be done")
@click.option("--partly", is_flag=True, help="write the rest although something is refused")
@click.option("--by", default="import", show_default=True, help="who is named in the history")
@click.option("--reason", default="", help="why, as the history says [default: the names of the files]")
def import_files(files: tuple[Path, ...], dry_run: bool, partly: bool, by: str, reason: str) -> None:
    """Add and change records from FILES: curation in YAML, tables in CSV, and the texts that their sources name.

    Without --partly nothing is written if anything is refused. Importing the same files again changes nothing.
    """
    sent = [imports.File(path.as_posix(), path.read_bytes()) for path in files]
    edit = Edit(by=by, reason=reason or f"Imported from {', '.join(path.name for path in files)}.")
    with _session(Settings()) as session:
        plan = imports.plan(session, sent)
        for row in plan.rows:
            if row.what is not imports.Outcome.UNCHANGED:
                out.print(str(row), markup=False, soft_wrap=True)
        writes = plan.writes and not dry_run and (partly or not plan.of(imports.Outcome.REFUSED))
        if writes:
            imports.apply(session, plan, edit, partly=partly)
    counts = ", ".join(f"{len(plan.of(what))} {what}" for what in imports.Outcome)
    err.print(f"{counts}. {'It was written.' if writes else 'Nothing was written.'}")
    sys.exit(1 if plan.of(imports.Outcome.REFUSED) else 0)


@contextmanager
def _session(settings: Settings) -> Iterator[Session]:
    """A session on the migrated base, committed at the end."""
    engine = db.make_engine(settings.database_url)
    db.upgrade(engine)
    try:
        with db.make_writers(engine)() as session, session.begin():
            search.rebuild_if_empty(session)
            yield session
    finally:
        engine.dispose()


def _prepare(
    settings: Settings,
    wanted: tuple[str, ...] = tuple(styles.STYLES),
    on_batch: Callable[[int], None] = lambda _done: None,
) -> int:
    """Format what is not formatted yet, in short transactions of its own."""
    engine = db.make_engine(settings.database_url)
    sessions = db.make_sessions(engine)
    try:
        with sessions() as session:
            return prepare(sessions, list_citable(session), wanted, on_batch)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    finally:
        engine.dispose()


def _seed(session: Session, folder: Path) -> None:
    columns = (TextColumn("Loading the curation"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, console=err, transient=True) as progress:
            task = progress.add_task("load", total=None)
            summary = seeds.load(
                session, folder, lambda done, total: progress.update(task, completed=done, total=total)
            )
    except BadCuration as bad:
        out.print("\n".join(bad.mistakes), markup=False, soft_wrap=True)
        raise click.ClickException(f"{len(bad.mistakes)} mistakes in the curation; nothing was loaded.") from None
    _print_summary(summary)


def _print_summary(summary: seeds.Summary) -> None:
    table = Table("", "added", "changed", "untouched", "left alone", box=None, pad_edge=False)
    left_alone = [noun for noun, _ in summary.left_alone]
    for noun in dict.fromkeys([*summary.added, *summary.changed, *summary.untouched, *left_alone]):
        counts = (summary.added[noun], summary.changed[noun], summary.untouched[noun], left_alone.count(noun))
        table.add_row(f"{noun}s", *map(str, counts))
    err.print(table)
    for noun, key in summary.left_alone:
        err.print(f"Left alone, because an editor has changed it: {noun} {key}", markup=False)


if __name__ == "__main__":
    main()
