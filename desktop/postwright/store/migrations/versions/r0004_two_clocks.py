"""The fourth step: looks keep the time since the computer was started; marks say until when was looked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("lookup", sa.Column("uptime", sa.Integer))
    op.create_table(
        "mark",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
