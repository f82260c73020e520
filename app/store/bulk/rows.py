"""Rows that wait to be written, many at a time."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Base
from app.store.revisions import last_id

RECORD = "id slug revision updated_at "
# The columns that a load fills, in the order in which it gives their values.
COLUMNS = {
    "topics": RECORD + "name definition",
    "propositions": RECORD + "sentence scope topic_id",
    "actors": RECORD + "name kind description description_quote_id note",
    "programmes": RECORD + "name kind status description description_quote_id note",
    "sources": RECORD + "kind short title supplied_title container series series_number published updated url language"
    " note text media_type",
    "claims": RECORD + "statement kind certainty hedges claimant_id said dated first_hand has_figures note status",
    "actor_aliases": "id actor_id text",
    "programme_aliases": "id programme_id text",
    "affiliations": "id actor_id office organisation_id since until quote_id",
    "facts": "id source_id actor_id programme_id position what value quote_id",
    "relations": "id programme_id kind other_id quote_id",
    "contributors": "id source_id actor_id role position",
    "blocks": "id source_id kind start stop section number level",
    "quotes": "id source_id exact prefix suffix start stop locator",
    "claim_quotes": "claim_id position quote_id",
    "hops": "claim_id position actor_id mode cue to_id",
    "stances": "claim_id position proposition_id programme_id actor_id topic_id stance dated claimant_id note",
    "figures": "claim_id position text measure value low high unit currency scale qualifier period",
    "claim_actors": "claim_id actor_id dated",
    "claim_programmes": "claim_id programme_id dated",
    "claim_topics": "claim_id topic_id dated",
    "links": "id from_id kind to_id reason revision",
    "revisions": "id noun record_id number data author reason by_seed at",
}
TABLES = Base.metadata.tables


class Rows:
    """What a load has yet to write. Values are as the driver takes them: texts, numbers, None."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._last: dict[str, int] = {}
        self.now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def of(self, table: str) -> list[tuple[Any, ...]]:
        """The waiting rows of one table, to add to."""
        return self._waiting[table]

    def add(self, table: str, *values: Any) -> None:
        """One row, its values in the order of COLUMNS."""
        self._waiting[table].append(values)

    def add_numbered(self, table: str, *values: Any) -> int:
        """One row of a table whose first column is its id; gives the id."""
        number = self.next_number(table)
        self._waiting[table].append((number, *values))
        return number

    def next_number(self, table: str) -> int:
        """The next free id of a table. The number of a record that was merged away stays its own: it has revisions."""
        if table not in self._last:
            self._last[table] = last_id(self._connection, TABLES[table])
        self._last[table] += 1
        return self._last[table]

    def write(self) -> None:
        """Write all that waits, each table after those that it refers to."""
        # The driver's own statements: compiled ones would look at each value, which takes longer than to write it.
        place = "?" if self._connection.dialect.paramstyle == "qmark" else "%s"
        for table in Base.metadata.sorted_tables:
            if rows := self._waiting.pop(table.name, None):
                columns = COLUMNS[table.name].split()
                values = ", ".join([place] * len(columns))
                names = ", ".join(columns)
                self._connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({values})", rows)

    def go_on_counting(self) -> None:
        """Let PostgreSQL number the next rows from where the load has stopped; SQLite does so by itself."""
        if self._connection.dialect.name == "postgresql":
            for table, last in self._last.items():
                self._connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), last)))
