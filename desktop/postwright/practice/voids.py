"""The endpoint that gives a label back (api.md 10.9): in 28 days, unscanned. The money comes weeks later."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from postwright.domain.postal_calendar import VOID_DAYS
from postwright.practice.desk import Desk, Json, Route
from postwright.practice.labels import the_label
from postwright.practice.shipments import set_status
from postwright.practice.stories import was_scanned
from postwright.practice.wire_text import read_stored, stored

# Two blanks, as the service writes it.
_APPROVED = "Request for refund submitted.  This label has been voided."
_CREDIT_AFTER = timedelta(days=21)


def void_label(desk: Desk, label_id: str) -> Json:
    row = the_label(desk, label_id)
    if row["voided_at"] is not None:
        return _denied("label_already_voided", "This label has already been voided.")
    if desk.now - read_stored(row["created_at"]) > timedelta(days=VOID_DAYS):
        return _denied("label_not_found_within_void_period", "The label is too old to be voided.")
    credited = True
    if was_scanned(row, desk.now):
        if desk.switches.void_scanned == "refuse":
            return _denied("label_already_used", "The label has been used.")
        credited = False
    _write(desk, row, credited)
    return {"approved": True, "message": _APPROVED}


def _denied(reason: str, message: str) -> Json:
    return {"approved": False, "message": message, "reason_code": reason}


def _write(desk: Desk, row: sqlite3.Row, credited: bool) -> None:
    now = stored(desk.now)
    due = stored(desk.now + _CREDIT_AFTER) if credited else None
    desk.connection.execute(
        "UPDATE label SET voided_at = ?, modified_at = ?, credit_due = ? WHERE id = ?",
        (now, now, due, row["id"]),
    )
    other = desk.one("SELECT id FROM label WHERE shipment_id = ? AND voided_at IS NULL", row["shipment_id"])
    if desk.switches.void_reopens_shipment and other is None:
        set_status(desk, row["shipment_id"], "pending")


ROUTES = (Route("PUT", "/v1/labels/<label_id>/void", void_label),)
