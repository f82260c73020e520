"""Whatever stands in an address, it is answered in words and never with a fault of ours; on both databases."""

import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.raw_requests import ask

FIELDS = (
    "q after limit sort from to actor about programme topic proposition source kind certainty stance status "
    "publisher year month figures first_hand actor_kind nothing-of-that-name"
).split()
NOUNS = ("claims", "actors", "programmes", "propositions", "sources", "topics")
LISTS = [f"/{noun}{suffix}" for noun in NOUNS for suffix in ("", ".json")] + ["/search"]
# Each as it stands in a request line.
ODD = {
    "nothing": "",
    "NUL": "%00",
    "NUL inside a word": "mark%00rutte",
    "control characters": "%01%02%1b%7f%c2%85",
    "no UTF-8": "%ff%fe%80",
    "a lone surrogate": "%ed%a0%80",
    "half an escape": "%",
    "no hexadecimal": "%zz%u0041",
    "a character beyond the last": "%f4%90%80%80",
    "a noncharacter": "%ef%bf%bf",
    "right to left": quote("\u202eetir\u0645\u0631\u062d\u0628\u0627"),
    "combining marks": quote("e" + "\u0301" * 300),
    "an emoji of several parts": quote("👩‍👩‍👧‍👦"),
    "wide letters": quote("ＳＡＦＥ"),
    "letters that grow in another case": quote("İßŉǰΐ"),
    "line ends": "%0d%0aSet-Cookie:%20a=b",
    "markup": quote("<script>alert(1)</script>\"'&"),
    "a template": quote("{{7*7}}{% raw %}"),
    "SQL": quote("' OR 1=1; DROP TABLE claims; --"),
    "wildcards": "%25_%5c%25%25",
    "a path": quote("../../etc/passwd", safe=""),
    "a long number": "9" * 400,
    "a number out of range": "9223372036854775808",
    "a negative number": "-1",
    "a year out of range": "99999-01",
    "digits of another script": quote("٢٠٢٥"),
    "a long word": "a" * 10_000,
}
odd = pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())


@odd
def test_an_odd_value_of_any_field_is_answered(seeded_app_on_each, value):
    asked = [("/claims.json", f"limit=1&{field}={value}") for field in FIELDS]
    asked += [(path, f"{field}={value}") for path in LISTS for field in ("q", "after", "kind")]

    for path, query in asked:
        assert ask(seeded_app_on_each, path, query).status in {200, 422}, (path, query)


@odd
def test_an_odd_slug_is_answered(seeded_app_on_each, value):
    for noun in NOUNS:
        for suffix in ("", ".json", ".txt"):
            answer = ask(seeded_app_on_each, f"/{noun}/{value}{suffix}")

            assert answer.status in {200, 404, 307}, (noun, suffix)


@odd
def test_what_was_asked_is_shown_as_text_and_never_as_markup(seeded_app, value):
    for path, query in [("/search", f"q={value}"), ("/claims", f"kind={value}"), (f"/actors/{value}", "")]:
        answer = ask(seeded_app, path, query)

        assert b"<script>alert" not in answer.body
        assert "set-cookie" not in answer.headers


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(LISTS), field=st.sampled_from(FIELDS), value=st.text(max_size=60))
def test_any_text_in_any_field_is_answered(seeded_app_on_each, path, field, value):
    answer = ask(seeded_app_on_each, path, f"{field}={quote(value, errors='surrogatepass')}")

    assert answer.status in {200, 422}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noun=st.sampled_from(NOUNS), slug=st.text(min_size=1, max_size=60), suffix=st.sampled_from(["", ".json"]))
def test_any_text_as_a_slug_is_answered(seeded_app_on_each, noun, slug, suffix):
    answer = ask(seeded_app_on_each, f"/{noun}/{quote(slug, errors='surrogatepass')}{suffix}")

    assert answer.status in {200, 307, 404}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.binary(max_size=80))
def test_any_bytes_as_a_query_are_answered(seeded_app_on_each, query):
    printable = bytes(byte for byte in query if 0x21 <= byte <= 0x7E)  # a server refuses the rest

    answer = ask(seeded_app_on_each, "/claims", printable)

    assert answer.status in {200, 422}


LONG = {
    "one word of 10 MB": "q=" + "a" * 10_000_000,
    "many words": "q=" + "a+" * 500_000,
    "escapes": "q=" + "%00" * 1_000_000,
    "one value many times": "&".join(["kind=factual"] * 100_000),
    "wrong values many times": "&".join(["kind=x"] * 100_000),
    "slugs many times": "&".join(["actor=a"] * 100_000),
    "many fields": "&".join(f"f{number}=1" for number in range(50_000)),
    "separators": "&;=" * 500_000,
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("path", ["/claims", "/claims.json", "/search", "/", "/actors/mark-rutte"])
def test_a_query_of_megabytes_is_answered_briefly_and_soon(seeded_app, path, query):
    began = time.monotonic()

    answer = ask(seeded_app, path, query)

    assert answer.status in {200, 414, 422}
    assert len(answer.body) < 200_000
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("path", ["/actors/", "/", "/claims/"])
def test_a_path_of_megabytes_is_answered_briefly_and_soon(seeded_app, path):
    began = time.monotonic()

    answer = ask(seeded_app, path + "a" * 5_000_000)

    assert answer.status in {404, 414}
    assert len(answer.body) < 20_000
    assert time.monotonic() - began < 5
