"""Drafts that two people decide about at once: one decision counts, and the other person is told."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from app import db
from app.errors import Refused
from app.models import Draft
from app.store import drafts
from tests.people import an_account


@pytest.fixture
def handed_in(session) -> int:
    """The number of a draft that waits for an editor."""
    cy = an_account(session, "Cy", "contributor")
    draft = drafts.add_draft(session, cy, "topic", {"name": "Time"}, slug=None, made_from=None)
    drafts.hand_in(session, cy, draft.id)
    session.commit()
    return draft.id


@contextmanager
def meanwhile(work):
    """Begins the work elsewhere, which may have to wait for what is not committed here; it is done at the end."""
    other = threading.Thread(target=work)
    other.start()
    other.join(timeout=0.3)
    yield
    other.join()


def test_what_one_editor_publishes_while_another_sends_it_back_stays_published(engine, session, handed_in):
    ada, told = an_account(session), []

    def send_back():
        with db.make_writers(engine)() as own:
            own.scalars(select(Draft)).one()
            try:
                drafts.send_back(own, ada, handed_in, "Please say more.")
                own.commit()
            except Refused as refused:
                told.append(str(refused))

    with db.make_writers(engine)() as hers:
        drafts.accept(hers, ada, handed_in, "time", {"name": "Time"})
        with meanwhile(send_back):
            hers.commit()

    assert told == ["draft: is accepted already; look at it again"]
    session.expire_all()
    assert session.get_one(Draft, handed_in).state == "accepted"
