"""Very many records of every noun, and the statements that a page of them asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from app.entries import Entry, NewClaim
from tests.factories import (
    a_claim,
    a_hop,
    a_link,
    a_programme,
    a_proposition,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    an_actor,
)


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while this lasts."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def entries(size: int) -> Iterator[Entry]:
    """So many claims, half of them by an actor each and half by one; all about the same programme and proposition."""
    sentences = [f"The fund should grow by {number} percent, they said." for number in range(size)]
    half = range(size // 2)
    yield from (
        an_actor(),
        an_actor(key="nato"),
        an_actor(key="the-gazette"),
        a_programme(),
        a_topic(),
        a_proposition(),
    )
    yield from (an_actor(key=f"actor-{number}", name=f"Actor {number}", aliases=[f"A{number}"]) for number in half)
    yield from (a_programme(key=f"fund-{number}", name=f"Fund {number}", aliases=[f"F{number}"]) for number in half)
    yield a_source(text="\n\n".join(sentences))
    for number, sentence in enumerate(sentences):
        yield _claim(number, sentence, by=f"actor-{number}" if number in half else "anna-weil")
    yield from (a_link(**{"from": f"claim-{number}", "to": f"claim-{number - 1}"}) for number in range(1, size))


def _claim(number: int, sentence: str, by: str) -> NewClaim:
    fields: dict[str, Any] = {
        "key": f"claim-{number}",
        "claimant": by,
        "attribution": [a_hop(by, "paraphrase"), a_hop()],
        "quotes": [a_quote(sentence)],
        "about": ["nato"],
        "programmes": ["the-fund"],
        "stances": [a_stance("supports" if number % 3 else "opposes"), a_stance(programme="the-fund")],
        "figures": [{"text": f"{number} percent", "measure": "growth", "value": number}],
    }
    return a_claim(**fields)
