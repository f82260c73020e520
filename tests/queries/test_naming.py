"""What a name stands for: the same on both databases, whatever the letters."""

import pytest

from app.queries.naming import slug_meant
from tests.factories import a_topic, add


@pytest.mark.parametrize("typed", ["Öl und Gas", "ÖL UND GAS", "oil"])
def test_a_record_is_meant_by_its_own_name(session, typed):
    add(session, a_topic(key="oil", name="Öl und Gas"))

    assert slug_meant(session, "topic", typed) == "oil"


@pytest.mark.parametrize("typed", ["Öl", "gas", "ÖL g", "l u"])
def test_lists_are_narrowed_by_any_letters_of_a_name(client, session, typed):
    add(session, a_topic(key="oil", name="Öl und Gas"))
    add(session, a_topic())
    session.commit()

    found = client.get("/topics.json", params={"q": typed}).json()["items"]

    assert [one["slug"] for one in found] == ["oil"]
