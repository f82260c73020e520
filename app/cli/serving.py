"""The command that serves the pages."""

from threading import Thread

import click

from app.cli.base import err, format_citations, opened
from app.cli.curation import load
from app.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Migrate, load the curation, and serve the pages."""
    import uvicorn  # the other commands start faster without the web

    from app.main import create_app

    settings = Settings()
    with opened(settings) as session:
        load(session, settings.seeds_dir)
    # The pages are there at once; citations appear on them as they are formatted.
    Thread(target=format_citations, args=(settings,), daemon=True).start()
    err.print(f"Ascribe is at http://{host}:{port} (Ctrl-C stops it)")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", server_header=False)
