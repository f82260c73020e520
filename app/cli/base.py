"""What every command works with: the terminal, and the base that is asked for in the settings."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from sqlalchemy.orm import Session

from app import db, search
from app.citations import styles
from app.errors import Refused
from app.queries.citations import list_citable
from app.settings import Settings
from app.store.citations import prepare

out, err = Console(highlight=False), Console(stderr=True, highlight=False)


@contextmanager
def opened(settings: Settings) -> Iterator[Session]:
    """A session on the migrated base, committed at the end."""
    engine = db.make_engine(settings.database_url)
    db.upgrade(engine)
    try:
        with db.make_writers(engine)() as session, session.begin():
            search.rebuild_if_empty(session)
            yield session
    finally:
        engine.dispose()


def format_citations(
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
