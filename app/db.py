"""Engines, sessions and migrations for SQLite and PostgreSQL: all that differs between the two, but for searching."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import ColumnElement, Engine, Integer, String, bindparam, create_engine, event, type_coerce
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.sql.functions import FunctionElement

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

# One writer at a time waits for another instead of failing; readers never wait. Source: https://sqlite.org/pragma.html
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "NORMAL",
    "busy_timeout": "5000",
    "foreign_keys": "ON",
    "mmap_size": str(64 * 1024 * 1024),
}


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`, set up as this application needs it."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose rows stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def make_readers(engine: Engine) -> sessionmaker[Session]:
    """Sessions that see one state of the base from their first statement to their last, however long they read.

    On SQLite every transaction does. Source: https://www.postgresql.org/docs/current/transaction-iso.html
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return sessionmaker(engine, expire_on_commit=False)


def make_writers(engine: Engine) -> sessionmaker[Session]:
    """Sessions that read in order to write: what they have read stays true until they commit, or they are told.

    On SQLite each waits for its turn from its first statement on: one that only reads at first, and finds that another
    has written meanwhile when it comes to write, is refused at once. Source: https://sqlite.org/isolation.html
    """
    return sessionmaker(engine.execution_options(writes=True), expire_on_commit=False)


class Numbers(FunctionElement[int]):
    """The numbers in one text, "[3,5,8]", given as `ids` or as said: what a statement over a thousand records asks for.

    A thousand parameters would take longer to write into each statement than the statement takes to run.
    """

    type = Integer()
    inherit_cache = True

    def __init__(self, name: str = "ids") -> None:
        super().__init__(bindparam(name, type_=String()))


@compiles(Numbers, "sqlite")
def _numbers_in_sqlite(element: Numbers, compiler: Any, **more: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **more)}))"


@compiles(Numbers, "postgresql")
def _numbers_in_postgresql(element: Numbers, compiler: Any, **more: Any) -> str:
    text = compiler.process(element.clauses, **more)
    return f"(SELECT unnest(CAST(string_to_array(btrim({text}, '[]'), ',') AS bigint[])))"


def among(column: Any, name: str = "ids") -> ColumnElement[bool]:
    """The condition that the column holds one of the `Numbers` of that name."""
    return column.op("IN", is_comparison=True)(Numbers(name))  # type: ignore[no-any-return]


def stored(column: Any) -> Any:
    """The stored text, not the value made from it: making 100,000 enumeration members takes longer than reading."""
    return type_coerce(column, String)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    _run(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema down to a revision; "base" removes everything."""
    _run(engine, command.downgrade, revision)


def insert_or_ignore(session: Session, model: Any, values: dict[str, Any]) -> None:
    """Add a row unless there is one with its key; two writers may do so at once."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(model).values(values).on_conflict_do_nothing())


def gives_ids_once(session: Session) -> bool:
    """Whether the database never gives an id twice. SQLite gives the highest one again once its row is gone."""
    return session.get_bind().dialect.name == "postgresql"


def add_up(session: Session, model: Any, rows: list[dict[str, Any]], column: str) -> None:
    """Add the rows' numbers to those that stand in the table under the same keys; where there are none, to nought.

    Below nought nothing can fall, so a row that takes away must find one.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    table = model.__table__
    key = [one.name for one in table.primary_key]
    more, less = [row for row in rows if row[column] > 0], [row for row in rows if row[column] < 0]
    if more:
        new = insert(table)
        summed = {column: table.c[column] + new.excluded[column]}
        session.connection().execute(new.on_conflict_do_update(index_elements=key, set_=summed), more)
    if less:
        same = [table.c[name] == bindparam(f"its_{name}") for name in key]
        change = table.update().where(*same).values({column: table.c[column] + bindparam("step")})
        session.connection().execute(
            change, [{**{f"its_{name}": row[name] for name in key}, "step": row[column]} for row in less]
        )


def _run(engine: Engine, what: Any, revision: str) -> None:
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        what(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: it would not hold schema changes together.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma, value in SQLITE_PRAGMAS.items():
        cursor.execute(f"PRAGMA {pragma}={value}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
