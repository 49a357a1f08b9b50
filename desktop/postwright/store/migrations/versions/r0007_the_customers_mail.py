"""The seventh step: what USPS said of QR codes that nobody used, and which mails leave by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "code_watch",
        sa.Column("label_id", sa.Text, sa.ForeignKey("label.label_id"), primary_key=True),
        sa.Column("asked_at", sa.Text),
        sa.Column("scanned_at", sa.Text),
        _text("news"),
        _text("draft_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "automatic_mail",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("after_label", sa.Integer, nullable=False),
        _text("since"),
        sqlite_strict=True,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
