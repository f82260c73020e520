"""A long list that has been sent is there for whoever asks next, until the base changes; and only whole."""

import pytest

from app.store import bulk
from app.web import sent_lists
from app.web.sent_lists import SentLists
from tests.databases import open_session
from tests.factories import EDIT, a_claim, a_quote, add
from tests.web.many import counting, entries

LONG = [b"a" * 400_000, b"b" * 400_000, b"c" * 400_000]


@pytest.fixture
def lists(tmp_path) -> SentLists:
    return SentLists(tmp_path / "exports")


def sent(lists: SentLists, address: str, version: int = 1, pieces: list[bytes] = LONG) -> bytes:
    return b"".join(lists.keep((version, address), pieces))


def found(lists: SentLists, address: str, version: int = 1) -> bytes | None:
    one = lists.find((version, address))
    return b"".join(one.pieces()) if one else None


def test_what_was_sent_is_found_again(lists):
    assert found(lists, "/claims.csv") is None

    assert sent(lists, "/claims.csv") == b"".join(LONG)

    assert found(lists, "/claims.csv") == b"".join(LONG)


def test_what_was_not_sent_to_its_end_is_not_kept(lists):
    pieces = lists.keep((1, "/claims.csv"), LONG)
    next(pieces)
    next(pieces)
    pieces.close()

    assert found(lists, "/claims.csv") is None


def test_a_list_that_breaks_off_is_not_kept(lists):
    def broken():
        yield LONG[0] * 3
        raise ValueError("the base is gone")

    with pytest.raises(ValueError, match="gone"):
        list(lists.keep((1, "/claims.csv"), broken()))

    assert found(lists, "/claims.csv") is None


def test_lists_of_an_older_state_of_the_base_go(lists):
    sent(lists, "/claims.csv", version=1)
    sent(lists, "/claims.ris", version=2)

    assert found(lists, "/claims.csv", version=1) is None
    assert found(lists, "/claims.csv", version=2) is None
    assert found(lists, "/claims.ris", version=2)


@pytest.mark.parametrize(("limit", "value"), [("ROOM", 2_500_000), ("MOST", 2)])
def test_where_there_is_no_room_the_list_goes_that_nobody_has_asked_for_longest(lists, monkeypatch, limit, value):
    monkeypatch.setattr(sent_lists, limit, value)
    for address in ("one", "two"):
        sent(lists, address)
    reading = lists.find((1, "two")).pieces()
    next(reading)
    found(lists, "one")

    sent(lists, "three")

    assert [bool(found(lists, address)) for address in ("one", "two", "three")] == [True, False, True]
    assert len(b"".join(reading)) > 900_000  # whoever had begun gets it to the end


def test_a_list_longer_than_the_room_is_sent_all_the_same(lists, monkeypatch):
    monkeypatch.setattr(sent_lists, "ROOM", 1_000_000)

    assert sent(lists, "/claims.csv") == b"".join(LONG)
    assert found(lists, "/claims.csv") is None


def test_a_list_is_sent_where_nothing_can_be_written(tmp_path):
    (tmp_path / "exports").write_text("a file where the folder would be")
    lists = SentLists(tmp_path / "exports")

    assert sent(lists, "/claims.csv") == b"".join(LONG)
    assert found(lists, "/claims.csv") is None


@pytest.fixture
def long_lists(engine, monkeypatch):
    """A base whose lists count as long."""
    monkeypatch.setattr(sent_lists, "LARGEST", 1_000)
    with open_session(engine) as session:
        bulk.load(session, entries(30), EDIT)
        session.commit()


PATHS = [
    "/claims.csv",
    "/claims.jsonl?sort=oldest",
    "/claims.ris?cite=quotes",
    "/claims.bib?cite=claims",
    "/actors.csv",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_list_asked_for_again_comes_from_its_file_with_the_same_bytes(long_lists, client, engine, path):
    unkept = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}  # pages are kept apart by compression
    first = client.get(path, headers=unkept[0])

    with counting(engine) as sent_statements:
        again = client.get(path, headers=unkept[1])

    assert again.content == first.content
    assert again.headers["content-disposition"] == first.headers["content-disposition"]
    assert not [statement for statement in sent_statements if "claim_quotes" in statement or "claimant" in statement]


@pytest.mark.parametrize("path", ["/claims.csv", "/claims.jsonl?sort=oldest", "/claims.ris?cite=claims"])
def test_a_change_shows_in_the_next_list(long_lists, client, session, path):
    assert b"The latest of all" not in client.get(path).content
    quotes = [a_quote("The fund should grow by 3 percent, they said.")]
    add(session, a_claim(key="late", statement="The latest of all.", quotes=quotes))
    session.commit()

    assert b"The latest of all" in client.get(path).content
