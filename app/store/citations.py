"""Preparing formatted citations, so that no page has to wait for them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from app.citations import Reference, styles
from app.citations.prepared import fingerprint, format_each
from app.db import insert_or_ignore
from app.models import FormattedCitation
from app.store.turns import raise_version

BATCH = 200  # formatted by one run of pandoc, in about half a second


def prepare(
    sessions: sessionmaker[Session],
    references: Iterable[Reference],
    wanted: Sequence[str] = tuple(styles.STYLES),
    on_batch: Callable[[int], None] = lambda _done: None,
) -> int:
    """Format what this engine has not formatted yet, and keep it; how many were new. Without pandoc nothing happens.

    The references must be made for `citations.prepared.SITE`. Call it after a commit: formatting takes its time, so it
    happens between short transactions of its own. Raises Refused for an unknown style.
    """
    engine = styles.engine_version()
    if not engine:
        return 0
    rest, new = iter(references), 0
    while batch := {fingerprint(reference): reference for reference in islice(rest, BATCH)}:
        for style in wanted:
            with sessions() as session:
                missing = _missing(session, batch, style, engine)
            if missing:
                made = format_each(missing, style)
                with sessions.begin() as session:
                    _keep(session, made, style, engine)
                new += len(made)
        on_batch(len(batch))
    return new


def _missing(session: Session, batch: dict[str, Reference], style: str, engine: str) -> list[Reference]:
    kept = select(FormattedCitation.fingerprint).where(
        FormattedCitation.fingerprint.in_(list(batch)),
        FormattedCitation.style == style,
        FormattedCitation.engine == engine,
    )
    done = set(session.scalars(kept))
    return [reference for one, reference in batch.items() if one not in done]


def _keep(session: Session, made: dict[str, str], style: str, engine: str) -> None:
    """What an older engine made gives way. Pages show what is new, so the base's version rises."""
    of_style = (FormattedCitation.style == style, FormattedCitation.fingerprint.in_(list(made)))
    session.execute(delete(FormattedCitation).where(*of_style, FormattedCitation.engine != engine))
    for one, markup in made.items():
        insert_or_ignore(
            session, FormattedCitation, {"fingerprint": one, "style": style, "engine": engine, "html": markup}
        )
    raise_version(session)
