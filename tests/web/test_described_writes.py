"""What scripts may write is described, and what is described is accepted, for every address that takes JSON."""

from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy.orm import Session

from app import store
from app.entries import ENTRIES
from app.entries.accounts import NewToken
from app.queries.revisions import list_merges
from app.store import accounts
from app.store.shelf import Shelf
from app.web.data import examples
from app.web.data.writing import Write, all_writes
from tests.factories import EDIT, an_actor
from tests.people import an_account
from tests.web.test_openapi import CHECKS
from tests.web.test_permissions import OPEN, routes_of

WRITES = {write.name: write for write in all_writes()}
SLUGS = {noun: entry["key"] for noun, entry in examples.ENTRIES.items() if noun != "link"}


def a_token(session: Session) -> dict[str, str]:
    """The header of a script that acts for an admin."""
    account = an_account(session, "Root", "admin")
    secret = accounts.add_token(session, account.id, NewToken(label="script"))
    session.commit()
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def token(sqlite_session) -> dict[str, str]:
    return a_token(sqlite_session)


@pytest.fixture(scope="module")
def description(seeded_client) -> dict[str, Any]:
    found: dict[str, Any] = seeded_client.get("/openapi.json").json()
    return found


def noun_of(write: Write) -> str:
    """What it writes, as far as its name or its address tells."""
    named = write.name.rpartition("_")[2]
    return named if named in ENTRIES else write.path.split("/")[1].removesuffix("s")


def entry_of(noun: str, **changes: Any) -> Any:
    return ENTRIES[noun].model_validate(examples.ENTRIES[noun] | changes)


def begin(session: Session) -> None:
    """What the examples name and none of them adds."""
    store.add(session, an_actor(key="the-gazette", name="The Gazette"), EDIT)
    session.commit()


def make_way(session: Session, write: Write) -> str:
    """What must be there for this example and no other; the address that it goes to."""
    noun = noun_of(write)
    slug, number, merge = SLUGS.get(noun, SLUGS["claim"]), 1, 1
    if write.name == "add_link":
        store.add(session, entry_of("claim", key="fund-should-shrink"), EDIT)
    elif write.name.startswith("merge"):
        slug = f"{slug}-2"
        store.add(session, entry_of(noun, key=slug), EDIT)
    elif write.name.startswith("undo_merge"):
        merge = list_merges(session, noun, slug)[0].id
    session.commit()
    return write.path.format(slug=slug, number=number, merge=merge)


def up_to_date(session: Session, write: Write) -> dict[str, Any]:
    """The example, with the revision of now: those before it have changed the same records."""
    if "made_from" not in write.example or write.name == "change_link":
        return write.example
    session.expire_all()
    noun = noun_of(write)
    return write.example | {"made_from": Shelf(session).get(noun, SLUGS[noun]).revision}


def test_the_example_of_every_write_is_accepted_and_answered_as_described(client, session, description):
    begin(session)
    token = a_token(session)
    for write in sorted(WRITES.values(), key=lambda one: (not one.adds, one.name.startswith("rename"))):
        described = description["paths"][write.path]["post"]
        content = described["requestBody"]["content"]["application/json"]
        path, body = make_way(session, write), up_to_date(session, write)

        answer = client.post(path, json=body, headers=token, follow_redirects=False)

        assert content["example"] == write.example
        assert_fits(body, content["schema"], description)
        assert answer.status_code == (201 if write.adds else 200), (write.name, answer.text)
        expected = described["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
        assert_fits(answer.json(), expected, description)


def test_what_is_wrong_with_a_write_is_told_in_the_shape_that_is_described(
    sqlite_client, sqlite_session, token, description
):
    fill(sqlite_session)
    for write in WRITES.values():
        described = description["paths"][write.path]["post"]["responses"]
        path = write.path.format(slug=SLUGS.get(noun_of(write), SLUGS["claim"]), number=1, merge=1)

        def told(expected: int, headers: dict[str, str], to: str, **body: Any) -> None:
            answer = sqlite_client.post(to, headers=headers, follow_redirects=False, **body)
            assert answer.status_code == expected, (to, expected, answer.text)
            schema = described[str(expected)]["content"]["application/json"]["schema"]  # noqa: B023  (called here)
            assert_fits(answer.json(), schema, description)

        told(401, {}, path, json=write.example)
        told(400, token | {"content-type": "application/json"}, path, content=b"{")
        told(400, {"content-type": "application/json"}, path, content=b"\xff")
        if not write.name.startswith("undo_merge"):
            told(422, token, path, json={})
            told(422, token, path, json=[])
            told(422, token, path, json=write.example | {"reason": "x" * 501})
        if "{slug}" in write.path and not write.adds:
            missing = write.path.format(slug="no-such", number=9, merge=9)
            told(404, token, missing, json=write.example)
        if "made_from" in write.example and write.name != "reinstate":  # it stands already
            told(409, token, path, json=write.example | {"made_from": 7})
            told(422, token, path, json=write.example | {"made_from": "1"})


def fill(session: Session) -> None:
    """All that the examples add."""
    begin(session)
    for noun in examples.ENTRIES:
        if noun == "link":
            store.add(session, entry_of("claim", key="fund-should-shrink"), EDIT)
        store.add(session, entry_of(noun), EDIT)
    session.commit()


def test_every_write_of_a_script_is_described_and_what_is_for_people_alone_refuses_json(
    sqlite_app, sqlite_client, sqlite_session, token, description
):
    described = {path for path, verbs in description["paths"].items() if "post" in verbs}
    posted = {route.path for route, method, _ in routes_of(sqlite_app) if method == "POST"}

    assert described <= posted
    assert described == {write.path for write in WRITES.values()}
    for path in posted - described - OPEN - {"/sign-out"}:
        place = path.format(slug="no-such", number=1, merge=1, name="x")
        answer = sqlite_client.post(place, json={}, headers=token)
        assert answer.status_code == 400, path
        assert answer.json()["error"] == "This address takes forms, not JSON."


def test_every_write_asks_for_a_token(description):
    assert description["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, verbs in description["paths"].items():
        for verb, what in verbs.items():
            assert what.get("security", []) == ([{"token": []}] if verb == "post" else []), path


def test_whatever_a_script_sends_is_answered_as_described(sqlite_app, sqlite_session, token):
    fill(sqlite_session)
    described = schemathesis.openapi.from_asgi("/openapi.json", sqlite_app)

    for write in WRITES.values():
        operation = described[write.path]["POST"]

        @settings(
            max_examples=3,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def send(case):
            case.call_and_validate(checks=CHECKS, headers=token)

        send()


def test_the_page_of_addresses_shows_what_to_send(seeded_client):
    page = seeded_client.get("/docs").text

    assert "<code>POST /claims/{slug}/withdraw</code>" in page
    assert "made_from" in page


def assert_fits(value: Any, schema: dict[str, Any], description: dict[str, Any]) -> None:
    """By JSON Schema, with the parts that the description names."""
    whole = schema | {"components": description["components"]}
    found = jsonschema_rs.validator_for(whole).iter_errors(value)
    assert [error.message for error in found] == []
