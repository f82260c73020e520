"""The data keeps to its own description, whatever is asked: status, type and shape of every answer."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LISTS = ("/claims.json", "/actors.json", "/programmes.json", "/propositions.json", "/topics.json", "/sources.json")


@pytest.fixture(scope="module")
def description(seeded_app):
    return schemathesis.openapi.from_asgi("/openapi.json", seeded_app)


def test_whatever_is_asked_the_answer_is_as_described(description):
    for operation in description.get_all_operations():
        assert_conforms(operation.ok(), examples=30 if operation.ok().path in LISTS else 10)


def assert_conforms(operation, examples: int) -> None:
    """Draw requests that fit the description, and some that do not."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize("noun", ["claims", "actors", "programmes", "propositions", "topics", "sources"])
def test_every_record_is_of_the_shape_described(seeded_client, description, noun):
    """Requests drawn from the description seldom name a record that exists."""
    operation = description[f"/{noun}/{{slug}}.json"]["GET"]

    for record in seeded_client.get(f"/{noun}.json?limit=20").json()["items"]:
        case = operation.Case(path_parameters={"slug": record["slug"]})
        answer = case.call_and_validate(checks=CHECKS)
        assert answer.status_code == 200


def test_every_described_address_says_what_it_answers(seeded_client):
    described = seeded_client.get("/openapi.json").json()

    assert described["openapi"].startswith("3.")
    for path, verbs in described["paths"].items():
        for verb, what in verbs.items():
            assert verb in {"get", "post"}
            assert what["description"], path
            assert {"200", "201"} & set(what["responses"])


def test_the_page_of_addresses_lists_all_that_are_described(seeded_client):
    page = seeded_client.get("/docs").text

    for path, verbs in seeded_client.get("/openapi.json").json()["paths"].items():
        for verb in verbs:
            assert f"<code>{'POST ' if verb == 'post' else ''}{path}</code>" in page
