"""The first step: drafts, purchases with their events, labels and documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LIVE = "state IN ('intended', 'sent', 'in_doubt', 'bought') AND replaced_at IS NULL"


def upgrade() -> None:
    _drafts()
    _purchases()
    _labels()
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER purchase_event_no_{change.lower()} BEFORE {change} ON purchase_event "
            "BEGIN SELECT RAISE(ABORT, 'the events of purchases are only ever added to'); END"
        )


def _text(name: str, *parts: sa.ForeignKey) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *parts, nullable=False)


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Text, primary_key=True),
        *map(_text, ("state", "created_at", "updated_at")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("handed_back"),
        sa.Column("queued_at", sa.Text),
        sa.Column("approval", sa.Text),
        _text("body"),
        sqlite_strict=True,
    )
    op.create_index("draft_by_state", "draft", ["state", "updated_at"])


def _purchases() -> None:
    op.create_table(
        "purchase",
        sa.Column("id", sa.Text, primary_key=True),
        *map(_text, ("draft_id", "state", "created_at")),
        *(sa.Column(name, sa.Text) for name in ("lost_at", "replaced_at", "receipt", "refusal")),
        _text("body"),
        sqlite_strict=True,
    )
    op.create_index("purchase_by_state", "purchase", ["state"])
    live = sa.text(_LIVE)
    op.create_index(
        "one_live_purchase", "purchase", ["draft_id"], unique=True, sqlite_where=live, postgresql_where=live
    )
    op.create_table(
        "purchase_event",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        _text("purchase_id", sa.ForeignKey("purchase.id")),
        *map(_text, ("at", "kind", "body", "hash")),
        sqlite_strict=True,
    )
    op.create_index("purchase_event_by_purchase", "purchase_event", ["purchase_id"])
    op.create_table(
        "lookup",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("purchase_id", sa.ForeignKey("purchase.id")),
        _text("at"),
        sa.Column("clean", sa.Integer, nullable=False),
        _text("detail"),
        sqlite_strict=True,
    )
    op.create_index("lookup_by_purchase", "lookup", ["purchase_id"])


def _labels() -> None:
    op.create_table(
        "label",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("label_id"),
        _text("purchase_id", sa.ForeignKey("purchase.id")),
        *map(_text, ("draft_id", "created_at", "tracking", "tracking_reversed", "service_code")),
        sa.Column("cost_minor", sa.Integer, nullable=False),
        _text("currency"),
        sa.Column("voided", sa.Integer, nullable=False),
        sa.Column("paperless", sa.Integer, nullable=False),
        *map(_text, ("body", "shipment")),
        sqlite_strict=True,
    )
    op.create_index("label_by_id", "label", ["label_id"], unique=True)
    op.create_index("label_by_time", "label", ["created_at"])
    op.create_index("label_by_tracking", "label", ["tracking"])
    op.create_index("label_by_tracking_end", "label", ["tracking_reversed"])
    op.create_index("label_by_purchase", "label", ["purchase_id"])
    op.create_table(
        "label_word",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, sa.ForeignKey("label.number"), primary_key=True),
        sqlite_strict=True,
    )
    op.create_index("label_word_by_label", "label_word", ["number"])
    op.create_table(
        "document",
        sa.Column("label_id", sa.Text, sa.ForeignKey("label.label_id"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        *map(_text, ("sha256", "kept_at")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
