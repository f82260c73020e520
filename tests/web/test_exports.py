"""Whole lists as files: every claim once, in any text, safe for spreadsheets, sent while it is read."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.tables import PIECE, csv_of, lines_of, plain
from app.db import make_readers
from app.queries.claim_rows import LINKED, TABLE
from app.queries.claim_tables import COLUMNS
from app.queries.exports import BATCH, FIRST, each_batch, each_batch_of
from app.queries.filters import ClaimFilter
from app.store import bulk
from tests.databases import open_session
from tests.factories import EDIT, TEXT, a_claim, a_figure, a_programme, a_quote, a_source, a_stance, add, an_actor
from tests.web.many import counting, entries
from tests.web.reading import walk

LISTS = ("actors", "programmes", "propositions", "sources", "topics")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"]
ODD = [
    'he said "no", twice; really',
    "é ü ß – “quoted” 中文 \U0001f469",
    "a,b;c|d\\e",
    "\u202eright to left",
    "\ufffe",
    "O'Neill",
]


def table_at(client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return table_in(answer.content.decode("utf-8"))


def table_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines_at(client, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in answer.content.decode("utf-8").split("\n")[:-1]]


QUERIES = [
    "sort=newest",
    "sort=claimant",
    "sort=added&kind=factual",
    "topic=financing&sort=oldest",
    "q=europe&kind=causal",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_table_holds_every_claim_of_the_list_in_its_order(seeded_client_on_each, query):
    listed = walk(seeded_client_on_each, f"/claims.json?limit=200&{query}")

    rows = table_at(seeded_client_on_each, f"/claims.csv?{query}")

    assert [row["permalink"] for row in rows] == [claim["url"] for claim in listed]
    assert [row["statement"] for row in rows] == [plain(claim["statement"]) for claim in listed]


@pytest.mark.parametrize("query", QUERIES)
def test_each_line_is_the_claim_as_its_own_data(seeded_client_on_each, query):
    listed = walk(seeded_client_on_each, f"/claims.json?limit=200&{query}")

    assert lines_at(seeded_client_on_each, f"/claims.jsonl?{query}") == listed
    assert len(listed) > 3


def test_a_row_tells_who_what_when_and_where_it_is_written(client, session):
    quotes = [a_quote(), a_quote("It could reach €2 billion by 2030")]
    add(
        session,
        a_source(
            published="2026-07", publisher="the-press", series="Papers", series_number="6", url="https://example.org/1"
        ),
    )
    claim = a_claim(
        quotes=quotes,
        stances=[a_stance(), a_stance("opposes", programme="the-fund")],
        figures=[a_figure()],
        note="Seen twice.",
        programmes=["the-fund"],
        about=["nato"],
        certainty="hedged",
        hedges=["could"],
        said="2026-06-30",
    )
    add(session, a_programme())
    add(session, claim)
    session.commit()

    (row,) = table_at(client, "/claims.csv")

    start = TEXT.index("the fund should grow")
    assert tuple(row) == COLUMNS
    updated = row.pop("updated_at")
    assert updated.endswith("+00:00")
    assert row == {
        "permalink": "http://testserver/claims/fund-should-grow",
        "revision": "1",
        "revision_permalink": "http://testserver/claims/fund-should-grow/revisions/1",
        "statement": "The fund should grow.",
        "claimant": "Anna Weil",
        "claimant_kind": "person",
        "claimant_permalink": "http://testserver/actors/anna-weil",
        "kind": "normative",
        "certainty": "hedged",
        "hedges": "could",
        "said": "2026-06-30",
        "published": "2026-07",
        "status": "published",
        "stances": "supports proposition: The fund should grow. | opposes programme: The Fund",
        "quote": "the fund should grow",
        "locator": row["locator"],
        "quote_permalink": f"http://testserver/sources/report#char={start},{start + 20}",
        "quotes": f"“the fund should grow” (Gazette 2026, {row['locator']}) | "
        f"“It could reach €2 billion by 2030” (Gazette 2026, {row['locator']})",
        "source": "A Report on the Fund",
        "source_kind": "news_item",
        "source_authors": "Anna Weil",
        "source_publisher": "Anna Weil",
        "source_container": "",
        "source_series": "Papers 6",
        "source_url": "https://example.org/1",
        "source_permalink": "http://testserver/sources/report",
        "topics": "Money",
        "programmes": "The Fund",
        "about": "Anna Weil",
        "figures": "€2 billion: size of the fund",
        "note": "Seen twice.",
    }


@pytest.mark.parametrize("odd", [*ODD, *FORMULAS])
def test_any_text_comes_back_as_it_was_but_for_the_apostrophe_of_a_formula(client, session, odd):
    text = f"{odd}\n\nHe said\tso,\n“{odd}”.\n"
    add(session, a_source(text=text))
    add(session, a_claim(statement=odd, quotes=[a_quote(f"“{odd}”."), a_quote("He said\tso,\n“")], note=odd))
    add(session, a_claim(key="other", quotes=[a_quote(odd, start=0)]))
    session.commit()

    row, other = table_at(client, "/claims.csv?sort=added")

    shown = f"'{odd}" if odd in FORMULAS else odd
    assert (row["statement"], row["note"], other["quote"]) == (shown, shown, shown)
    assert row["quote"] == f"“{odd}”."
    assert "He said\tso,\n“" in row["quotes"]
    assert lines_at(client, "/claims.jsonl?sort=added")[0]["statement"] == odd


@given(st.text())
def test_no_cell_begins_as_a_formula(text):
    cell = plain(text)

    assert cell[:1] not in set("=+-@\t\r\n")
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_whatever_goes_into_a_table_but_nul_comes_out_of_it(rows):
    text = "".join(csv_of(["one", "other"], rows))

    assert [list(row.values()) for row in table_in(text)] == [[cell.replace("\0", "") for cell in row] for row in rows]
    assert text.startswith('"one","other"\r\n')


def test_a_byte_order_mark_comes_first_if_it_is_asked_for(seeded_client):
    for path in ("/claims.csv", "/sources.csv"):
        marked, plain_one = (seeded_client.get(f"{path}?limit=2&bom={bom}").content for bom in ("yes", "no"))

        assert marked == b"\xef\xbb\xbf" + plain_one


@pytest.mark.parametrize("noun", LISTS)
def test_every_other_list_is_a_table_too(seeded_client_on_each, noun):
    listed = walk(seeded_client_on_each, f"/{noun}.json?limit=200")

    rows = table_at(seeded_client_on_each, f"/{noun}.csv")

    assert [row["permalink"] for row in rows] == [one["url"] for one in listed]
    count = {"actors": "claims_about", "programmes": "claims_about", "sources": "claims_quoted", "topics": "claims_on"}
    if noun in count:
        assert [int(row[count[noun]]) for row in rows] == [one[count[noun]] for one in listed]


def test_a_table_of_names_is_narrowed_as_its_list_is(seeded_client):
    listed = seeded_client.get("/actors.json?kind=state&q=a").json()["items"]

    rows = table_at(seeded_client, "/actors.csv?kind=state&q=a")

    assert [row["name"] for row in rows] == [one["name"] for one in listed]
    assert {row["kind"] for row in rows} == {"state"}


def test_a_table_of_names_is_read_in_stretches_and_told_whole(seeded_client, monkeypatch):
    whole = seeded_client.get("/actors.csv").content
    monkeypatch.setattr("app.web.data.exports.AT_ONCE", 7)

    assert seeded_client.get("/actors.csv?q=").content == whole
    assert len(table_at(seeded_client, "/actors.csv?limit=16")) == 16


def test_a_list_can_be_cut_and_taken_up_again(seeded_client):
    whole = table_at(seeded_client, "/claims.csv")

    first = table_at(seeded_client, "/claims.csv?limit=10")
    rest = table_at(seeded_client, f"/claims.csv?after={first[-1]['permalink'].rpartition('/')[2]}")

    assert [*first, *rest] == whole


@pytest.mark.parametrize(
    "path",
    [
        "claims.csv?actor=nobody",
        "claims.jsonl?after=nothing",
        "claims.csv?kind=x",
        "claims.csv?bom=maybe",
        "actors.csv?after=nobody",
        "topics.csv?x=1",
    ],
)
def test_what_cannot_be_answered_is_refused_before_a_file_begins(seeded_client_on_each, path):
    answer = seeded_client_on_each.get(f"/{path}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["cure"]


@pytest.mark.parametrize("path", ["claims.csv", "claims.jsonl", "sources.csv"])
def test_a_file_has_a_name_and_says_on_what_terms_it_may_be_used(seeded_client, path):
    headers = seeded_client.get(f"/{path}").headers

    assert headers["content-disposition"] == f'attachment; filename="ascribe-{path}"'
    assert 'rel="license"' in headers["link"]
    assert "etag" in headers


def test_withdrawn_and_narrowed_lists_can_be_empty(client):
    assert table_at(client, "/claims.csv") == []
    assert lines_at(client, "/claims.jsonl") == []
    assert client.get("/claims.csv").text == ",".join(f'"{column}"' for column in COLUMNS) + "\r\n"


def test_the_files_are_described(seeded_client):
    described = seeded_client.get("/openapi.json").json()["paths"]

    assert described["/claims.csv"]["get"]["responses"]["200"]["content"].keys() == {"text/csv"}
    assert described["/claims.jsonl"]["get"]["responses"]["200"]["content"].keys() == {"application/jsonl"}
    assert {f"/{noun}.csv" for noun in LISTS} <= described.keys()


def test_the_names_of_the_columns_are_sent_before_any_row_is_there():
    rows = (pytest.fail("a row was asked for") for _ in range(1))

    assert next(csv_of(["a", "b"], rows)) == '"a","b"\r\n'


def test_rows_are_sent_while_more_are_made():
    made = []

    def rows() -> Iterator[list[str]]:
        for number in range(1_000):
            made.append(number)
            yield ["x" * 1_000]

    pieces = csv_of(["text"], rows())
    next(pieces)
    piece = next(pieces)

    assert PIECE <= len(piece) < PIECE + 2_000
    assert len(made) < 100
    assert sum(1 for _ in lines_of(str(number) for number in range(PIECE))) > 1


@pytest.fixture
def many(engine):
    """More claims than one batch holds."""
    with open_session(engine) as session:
        bulk.load(session, entries(BATCH + 250), EDIT)
        session.commit()


def test_a_long_list_is_read_in_batches_with_a_few_statements_each(many, session, engine):
    with counting(engine) as sent:
        batches = [len(batch.claims) for batch in each_batch(session, ClaimFilter(), parts=TABLE)]

    assert batches == [FIRST, BATCH, 250 - FIRST]
    assert len(sent) <= 2 + len(batches) * (len(TABLE) + len(LINKED) + 2)


def test_a_list_is_one_state_of_the_base_however_long_it_takes(many, app, engine):
    with make_readers(engine)() as reader, open_session(engine) as writer:
        batches = each_batch(reader, ClaimFilter(), parts=TABLE)
        first = next(batches)
        add(writer, an_actor(key="late", name="Late"))
        add(
            writer,
            a_claim(key="late", claimant="late", quotes=[a_quote("The fund should grow by 3 percent, they said.")]),
        )
        writer.commit()
        rest = list(batches)

        assert sum(len(batch.claims) for batch in [first, *rest]) == BATCH + 250


def test_claims_picked_by_hand_come_in_the_order_of_the_hand(many, session):
    batches = each_batch_of(session, [30, 10, 99_999, 20], parts=TABLE)

    assert [claim[0] for batch in batches for claim in batch.claims] == [30, 10, 20]
