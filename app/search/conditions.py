"""Conditions and tables for statements of others, each compiled for the database that it is sent to."""

from typing import Any

from sqlalchemy import BigInteger, BindParameter, Boolean, Dialect, Integer, Text, TypeDecorator, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.search.databases import DATABASES
from app.search.language import Wanted
from app.search.numbers import Range


class WantedText(TypeDecorator[Wanted]):
    """What to look for, written as the database at hand writes it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Wanted | None, dialect: Dialect) -> str | None:
        return DATABASES[dialect.name].query(value) if value else None

    process_literal_param = process_bind_param  # type: ignore[assignment]


class RecordFound(FunctionElement[bool]):
    """The condition that a column holds the number of a record with a matching entry in the range."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, wanted: Wanted, within: Range) -> None:
        super().__init__(column, *_bound(wanted, within))


class Hits(FunctionElement[Any]):
    """The entries in a range that match, as a table of their numbers and records."""

    inherit_cache = True

    def __init__(self, wanted: Wanted, within: Range) -> None:
        super().__init__(*_bound(wanted, within))


def hits(wanted: Wanted, within: Range) -> Any:
    """The entries in the range that match, to select from: `number` and `record`."""
    columns = (column("number", BigInteger), column("record", Integer))
    return Hits(wanted, within).table_valued(*columns, name="hits")


def _bound(wanted: Wanted, within: Range) -> list[BindParameter[Any]]:
    # In the statement itself, so that PostgreSQL plans for how common the words are.
    query = bindparam(None, wanted, type_=WantedText(), literal_execute=True)
    return [query, *(bindparam(None, number, type_=BigInteger()) for number in (within.low, within.high))]


@compiles(RecordFound)
def _compile_found(element: RecordFound, compiler: SQLCompiler, **kwargs: Any) -> str:
    database = DATABASES[compiler.dialect.name]
    column, query, low, high = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"{column} IN ({database.records.format(query=query, low=low, high=high)})"


@compiles(Hits)
def _compile_hits(element: Hits, compiler: SQLCompiler, **kwargs: Any) -> str:
    query, low, high = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"({DATABASES[compiler.dialect.name].hits.format(query=query, low=low, high=high)})"
