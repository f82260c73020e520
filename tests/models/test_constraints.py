"""What the database itself refuses, whoever writes: each rule broken once, in plain SQL."""

from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.models import (
    Actor,
    Affiliation,
    Base,
    BaseState,
    Block,
    Claim,
    ClaimQuote,
    Contributor,
    Fact,
    Figure,
    Hop,
    Link,
    Programme,
    Quote,
    Redirect,
    Relation,
    Revision,
    Source,
    Stance,
    Suggestion,
    Topic,
)
from tests.conftest import DATABASES
from tests.databases import open_engine, open_session
from tests.factories import a_claim, a_figure, a_hop, a_link, a_programme, a_quote, a_stance, add, an_actor


@pytest.fixture(scope="module", params=DATABASES)
def base(request):
    """A base with at least one row in every table that a rule is about."""
    bases = request.getfixturevalue(f"{request.param}_bases")
    with bases.empty() as url, open_engine(url) as engine:
        with open_session(engine) as session:
            fact = {"what": "Born", "value": "then", "quote": a_quote("Ben Brand")}
            office = {"office": "Chair", "organisation": "nato", "quote": a_quote("Ben Brand")}
            add(session, an_actor(key="ben-brand", aliases=["Brand"], facts=[fact], affiliations=[office]))
            add(session, a_programme(related=[{"kind": "part_of", "programme": "budget"}], aliases=["Fund"]))
            add(
                session,
                a_claim(
                    attribution=[a_hop("anna-weil", "direct", to="nato"), a_hop()],
                    quotes=[a_quote("€2 billion"), a_quote()],
                    stances=[a_stance()],
                    figures=[a_figure()],
                    about=["nato"],
                    programmes=["the-fund"],
                ),
            )
            add(session, a_link())
            session.add(Redirect(noun="actor", slug="old", record_id=1))
            session.add(Suggestion(source_id=1, start=0, stop=5, proposed={}, status="open"))
            session.commit()
        yield engine


def first_row(engine: Engine, model: Any) -> dict[str, Any]:
    table = model.__table__
    with engine.connect() as connection:
        return dict(connection.execute(select(table).order_by(*table.primary_key)).mappings().first() or {})


def write_again(engine: Engine, model: Any, changes: dict[str, Any]) -> None:
    """A row like the first one of the table, with these changes."""
    row = first_row(engine, model) | changes
    if "id" in row and "id" not in changes:
        del row["id"]
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(insert(model.__table__).values(row))
        transaction.rollback()


# A change that makes the first row of the table a good second one; what is refused below differs from it by one thing.
GOOD: list[tuple[Any, dict[str, Any]]] = [
    (Actor, {"slug": "another"}),
    (Claim, {"slug": "another"}),
    (Source, {"slug": "another"}),
    (Quote, {"start": 0, "stop": 3, "exact": "A R"}),
    (Block, {"start": 7, "stop": 8}),
    (Stance, {"position": 7}),
    (Figure, {"position": 7}),
    (Hop, {"position": 7}),
    (ClaimQuote, {"position": 7, "quote_id": 1}),
    (Link, {"kind": "supports"}),
    (Relation, {"kind": "reforms"}),
    (Fact, {}),
    (Affiliation, {}),
    (Contributor, {"role": "editor"}),
    (Revision, {"number": 9}),
    (Redirect, {"slug": "older"}),
    (Suggestion, {}),
    (Topic, {"slug": "another"}),
]

