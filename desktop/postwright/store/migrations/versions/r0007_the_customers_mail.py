"""The seventh step: what USPS said of QR codes that nobody used, and which mails leave by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _outbox()
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


def _outbox() -> None:
    """Mails of before were QR codes, and nothing but their end was kept. Those that failed were refused."""
    op.add_column("mail", sa.Column("kind", sa.Text, nullable=False, server_default="qr"))
    for name in ("subject", "created_at", "message_id", "run"):
        op.add_column("mail", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("mail", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    for name in ("next_at", "not_before", "put_off_since"):
        op.add_column("mail", sa.Column(name, sa.Text))
    op.add_column("mail", sa.Column("content", sa.LargeBinary))
    op.create_index("mail_by_state", "mail", ["state", "at"])
    op.execute("UPDATE mail SET created_at = at, attempts = 1")
    op.execute("UPDATE mail SET state = 'refused' WHERE state = 'failed'")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
