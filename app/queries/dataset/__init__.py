"""The whole base as files to take away: what of it is public, as one SQLite file and as a data package."""

from app.queries.dataset.frictionless import write_datapackage
from app.queries.dataset.sqlite import write_sqlite
from app.queries.dataset.tables import Table, count_rows, public_tables

__all__ = ["Table", "count_rows", "public_tables", "write_datapackage", "write_sqlite"]
