"""The migrations make what the models say, down and up again, on both databases."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Engine, Inspector, inspect, text

from app import db
from app.models import Base
from tests.factories import a_claim, a_figure, a_quote, a_stance, add

TABLES = set(Base.metadata.tables)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def schema(engine: Engine) -> dict[str, Any]:
    """All that the database itself knows about our tables, each thing under its name."""
    inspector = inspect(engine)
    return {table: table_of(inspector, table) for table in sorted(TABLES)}


def table_of(inspector: Inspector, table: str) -> dict[str, Any]:
    return {
        "columns": {
            one["name"]: (str(one["type"]), one["nullable"], one["default"]) for one in inspector.get_columns(table)
        },
        "primary key": inspector.get_pk_constraint(table),
        "foreign keys": by_name(inspector.get_foreign_keys(table)),
        "unique": by_name(inspector.get_unique_constraints(table)),
        "checks": by_name(inspector.get_check_constraints(table)),
        "indexes": by_name(inspector.get_indexes(table)),
    }


def by_name(found: Any) -> dict[str, Any]:
    assert all(one["name"] for one in found), "everything has a name, so that a later migration can change it"
    return {one["name"]: {key: plain(value) for key, value in one.items()} for one in found}


def plain(value: Any) -> Any:
    return {key: str(one) for key, one in value.items()} if isinstance(value, dict) else str(value)


def test_the_migrations_leave_nothing_for_alembic_to_do(engine):
    db._run(engine, lambda config, _: command.check(config), "head")  # raises with the list of differences


def test_the_migrated_schema_is_the_one_of_the_models(engine):
    migrated = schema(engine)
    db.downgrade(engine, "base")
    Base.metadata.create_all(engine)

    created = schema(engine)

    for table in sorted(TABLES):
        assert migrated[table] == created[table], table


def test_every_rule_of_the_models_is_in_the_migrated_schema(engine):
    declared = [rule for table in Base.metadata.tables.values() for rule in table.constraints]

    checks = {name for table in schema(engine).values() for name in table["checks"]}

    assert len(checks) == sum(isinstance(rule, CheckConstraint) for rule in declared)
    assert {"ck_quotes_start_before_stop", "ck_quotes_as_long_as_its_place", "ck_claims_kind"} <= checks
    assert {"ck_stances_one_target", "ck_figures_value_or_range", "ck_sources_has_a_title"} <= checks


def test_going_down_removes_everything_and_up_again_brings_it_back(engine):
    before = schema(engine)
    everything = tables(engine)

    db.downgrade(engine, "base")
    assert tables(engine) <= {"alembic_version"}
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            left = connection.execute(text("SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic_version%'"))
            assert left.all() == []

    db.upgrade(engine)
    assert tables(engine) == everything
    assert schema(engine) == before


def test_going_down_works_on_a_base_with_records(engine, session):
    add(session, a_claim(stances=[a_stance()], figures=[a_figure()], quotes=[a_quote("€2 billion")]))
    session.commit()
    session.close()

    db.downgrade(engine, "base")
    db.upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM claims")).scalar_one() == 0


def test_going_up_twice_changes_nothing(engine):
    before = schema(engine)

    db.upgrade(engine)

    assert schema(engine) == before


def test_a_migrated_base_starts_at_version_nought(engine):
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id, version FROM base_state")).all() == [(1, 0)]


def test_a_migration_that_fails_leaves_nothing_behind(engine):
    db.downgrade(engine, "base")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE suggestions (id INTEGER)"))  # in the way of one of the last tables

    with pytest.raises(Exception, match="suggestions"):
        db.upgrade(engine)

    assert tables(engine) <= {"alembic_version", "suggestions"}
