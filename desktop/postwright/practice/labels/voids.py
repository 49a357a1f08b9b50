"""The endpoint that gives a label back (api.md 10.9): in 28 days, unscanned. The money comes weeks later."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import timedelta

from postwright.practice.desk import Desk, Json, Route, dump
from postwright.practice.labels.calls import the_label
from postwright.practice.shipments.calls import set_status
from postwright.practice.transit.stories import was_scanned
from postwright.practice.wire_text import read_stored, stored

# Two blanks, as the service writes it.
_APPROVED = "Request for refund submitted.  This label has been voided."
_VOID_DAYS = 28
_CREDIT_AFTER = timedelta(days=21)


def void_label(desk: Desk, label_id: str) -> Json:
    row = the_label(desk, label_id)
    if row["voided_at"] is not None:
        return _denied("label_already_voided", "This label has already been voided.")
    if desk.now - read_stored(row["created_at"]) > timedelta(days=_VOID_DAYS):
        return _denied("label_not_found_within_void_period", "The label is too old to be voided.")
    if desk.switches.void_manifested == "refuse" and is_manifested(desk, row["id"]):
        return _denied("label_already_used", "The label is on a SCAN form.")
    credited = True
    if was_scanned(row, desk.now):
        if desk.switches.void_scanned == "refuse":
            return _denied("label_already_used", "The label has been used.")
        credited = False
    void(desk, row, Refund("pending" if credited else "rejected"))
    return {"approved": True, "message": _APPROVED}


def is_manifested(desk: Desk, label: int) -> bool:
    return desk.one("SELECT 1 FROM manifest_label WHERE label_id = ?", label) is not None


def _denied(reason: str, message: str) -> Json:
    return {"approved": False, "message": message, "reason_code": reason}


@dataclass(frozen=True, slots=True)
class Refund:
    """How the money of a voided label comes back: its status, how much of it, and who asked."""

    status: str
    percent: int = 100
    void_type: str = "manual"


def void(desk: Desk, row: sqlite3.Row, refund: Refund) -> None:
    """Void a label now. The money is due in three weeks, unless the request was rejected. A label that was
    not paid for yet, because it was not scanned, has none to give back.
    """
    now, due = stored(desk.now), None
    details: Json | None = None
    if desk.one("SELECT 1 FROM charge WHERE label_id = ?", row["id"]) is not None:
        due = stored(desk.now + _CREDIT_AFTER) if refund.status == "pending" else None
        details = {"status": refund.status, "percent": refund.percent, "requested_at": now}
    desk.connection.execute(
        "UPDATE label SET voided_at = ?, modified_at = ?, credit_due = ?,"
        " body = json_set(body, '$.refund', json(?), '$.void_type', ?) WHERE id = ?",
        (now, now, due, dump(details), refund.void_type, row["id"]),
    )
    other = desk.one("SELECT id FROM label WHERE shipment_id = ? AND voided_at IS NULL", row["shipment_id"])
    if desk.switches.void_reopens_shipment and other is None:
        set_status(desk, row["shipment_id"], "pending")


ROUTES = (Route("PUT", "/v1/labels/<label_id>/void", void_label),)
