"""How Alembic runs: on the connection that app.db hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from app.models import Base


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column types as what they are in the database, so that a migration never imports the app."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out the tables that SQLite makes for its full text index: no model describes them."""
    return kind != "table" or not (name or "").startswith("search_index")


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=render_item,
    include_name=include_name,
    # SQLite cannot alter a table in place: Alembic copies it.
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
