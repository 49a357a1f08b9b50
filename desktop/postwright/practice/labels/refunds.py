"""Refund Assist (api.md 10.10): unused labels are voided by themselves, unless taken out in time."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

from postwright.practice import problems
from postwright.practice.desk import Desk, Json, Route, dump, load
from postwright.practice.labels.calls import the_label
from postwright.practice.labels.shape import show_label
from postwright.practice.labels.voids import Refund, void
from postwright.practice.transit.stories import was_scanned
from postwright.practice.wire_text import read_stored, stored

_SCHEDULED_AFTER, _VOIDED_AFTER = timedelta(days=21), timedelta(days=26)
_PERCENT = 70


def assist(desk: Desk) -> None:
    """Schedule the refund of labels that are three weeks old and unscanned; void them five days later."""
    paid = "id IN (SELECT label_id FROM charge)"
    fresh = f"voided_at IS NULL AND body ->> '$.refund' IS NULL AND {paid}"
    for row in _older(desk, fresh, _SCHEDULED_AFTER):
        moment = read_stored(row["created_at"]) + _SCHEDULED_AFTER
        if not was_scanned(row, moment):
            _set_refund(desk, row, "request_scheduled", moment)
    scheduled = "voided_at IS NULL AND body ->> '$.refund.status' = 'request_scheduled'"
    for row in _older(desk, scheduled, _VOIDED_AFTER):
        moment = read_stored(row["created_at"]) + _VOIDED_AFTER
        if was_scanned(row, moment):
            _set_refund(desk, row, "rejected", moment)
        else:
            void(replace(desk, now=moment), row, Refund("pending", _PERCENT, "refund_assist"))


def _older(desk: Desk, condition: str, age: timedelta) -> list[sqlite3.Row]:
    query = f"SELECT * FROM label WHERE {condition} AND created_at <= ? ORDER BY id"
    return desk.connection.execute(query, (stored(desk.now - age),)).fetchall()


def _set_refund(desk: Desk, row: sqlite3.Row, status: str, moment: datetime) -> None:
    details = {"status": status, "percent": _PERCENT, "requested_at": stored(moment)}
    desk.connection.execute(
        "UPDATE label SET body = json_set(body, '$.refund', json(?)), modified_at = ? WHERE id = ?",
        (dump(details), stored(moment), row["id"]),
    )


def cancel_refund(desk: Desk, label_id: str) -> Json:
    """Take one label out, as long as its refund is only scheduled."""
    row = the_label(desk, label_id)
    refund = load(row["body"]).get("refund")
    if refund is None or refund["status"] != "request_scheduled":
        message = "Only a refund that is scheduled can be cancelled."
        extra = {"field_name": "label_id", "field_value": label_id}
        raise problems.against_the_rules("invalid_status", message, **extra)
    _set_refund(desk, row, "excluded", desk.now)
    return show_label(desk, the_label(desk, label_id), inline=False)


ROUTES = (Route("POST", "/v1/labels/<label_id>/cancel_refund", cancel_refund),)
