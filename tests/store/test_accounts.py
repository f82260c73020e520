"""Accounts: their names, and what two admins may do at once."""

import threading

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from app import db
from app.entries.accounts import NewAccount
from app.entries.complaints import complaints_of
from app.errors import Refused
from app.models import Account
from app.store import accounts
from app.vocabulary import Role
from tests.people import PASSWORD, an_account


@pytest.mark.parametrize("name", ["Ada " * 15, "ß" * 60, "ﷺ" * 6])
def test_a_name_is_kept_whatever_its_letters(session, name):
    account = an_account(session, name)

    assert accounts.find_by_password(session, name.upper(), PASSWORD) is account


def test_a_name_that_grows_too_long_when_it_is_compared_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        NewAccount.model_validate({"name": "ﷺ" * 60, "role": "editor", "password": PASSWORD})

    (complaint,) = complaints_of(refused.value, NewAccount)
    assert str(complaint) == "name: is too long, for some of its letters stand for several; shorten it"


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
