"""The commands. Each opens one session and commits once; citations are formatted after that, in their own sessions."""

import click

from app.cli.curation import export_seeds, import_files, seed
from app.cli.keeping import add_editor, cite, migrate, reindex
from app.cli.reading import check, coverage, read
from app.cli.serving import serve
from app.export import export


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ascribe: who said what about which programme, where it is written, and who says otherwise."""


_LOOKING = (check, coverage, read)
_CURATION = (seed, import_files, export_seeds, export)
_KEEPING = (serve, migrate, reindex, cite, add_editor)
for _command in (*_LOOKING, *_CURATION, *_KEEPING):
    main.add_command(_command)
