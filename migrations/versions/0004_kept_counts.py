"""Counts of long lists, kept with every write. A list that is long already gets them when it is next written to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "kept_counts",
        sa.Column("scope", sa.String(length=12), nullable=False),
        sa.Column("owner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_kept_counts_not_negative")),
        sa.PrimaryKeyConstraint("scope", "owner_id", "field", "value", name=op.f("pk_kept_counts")),
    )
    op.create_index("ix_kept_counts_most", "kept_counts", ["scope", "owner_id", "field", "count", "value"])


def downgrade() -> None:
    op.drop_table("kept_counts")
