"""From words of a source to a published claim, through the form as a browser sends it without scripts."""

import re

import pytest
from bs4 import BeautifulSoup

from app.models import Claim
from sqlalchemy import select
from tests.factories import TEXT, a_claim, a_programme, a_proposition, a_source, a_topic, add, an_actor
from tests.people import changed, fields_of, signed_in
from tests.web.reading import parsed, text_of

WORDS = "the fund should grow"


@pytest.fixture
def writer(client, session):
    add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
    add(session, a_source())
    add(session, a_topic())
    add(session, an_actor())
    session.commit()
    return signed_in(client, session)


def _opened(writer, words: str = WORDS) -> list[tuple[str, str]]:
    """The fields of the form that marking these words opens."""
    start = TEXT.index(words)
    page = writer.get(f"/claims/new?source=report&start={start}&stop={start + len(words)}")
    assert page.status_code == 200
    return fields_of(page.text)


def _whole(writer, words: str = WORDS, **more: str) -> list[tuple[str, str]]:
    usual = {
        "statement": "The fund should grow.",
        "kind": "normative",
        "claimant": "Anna Weil",
        "topics": "money",
        "attribution__0__actor": "Anna Weil",
        "attribution__0__mode": "paraphrase",
        "attribution__1__actor": "The Gazette",
        "attribution__1__mode": "own_voice",
    }
    return changed(_opened(writer, words), **(usual | more))


def _complaint(answer, field: str) -> str:
    """What stands beside a field that is wrong, which says so to who cannot see it."""
    page = parsed(answer)
    element = page.find(attrs={"name": field})
    assert element["aria-invalid"] == "true"
    return " ".join(text_of(page.find(id=one)) for one in element["aria-describedby"].split() if one.startswith("e-"))


def test_marked_words_open_a_form_with_their_quote_its_passage_and_the_end_of_the_chain(writer):
    start = TEXT.index(WORDS)
    page = BeautifulSoup(writer.get(f"/claims/new?source=report&start={start - 1}&stop={start + 20}").text, "html.parser")

    values = dict(fields_of(str(page)))
    assert (values["quotes.0.exact"], values["quotes.0.start"]) == (WORDS, str(start))
    assert (values["attribution.0.mode"], values["attribution.0.actor"]) == ("own_voice", "The Gazette")
    assert text_of(page.select_one(".passages mark")) == WORDS


def test_a_claim_is_published_from_marked_words(writer, session):
    answer = writer.post("/claims", _whole(writer))

    assert answer.status_code == 303, parsed(answer).select_one("#problems")
    claim = session.scalar(select(Claim).where(Claim.slug == answer.headers["location"][8:].partition("#")[0]))
    assert [(quote.exact, quote.start) for quote in claim.quotes] == [(WORDS, TEXT.index(WORDS))]
