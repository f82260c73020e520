"""All that differs between searching on SQLite (FTS5) and on PostgreSQL (tsvector)."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models import SearchWord
from app.search.entries import BARRIER, Entry
from app.search.language import Phrase, Wanted
from app.search.numbers import PART_BITS, RECORD_MASK

LONGEST = 500  # characters of a word; PostgreSQL takes no longer ones
MICRO = 1_000_000  # scores are whole numbers, so that they compare the same in the database and outside
LAST = "\U0010ffff"  # sorts after every letter
SCORED = 16  # phrases of a query that count for the score; all of them must match


class Database(Protocol):
    """What the rest of `app.search` asks of a database."""

    newest: str  # the newest entries that match: number and score, from {query} {low} {high} {more} {limit} {score}
    records: str  # the records of the entries that match, from {query} {low} {high}
    hits: str  # the same with the numbers of the entries
    record: str  # the record of an entry, inside both

    def query(self, wanted: Wanted) -> str:
        """What to look for, as this database writes it. Words are letters and digits, so nothing needs escaping."""

    def score(self, wanted: Wanted) -> str:
        """SQL for how well an entry matches, inside `newest`: a whole number that has no meaning in itself."""

    def beginning(self, session: Session, letters: str, most: int) -> list[str] | None:
        """The words that begin so, if to ask for them is quicker than for the beginning; None if it is not, or if
        there are too many.
        """

    def put(self, session: Session, entries: Sequence[Entry]) -> None:
        """Keep a few entries, and have them found."""

    def take(self, session: Session, noun: str, record_ids: Sequence[int]) -> None:
        """Forget the entries of some records."""

    def empty(self, session: Session) -> None:
        """Forget all entries; what comes next is `put_many` and in the end `finish`."""

    def put_many(self, session: Session, entries: Sequence[Entry]) -> None:
        """Keep entries that are found only after `finish`."""

    def finish(self, session: Session) -> None:
        """Have everything found that `put_many` has kept."""


class Sqlite:
    """An FTS5 index over the headings and bodies of `search_entries`, kept by hand: FTS5 does not watch the table."""

    record = f"(rowid >> {PART_BITS}) & {RECORD_MASK}"
    _matching = "FROM search_index WHERE search_index MATCH {query} AND rowid >= {low} AND rowid < {high}"
    newest = (
        f"SELECT number, {{score}} AS score FROM (SELECT rowid AS number {_matching}{{more}} "
        "ORDER BY rowid DESC LIMIT {limit}) JOIN search_entries ON search_entries.id = number"
    )
    records = f"SELECT {record} {_matching}"
    hits = f"SELECT rowid AS number, {record} AS record {_matching}"

    def query(self, wanted: Wanted) -> str:
        found = " AND ".join(f"({' OR '.join(map(self._phrase, group))})" for group in wanted.groups)
        if wanted.without:
            found = f"({found}) NOT ({' OR '.join(map(self._phrase, wanted.without))})"
        return f"{{heading}} : ({found})" if wanted.in_heading else found

    def score(self, wanted: Wanted) -> str:
        # Not FTS5's bm25: it reads every match in the base to know how common a word is. Words in a heading count
        # four times, and the same words count for more in a short entry.
        phrases = islice((phrase for group in wanted.groups for phrase in group), SCORED)
        marks = [f"' {' '.join(phrase.words)}{'' if phrase.beginning else ' '}'" for phrase in phrases]
        held = " + ".join(f"4 * ({_holds('heading', mark)}) + ({_holds('body', mark)})" for mark in marks)
        return f"({held}) * {MICRO} / (200 + length(heading) + length(body) / 8)"

    def beginning(self, session: Session, letters: str, most: int) -> list[str] | None:
        # FTS5 puts together all that a beginning stands in before it gives the first; words it reads as they are asked.
        word = SearchWord.word
        statement = select(word).where(word >= letters, word < letters + LAST).order_by(word).limit(most + 1)
        found = list(session.scalars(statement))
        return found if len(found) <= most else None

    def _phrase(self, phrase: Phrase) -> str:
        return f'"{" ".join(phrase.words)}"' + (" *" if phrase.beginning else "")

    def put(self, session: Session, entries: Sequence[Entry]) -> None:
        self.put_many(session, entries)
        rows = [{"id": entry.number, "heading": entry.heading, "body": entry.body} for entry in entries]
        if rows:
            session.execute(text("INSERT INTO search_index (rowid, heading, body) VALUES (:id, :heading, :body)"), rows)

    def take(self, session: Session, noun: str, record_ids: Sequence[int]) -> None:
        where = f"noun = :noun AND record_id IN ({', '.join(map(str, record_ids))})"
        # FTS5 must be told the old words to forget them.
        forget = "INSERT INTO search_index (search_index, rowid, heading, body) SELECT 'delete', id, heading, body"
        session.execute(text(f"{forget} FROM search_entries WHERE {where}"), {"noun": noun})
        session.execute(text(f"DELETE FROM search_entries WHERE {where}"), {"noun": noun})

    def empty(self, session: Session) -> None:
        session.execute(text("DELETE FROM search_entries"))

    def put_many(self, session: Session, entries: Sequence[Entry]) -> None:
        rows = [(one.number, one.noun, one.record_id, one.part, one.start, one.heading, one.body) for one in entries]
        columns = "id, noun, record_id, part, start, heading, body"
        if rows:
            insert = f"INSERT INTO search_entries ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"
            session.connection().exec_driver_sql(insert, rows)

    def finish(self, session: Session) -> None:
        # With room for many words at once FTS5 merges less: it takes half the time.
        session.execute(text(f"INSERT INTO search_index (search_index, rank) VALUES ('hashsize', {64 << 20})"))
        session.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
        session.execute(text(f"INSERT INTO search_index (search_index, rank) VALUES ('hashsize', {1 << 20})"))


class Postgresql:
    """A vector of each entry's words with their places. It is made here: PostgreSQL's own parser has other words."""

    record = "record_id"
    # The query stands in the statement itself, so that a plan fits how common its words are.
    _matching = "FROM search_entries WHERE words @@ CAST({query} AS tsquery) AND id >= {low} AND id < {high}"
    newest = (
        f"SELECT id AS number, {{score}} AS score "
        f"FROM (SELECT id, words {_matching}{{more}} ORDER BY id DESC LIMIT {{limit}}) AS newest"
    )
    records = f"SELECT {record} {_matching}"
    hits = f"SELECT id AS number, record_id AS record {_matching}"

    def query(self, wanted: Wanted) -> str:
        def written(phrase: Phrase) -> str:
            weight = "A" if wanted.in_heading else ""
            marks = [weight] * (len(phrase.words) - 1) + [("*" if phrase.beginning else "") + weight]
            words = zip((word[:LONGEST] for word in phrase.words), marks, strict=True)
            return " <-> ".join(f"'{word}':{mark}" if mark else f"'{word}'" for word, mark in words)

        groups = [f"({' | '.join(map(written, group))})" for group in wanted.groups]
        return " & ".join([*groups, *(f"!({written(phrase)})" for phrase in wanted.without)])

    def score(self, wanted: Wanted) -> str:
        # 1: the same words count for more in a short entry. Source: PostgreSQL manual, 12.3.3, ts_rank.
        query = quoted(self.query(wanted))
        return f"CAST(ts_rank('{{0.1, 0.2, 0.4, 1.0}}', words, CAST({query} AS tsquery), 1) * {MICRO} AS INTEGER)"

    def beginning(self, _session: Session, _letters: str, _most: int) -> list[str] | None:
        return None

    def put(self, session: Session, entries: Sequence[Entry]) -> None:
        self.put_many(session, entries)

    def take(self, session: Session, noun: str, record_ids: Sequence[int]) -> None:
        where = f"noun = :noun AND record_id IN ({', '.join(map(str, record_ids))})"
        session.execute(text(f"DELETE FROM search_entries WHERE {where}"), {"noun": noun})

    def empty(self, session: Session) -> None:
        # The index is made anew at the end: adding to it row by row takes several times as long.
        session.execute(text("TRUNCATE search_entries"))
        session.execute(text("DROP INDEX ix_search_entries_words"))

    def put_many(self, session: Session, entries: Sequence[Entry]) -> None:
        driver: Any = session.connection().connection.driver_connection
        columns = "id, noun, record_id, part, start, heading, body, words"
        with driver.cursor() as cursor, cursor.copy(f"COPY search_entries ({columns}) FROM STDIN") as copy:
            for one in entries:
                copy.write_row((one.number, one.noun, one.record_id, one.part, one.start, "", "", _vector(one)))

    def finish(self, session: Session) -> None:
        session.execute(text("CREATE INDEX ix_search_entries_words ON search_entries USING gin (words)"))
        session.execute(text("ANALYZE search_entries"))


def quoted(query: str) -> str:
    """As a literal of either database."""
    return "'" + query.replace("'", "''") + "'"


def _holds(column: str, mark: str) -> str:
    return f"instr(' ' || {column} || ' ', {mark}) > 0"


def _vector(entry: Entry) -> str:
    """`'loan':2A,17 'safe':1A`: each word with its places; those of the heading weigh A."""
    places: dict[str, list[str]] = {}
    heading = entry.heading.split()
    for at, word in enumerate(heading, 1):
        places.setdefault(word, []).append(f"{at}A")
    for at, word in enumerate(entry.body.split(), len(heading) + 2):
        places.setdefault(word, []).append(str(at))
    places.pop(BARRIER, None)
    return " ".join(f"'{word[:LONGEST]}':{','.join(at)}" for word, at in places.items())


DATABASES: dict[str, Database] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def database_of(session: Session) -> Database:
    return DATABASES[session.get_bind().dialect.name]
