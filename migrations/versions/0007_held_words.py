"""Indexes that lead to the newest words of an actor on a target, to those who say most on it, and to the newest claims
on a proposition; how many claims take each side on it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TARGETS = ("proposition", "programme", "actor", "topic")
PLAIN = ("programme", "actor", "topic")  # the index on a proposition's stances stays: lists are sorted by it


def upgrade() -> None:
    op.add_column("stances", sa.Column("claimant_id", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE stances SET claimant_id = (SELECT claims.claimant_id FROM claims WHERE claims.id = stances.claim_id)"
    )
    for target in PLAIN:
        op.drop_index(f"ix_stances_{target}_id", table_name="stances")
    for target in TARGETS:
        stated = sa.text(f"{target}_id IS NOT NULL")
        columns = [f"{target}_id", "claimant_id", "dated", "claim_id"]
        op.create_index(f"ix_stances_{target}_held", "stances", columns, sqlite_where=stated, postgresql_where=stated)
    most = ["target_type", "target_id", "count", "actor_id", "stance"]
    op.create_index("ix_held_stances_most", "held_stances", most)
    _index_sides("dated", "claim_id", "stance")
    op.execute(
        "INSERT INTO kept_counts (scope, owner_id, field, value, count) "
        "SELECT 'proposition', target_id, 'stance', stance, sum(count) FROM held_stances "
        "WHERE target_type = 'proposition' GROUP BY target_id, stance"
    )


def downgrade() -> None:
    op.execute("DELETE FROM kept_counts WHERE scope = 'proposition'")
    _index_sides("stance", "dated", "claim_id")
    op.drop_index("ix_held_stances_most", table_name="held_stances")
    for target in TARGETS:
        op.drop_index(f"ix_stances_{target}_held", table_name="stances")
    for target in PLAIN:
        op.create_index(f"ix_stances_{target}_id", "stances", [f"{target}_id"])
    op.drop_column("stances", "claimant_id")


def _index_sides(*columns: str) -> None:
    op.drop_index("ix_stances_proposition_sorted", table_name="stances")
    op.create_index("ix_stances_proposition_sorted", "stances", ["proposition_id", *columns])
