"""The tables of what is asked of the carrier about labels that were bought: voids and their money, pickups,
SCAN forms, tracking.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text

from postwright.store.columns import later_number, later_text, table, text_column

VOID_REQUEST = table(
    "void_request",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    text_column("state"),
    text_column("asked_at"),
    text_column("updated_at"),
    text_column("detail"),
    Column("answer", Text),
)

VOID_EVENT = table(
    "void_event",
    Column("seq", Integer, primary_key=True),
    text_column("label_id", ForeignKey("void_request.label_id")),
    text_column("at"),
    text_column("event"),
    text_column("detail"),
    Column("answer", Text),
    Index("void_event_by_label", "label_id"),
)

PICKUP_REQUEST = table(
    "pickup_request",
    Column("id", Integer, primary_key=True),
    text_column("state"),
    text_column("asked_at"),
    text_column("updated_at"),
    text_column("detail"),
    text_column("request"),
    Column("pickup", Text),
    later_text("origin"),
    # Made for the same account by another program, and found in the carrier's list.
    later_number("elsewhere"),
)

# The draft of the label that takes the place of one with a QR code.
CODE_WATCH = table(
    "code_watch",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    text_column("draft_id"),
)

SCAN_FORM_REQUEST = table(
    "scan_form_request",
    Column("id", Integer, primary_key=True),
    text_column("state"),
    text_column("asked_at"),
    text_column("updated_at"),
    text_column("detail"),
    text_column("request"),
    Column("form", Text),
    # The place and the day that it is for; `group_id` is of a wish that was too large for one request.
    *map(later_text, ("origin", "ship_date", "group_id")),
    later_number("tries"),
    Index("scan_form_request_by_day", "origin", "ship_date"),
)

FORM_SHEET = table(
    "form_sheet",
    Column("form_id", Text, primary_key=True),
    Column("request_id", Integer, ForeignKey("scan_form_request.id"), nullable=False),
    text_column("sha256"),
    text_column("kept_at"),
    Column("content", LargeBinary, nullable=False),
)

# What the carrier does with the money of a void: reported by it, seen on the balance, or said by a person.
REFUND = table(
    "refund",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    *map(text_column, ("state", "asked_at", "expected_from", "expected_by", "updated_at")),
    *map(later_text, ("currency", "how", "detail")),
    Column("amount_minor", Integer),
    Column("seen_at", Text),
    Index("refund_by_state", "state"),
)

# Append-only, like all events.
REFUND_EVENT = table(
    "refund_event",
    Column("seq", Integer, primary_key=True),
    text_column("label_id", ForeignKey("refund.label_id")),
    *map(text_column, ("at", "state", "detail")),
    Index("refund_event_by_label", "label_id"),
)

# What USPS said of a parcel when it was asked last. `misses` counts questions in a row without an answer,
# `trouble` says why the last one got none; at `next_at` it is asked about again, never where that is empty.
PARCEL_WATCH = table(
    "parcel_watch",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    *map(later_text, ("status_code", "detail_code", "description", "last_event", "trouble")),
    text_column("asked_at"),
    *(Column(name, Text) for name in ("changed_at", "first_scan_at", "last_event_at")),
    *(Column(name, Text) for name in ("delivered_at", "estimated_at", "next_at")),
    *map(later_number, ("scans", "misses")),
    Index("parcel_watch_due", "next_at"),
)