BAD: list[tuple[Any, dict[str, Any], str]] = [
    (Actor, {"slug": "ben-brand"}, "slug"),
    (Actor, {"slug": "another", "kind": "ghost"}, "ck_actors_kind"),
    (Actor, {"slug": "another", "name": None}, "name"),
    (Programme, {"slug": "another", "status": "dreamt"}, "ck_programmes_status"),
    (Claim, {"slug": "fund-should-grow"}, "slug"),
    (Claim, {"slug": "another", "kind": "odd"}, "ck_claims_kind"),
    (Claim, {"slug": "another", "certainty": "odd"}, "ck_claims_certainty"),
    (Claim, {"slug": "another", "status": "odd"}, "ck_claims_status"),
    (Claim, {"slug": "another", "claimant_id": None}, "claimant_id"),
    (Claim, {"slug": "another", "claimant_id": 999}, "foreign key"),
    (Source, {"slug": "another", "title": None}, "ck_sources_has_a_title"),
    (Quote, {"start": 9, "stop": 9, "exact": ""}, "ck_quotes_start_before_stop"),
    (Quote, {"start": -3, "stop": 0, "exact": "A R"}, "ck_quotes_start_before_stop"),
    (Quote, {"start": 0, "stop": 4, "exact": "A R"}, "ck_quotes_as_long_as_its_place"),
    (Quote, {}, "source_id"),
    (Block, {}, "source_id"),
    (Block, {"start": 7, "stop": 7}, "ck_blocks_start_before_stop"),
    (Block, {"start": 7, "stop": 8, "kind": "footnote"}, "ck_blocks_kind"),
    (Stance, {"position": 7, "topic_id": 1}, "ck_stances_one_target"),
    (Stance, {"position": 7, "proposition_id": None}, "ck_stances_one_target"),
    (Stance, {"position": 7, "stance": "against"}, "ck_stances_stance"),
    (Figure, {"position": 7, "low": 1.0}, "ck_figures_value_or_range"),
    (Figure, {"position": 7, "value": None}, "ck_figures_value_or_range"),
    (Figure, {"position": 7, "value": None, "low": 2.0, "high": 1.0}, "ck_figures_low_to_high"),
    (Figure, {"position": 7, "qualifier": "roughly"}, "ck_figures_qualifier"),
    (Hop, {}, "claim_id"),
    (Hop, {"position": 7, "mode": "hearsay"}, "ck_hops_mode"),
    (ClaimQuote, {"position": 7}, "quote_id"),
    (ClaimQuote, {"position": 7, "quote_id": 999}, "foreign key"),
    (Link, {}, "from_id"),
    (Link, {"from_id": 1, "to_id": 1}, "ck_links_two_claims"),
    (Relation, {}, "programme_id"),
    (Relation, {"programme_id": 1, "other_id": 1}, "ck_relations_two_programmes"),
    (Fact, {"source_id": 1, "actor_id": 1}, "ck_facts_one_subject"),
    (Fact, {"source_id": None, "actor_id": None}, "ck_facts_one_subject"),
    (Affiliation, {"quote_id": None}, "quote_id"),
    (Contributor, {}, "source_id"),
    (Revision, {}, "record_id"),
    (Revision, {"number": 0}, "ck_revisions_counted_from_one"),
    (Redirect, {}, "slug"),
    (BaseState, {"id": 2}, "ck_base_state_one_row"),
    (Suggestion, {"start": 5, "stop": 5}, "ck_suggestions_start_before_stop"),
    (Suggestion, {"status": "lost"}, "ck_suggestions_status"),
]


@pytest.mark.parametrize(("model", "changes"), GOOD, ids=lambda value: getattr(value, "__name__", "as it should be"))
def test_a_good_row_is_taken(base, model, changes):
    write_again(base, model, changes)


@pytest.mark.parametrize(("model", "changes", "rule"), BAD)
def test_a_bad_row_is_refused(base, model, changes, rule):
    with pytest.raises((IntegrityError, LookupError, DBAPIError)) as refused:
        write_raw(base, model, changes)

    assert rule in str(refused.value).lower()


def write_raw(engine: Engine, model: Any, changes: dict[str, Any]) -> None:
    """As `write_again`, but copied by the database itself, so that no type of ours stands before its rules."""
    table = model.__table__
    names = [column.name for column in table.columns if column.name != "id" or "id" in changes]
    values = ", ".join(f":{name}" if name in changes else name for name in names)
    source = f"SELECT {values} FROM {table.name} ORDER BY {', '.join(table.primary_key.columns.keys())} LIMIT 1"
    with engine.connect() as connection, connection.begin():
        connection.execute(text(f"INSERT INTO {table.name} ({', '.join(names)}) {source}"), changes)
        connection.rollback()


def test_a_record_that_others_refer_to_cannot_be_deleted(base):
    for table in ("actors", "sources", "quotes", "topics", "claims"):
        with base.connect() as connection, pytest.raises(IntegrityError):
            connection.execute(text(f"DELETE FROM {table}"))


def test_every_foreign_key_is_held_by_the_database(base):
    keys = [(table.name, key) for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    for table, key in keys:
        with base.connect() as connection:
            filled = text(f"SELECT count(*) FROM {table} WHERE {key.parent.name} IS NOT NULL")
            if connection.execute(filled).scalar_one() == 0:
                continue
            with pytest.raises(IntegrityError):
                connection.execute(text(f"UPDATE {table} SET {key.parent.name} = 99999"))

    assert len(keys) > 30
