"""Accounts: what two admins may do at once."""

import threading

from sqlalchemy import select

from app import db
from app.errors import Refused
from app.models import Account
from app.store import accounts
from app.vocabulary import Role
from tests.people import an_account


def test_two_admins_cannot_close_each_other(engine, session):
    one, other = (an_account(session, name, "admin").id for name in ("Root", "Rita"))
    told = []

    def close(number):
        with db.make_writers(engine)() as own:
            try:
                accounts.change_role(own, number, Role.ADMIN, is_open=False)
                own.commit()
            except Refused as refused:
                told.append(str(refused))

    with db.make_writers(engine)() as hers:
        accounts.change_role(hers, one, Role.ADMIN, is_open=False)
        second = threading.Thread(target=close, args=(other,))
        second.start()
        second.join(timeout=0.3)
        hers.commit()
    second.join()

    assert told == ["role: is the only admin; make somebody else an admin first"]
    session.expire_all()
    assert session.scalars(select(Account.name).where(Account.is_open)).all() == ["Rita"]
