"""The second step: what is done with a label once it is there: voids, pickups, prints and mails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _voids()
    op.create_table(
        "pickup_request",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("state", "asked_at", "updated_at", "detail", "request")),
        sa.Column("pickup", sa.Text),
        sqlite_strict=True,
    )
    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("label_id", sa.ForeignKey("label.label_id")),
        sa.Column("copy", sa.Integer, nullable=False),
        *map(_text, ("printer", "language", "state", "at", "reason", "proof", "detail", "run")),
        sqlite_strict=True,
    )
    op.create_index("print_job_by_label", "print_job", ["label_id"])
    op.create_index("print_job_by_state", "print_job", ["state"])
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("label_id", sa.ForeignKey("label.label_id")),
        *map(_text, ("recipient", "state", "at", "detail")),
        sqlite_strict=True,
    )
    op.create_index("mail_by_label", "mail", ["label_id"])


def _text(name: str, *parts: sa.ForeignKey) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *parts, nullable=False)


def _voids() -> None:
    op.create_table(
        "void_request",
        sa.Column("label_id", sa.Text, sa.ForeignKey("label.label_id"), primary_key=True),
        *map(_text, ("state", "asked_at", "updated_at", "detail")),
        sa.Column("answer", sa.Text),
        sqlite_strict=True,
    )
    op.create_table(
        "void_event",
        sa.Column("seq", sa.Integer, primary_key=True),
        _text("label_id", sa.ForeignKey("void_request.label_id")),
        *map(_text, ("at", "event", "detail")),
        sa.Column("answer", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("void_event_by_label", "void_event", ["label_id"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER void_event_no_{change.lower()} BEFORE {change} ON void_event "
            "BEGIN SELECT RAISE(ABORT, 'the events of voids are only ever added to'); END"
        )
