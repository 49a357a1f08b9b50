"""The fifth step: the sheets of SCAN forms are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "form_sheet",
        sa.Column("form_id", sa.Text, primary_key=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("scan_form_request.id"), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
