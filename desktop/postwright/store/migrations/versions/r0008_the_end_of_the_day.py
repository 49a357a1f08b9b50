"""The eighth step: refunds, tracking, and by which place and day labels, pickups and SCAN forms are found."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _refunds()
    _tracking()
    _days()
    op.add_column("pickup_request", _later("origin"))
    op.add_column("pickup_request", _count("elsewhere"))
    for name in ("origin", "ship_date", "group_id"):
        op.add_column("scan_form_request", _later(name))
    op.add_column("scan_form_request", _count("tries"))
    op.create_index("scan_form_request_by_day", "scan_form_request", ["origin", "ship_date"])


def _refunds() -> None:
    op.create_table(
        "refund",
        sa.Column("label_id", sa.Text, sa.ForeignKey("label.label_id"), primary_key=True),
        *map(_text, ("state", "asked_at", "expected_from", "expected_by", "updated_at")),
        *map(_later, ("currency", "how", "detail")),
        sa.Column("amount_minor", sa.Integer),
        sa.Column("seen_at", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("refund_by_state", "refund", ["state"])
    op.create_table(
        "refund_event",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("label_id", sa.Text, sa.ForeignKey("refund.label_id"), nullable=False),
        *map(_text, ("at", "state", "detail")),
        sqlite_strict=True,
    )
    op.create_index("refund_event_by_label", "refund_event", ["label_id"])


def _tracking() -> None:
    """What USPS said of QR codes is of parcels like all others, and is kept with them."""
    moments = ("changed_at", "first_scan_at", "last_event_at", "delivered_at", "estimated_at", "next_at")
    op.create_table(
        "parcel_watch",
        sa.Column("label_id", sa.Text, sa.ForeignKey("label.label_id"), primary_key=True),
        *map(_later, ("status_code", "detail_code", "description", "last_event", "trouble")),
        _text("asked_at"),
        *(sa.Column(name, sa.Text) for name in moments),
        *map(_count, ("scans", "misses")),
        sqlite_strict=True,
    )
    op.create_index("parcel_watch_due", "parcel_watch", ["next_at"])
    op.execute(
        "INSERT INTO parcel_watch "
        "(label_id, description, asked_at, changed_at, first_scan_at, next_at, scans) "
        "SELECT label_id, news, asked_at, asked_at, scanned_at, asked_at, scanned_at IS NOT NULL "
        "FROM code_watch WHERE asked_at IS NOT NULL"
    )
    for name in ("asked_at", "scanned_at", "news"):
        op.execute(f"ALTER TABLE code_watch DROP COLUMN {name}")


def _days() -> None:
    """Labels of before are given the place and day that their shipment names."""
    for name in ("origin", "ship_date"):
        op.add_column("label", _later(name))
    op.create_index("label_by_day", "label", ["origin", "ship_date"])
    connection = op.get_bind()
    label = sa.table("label", *map(sa.column, ("number", "body", "shipment", "origin", "ship_date")))
    fill = sa.update(label).where(label.c.number == sa.bindparam("of"))
    for row in connection.execute(sa.select(label.c.number, label.c.body, label.c.shipment)).all():
        body, shipment = json.loads(row.body), json.loads(row.shipment)
        sender = shipment["ship_from"]
        place = " ".join((sender["postal_code"].strip()[:5], *sender["line1"].split())).upper()
        day = body.get("ship_date") or shipment["ship_date"]
        connection.execute(fill.values(origin=place, ship_date=day), {"of": row.number})


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _later(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")
