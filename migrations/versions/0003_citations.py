"""Formatted citations, each as one style prints it. They are made from the records by a command."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "formatted_citations",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("style", sa.String(length=120), nullable=False),
        sa.Column("engine", sa.String(length=80), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "style", "engine", name=op.f("pk_formatted_citations")),
    )


def downgrade() -> None:
    op.drop_table("formatted_citations")
