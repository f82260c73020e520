"""The commands that look: at the base as a whole, and at a document before it is in it."""

import sys
from pathlib import Path

import click

from app import documents
from app.cli.base import err, opened, out
from app.errors import Refused
from app.queries.checks import failures
from app.queries.coverage import list_coverage
from app.settings import Settings


@click.command()
def check() -> None:
    """Prove what always holds over the whole base; exit 1 with a list when something does not."""
    with opened(Settings()) as session:
        found = list(failures(session))
    for failure in found:
        out.print(failure, markup=False, soft_wrap=True)
    err.print(f"{len(found)} failures." if found else "Everything holds.")
    sys.exit(1 if found else 0)


@click.command()
def coverage() -> None:
    """Print how much of each document some claim quotes, and the sentences that none does."""
    with opened(Settings()) as session:
        found = list_coverage(session)
    for one in found:
        covered = one.sentences - len(one.left_out)
        out.print(f"{one.source.short}: {covered} of {one.sentences} sentences ({one.share:.0%})", markup=False)
        for sentence in one.left_out:
            out.print(f"  – {sentence}", markup=False, soft_wrap=True)


@click.command()
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
