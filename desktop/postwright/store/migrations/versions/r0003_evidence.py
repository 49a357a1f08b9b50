"""The third step: evidence for doubt, events of requests, and what keeps a copy of the shop from buying."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _versions()
    _requests()
    op.create_table(
        "balance_seen",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("at", "account")),
        sa.Column("minor", sa.Integer, nullable=False),
        _text("currency"),
        sqlite_strict=True,
    )
    _restorations()
    op.create_index("balance_seen_by_time", "balance_seen", ["account", "at"])
    op.create_table(
        "foreign_label",
        sa.Column("label_id", sa.Text, primary_key=True),
        *map(_text, ("seen_at", "state", "body")),
        sqlite_strict=True,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _versions() -> None:
    op.add_column("purchase", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE purchase SET version = "
        "coalesce((SELECT max(seq) FROM purchase_event WHERE purchase_id = purchase.id), 0)"
    )


def _requests() -> None:
    op.create_table(
        "scan_form_request",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("state", "asked_at", "updated_at", "detail", "request")),
        sa.Column("form", sa.Text),
        sqlite_strict=True,
    )
    op.create_table(
        "request_event",
        sa.Column("seq", sa.Integer, primary_key=True),
        _text("subject"),
        sa.Column("subject_id", sa.Integer, nullable=False),
        *map(_text, ("at", "state", "detail")),
        sqlite_strict=True,
    )
    op.create_index("request_event_by_subject", "request_event", ["subject", "subject_id"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER request_event_no_{change.lower()} BEFORE {change} ON request_event "
            "BEGIN SELECT RAISE(ABORT, 'the events of requests are only ever added to'); END"
        )


def _restorations() -> None:
    op.create_table(
        "restoration",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("at", "copied_at", "kept_aside")),
        *(sa.Column(name, sa.Text) for name in ("compared_at", "found")),
        sqlite_strict=True,
    )
    waits = "EXISTS (SELECT 1 FROM restoration WHERE compared_at IS NULL)"
    for when, condition in (("INSERT", ""), ("UPDATE OF state", "NEW.state = 'sent' AND ")):
        op.execute(
            f"CREATE TRIGGER purchase_waits_{when.split()[0].lower()} BEFORE {when} ON purchase "
            f"WHEN {condition}{waits} BEGIN SELECT RAISE(ABORT, "
            "'the shop was opened from a copy and is not compared with the carrier yet'); END"
        )
