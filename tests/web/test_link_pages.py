"""A link between two claims is withdrawn with a reason, and can stand again."""

import pytest

from tests.factories import a_claim, a_hop, a_link, add
from tests.people import fields_of
from tests.web.reading import read

PLACE = "/claims/fund-should-grow"


@pytest.fixture
def link(session):
    add(session, a_claim())
    add(
        session,
        a_claim(key="fund-should-shrink", claimant="ben-brand", attribution=[a_hop("ben-brand", "direct"), a_hop()]),
    )
    link = add(session, a_link())
    session.commit()
    return link


def decide(writer, link, reason: str, **fields):
    page = f"{PLACE}/links/{link.id}"
    form = dict(fields_of(writer.get(page).text, "form.sheet")) | {"_reason": reason} | fields
    answer = writer.post(page, form)
    return writer.get(answer.headers["location"]) if answer.status_code == 303 else answer


def test_a_link_is_withdrawn_with_a_reason_and_stands_again(client, ada, link):
    assert f"{PLACE}/links/{link.id}" in ada.get(PLACE).text

    gone = decide(ada, link, "They speak of different funds.")

    assert "The link is withdrawn." in gone.text
    assert "They speak of different funds." in gone.text
    assert client.get(f"{PLACE}.json").json()["links"] == []
    assert not read(client, "/tensions").select(".pair")

    decide(ada, link, "They do not.")

    assert [one["kind"] for one in client.get(f"{PLACE}.json").json()["links"]] == ["contradicts"]


def test_without_a_reason_nothing_happens_and_the_form_says_so(client, ada, link):
    answer = decide(ada, link, " ")

    assert answer.status_code == 422
    assert "say in a few words why" in answer.text
    assert len(client.get(f"{PLACE}.json").json()["links"]) == 1


def test_who_saw_another_state_of_the_link_is_told(client, ada, link):
    answer = decide(ada, link, "Late.", _made_from="7")

    assert answer.status_code == 422
    assert len(client.get(f"{PLACE}.json").json()["links"]) == 1


@pytest.mark.parametrize("path", [f"{PLACE}/links/999", f"{PLACE}/links/99999999999", "/claims/nothing/links/1"])
def test_a_link_of_another_claim_cannot_be_guessed(ada, link, path):
    assert ada.get(path).status_code == 404
    assert ada.post(path, {"_reason": "x"}).status_code == 404


def test_readers_see_no_way_to_withdraw(client, link):
    assert f"{PLACE}/links/" not in client.get(PLACE).text
    assert client.get(f"{PLACE}/links/{link.id}").status_code == 401


def test_a_number_that_no_link_has_is_near_to_nothing(ada, link):
    answer = ada.get(f"{PLACE}/links/{link.id + 1}")

    assert answer.status_code == 404
    assert "The nearest we have" not in answer.text
    assert 'action="/search"' in answer.text
