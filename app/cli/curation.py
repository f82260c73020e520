"""The commands that bring curation into the base and take it out again."""

import sys
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy.orm import Session

from app.cli.base import err, format_citations, opened, out
from app.entries.curation import BadCuration
from app.queries.curation import curation_files
from app.settings import Settings
from app.store import Edit, imports, seeds
from app.store.import_plans import File, Outcome


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def seed(folder: Path | None) -> None:
    """Load the curation from FOLDER (default: seeds/). Loading it again changes nothing."""
    settings = Settings()
    with opened(settings) as session:
        load(session, folder or settings.seeds_dir)
    with err.status("Formatting citations"):
        format_citations(settings)


@click.command("export-seeds")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_seeds(folder: Path) -> None:
    """Write the whole base into the new FOLDER as curation files and documents, which `seed` loads.

    They say what every record is now. What they do not hold: earlier revisions with their authors and reasons, old
    addresses, accounts and drafts; and the comments of the files that the base was once loaded from.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; name a new folder.")
    with opened(Settings()) as session:
        for path, pieces in curation_files(session):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
    err.print(f"The base is in {folder}.", markup=False)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="only say what would be done")
@click.option("--partly", is_flag=True, help="write the rest although something is refused")
@click.option("--by", default="import", show_default=True, help="who is named in the history")
@click.option("--reason", default="", help="why, as the history says [default: the names of the files]")
def import_files(files: tuple[Path, ...], dry_run: bool, partly: bool, by: str, reason: str) -> None:
    """Add and change records from FILES: curation in YAML, tables in CSV, and the texts that their sources name.

    Without --partly nothing is written if anything is refused. Importing the same files again changes nothing.
    """
    sent = [File(path.as_posix(), path.read_bytes()) for path in files]
    edit = Edit(by=by, reason=reason or f"Imported from {', '.join(path.name for path in files)}.")
    with opened(Settings()) as session:
        plan = imports.plan(session, sent)
        for row in plan.rows:
            if row.what is not Outcome.UNCHANGED:
                out.print(str(row), markup=False, soft_wrap=True)
        writes = plan.writes and not dry_run and (partly or not plan.of(Outcome.REFUSED))
        if writes:
            imports.apply(session, plan, edit, partly=partly)
    counts = ", ".join(f"{len(plan.of(what))} {what}" for what in Outcome)
    err.print(f"{counts}. {'It was written.' if writes else 'Nothing was written.'}")
    sys.exit(1 if plan.of(Outcome.REFUSED) else 0)


def load(session: Session, folder: Path) -> None:
    """Load the folder, and tell how it goes. Raises ClickException for mistakes, which are printed."""
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
