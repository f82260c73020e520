"""A claim that was taken back: its page stays and says why, and no list, count or position holds it."""

import pytest

from app.models import Claim, Link
from app.store import Edit, withdraw
from tests.factories import a_claim, a_link, a_quote, a_stance, add
from tests.web.reading import parsed, read

REASON = "The paper has printed a correction."
NAMED = {"about": ["nato"], "programmes": ["the-fund"]}


@pytest.fixture
def withdrawn(session) -> Claim:
    """One claim withdrawn and one that stays, about the same things and linked to each other."""
    add(session, a_claim(key="stays", stances=[a_stance()], **NAMED))
    claim: Claim = add(
        session, a_claim(key="goes", quotes=[a_quote("should shrink")], stances=[a_stance("opposes")], **NAMED)
    )
    add(session, a_link(**{"from": "stays", "to": "goes"}))
    withdraw(session, claim, Edit(by="Ada", reason=REASON), made_from=1)
    session.commit()
    return claim


def test_its_page_stays_and_says_why(client, withdrawn):
    answer = client.get("/claims/goes")

    assert answer.status_code == 200
    banner = parsed(answer).select_one("main .banner")
    assert "Withdrawn" in banner.get_text()
    assert REASON in banner.get_text()
    assert client.get("/claims/goes.json").json()["status"] == "withdrawn"


PLACES = [
    *("/", "/claims", "/search?q=shrink", "/tensions", "/sources/report", "/topics/money", "/programmes/the-fund"),
    *("/actors/anna-weil", "/actors/nato", "/propositions/the-fund-should-grow", "/claims/stays"),
]


def test_no_other_page_leads_to_it(client, withdrawn):
    for path in PLACES:
        assert not read(client, path).select("a[href='/claims/goes']"), path


def test_no_other_data_names_it(client, withdrawn):
    for path in ["/index", "/claims", "/tensions", *(path for path in PLACES if path.count("/") == 2)]:
        data = client.get(f"{path}.json")

        assert data.status_code == 200
        assert "/claims/goes" not in data.text, path


def test_no_count_holds_it(client, withdrawn):
    assert client.get("/index.json").json()["counts"]["claims"] == 1
    assert client.get("/claims.json").json()["total"] == 1
    assert [one["claims_by"] for one in client.get("/actors.json").json()["items"] if one["slug"] == "anna-weil"] == [1]
    assert [one["claims_about"] for one in client.get("/programmes.json").json()["items"]] == [1]
    assert [one["claims_on"] for one in client.get("/topics.json").json()["items"]] == [1]
    assert [one["claims_quoted"] for one in client.get("/sources.json").json()["items"]] == [1]
    stances = client.get("/propositions/the-fund-should-grow.json").json()["stances"]
    assert (stances["supports"], stances["opposes"]) == (1, 0)


def test_a_withdrawn_link_is_shown_nowhere(sqlite_client, sqlite_session):
    add(sqlite_session, a_claim(key="one"))
    add(sqlite_session, a_claim(key="other", quotes=[a_quote("should shrink")]))
    link: Link = add(sqlite_session, a_link(**{"from": "one", "to": "other"}))
    link.withdrawn_because = "They speak of different years."
    sqlite_session.commit()

    for claim in ("one", "other"):
        assert sqlite_client.get(f"/claims/{claim}.json").json()["links"] == []
        assert "Both cannot be." not in sqlite_client.get(f"/claims/{claim}").text
    assert "/claims/one" not in sqlite_client.get("/tensions").text
