"""Pickups that come: the carrier takes along what is on them and scans it. Books and cancels none."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from postwright.practice.desk import Desk, load
from postwright.practice.wire_text import read_time, stored

# With the regular mail, some time after the window opens.
_AFTER_OPENING = timedelta(hours=3)
_EXPECTED = "SELECT id, body FROM pickup WHERE cancelled_at IS NULL AND body ->> '$.came' IS NULL ORDER BY id"
# A parcel that was scanned before stays as it is; a story that was to begin later begins now.
_TAKEN = (
    "UPDATE label SET story = coalesce(story, 'delivered'), story_from = ? WHERE 'se-' || id = ?"
    " AND voided_at IS NULL AND (story IS NULL OR story_from > ?)"
)


def collect(desk: Desk) -> None:
    """Let every pickup come whose hour is past, each once. One that nobody comes for is past all the same."""
    for row in desk.connection.execute(_EXPECTED).fetchall():
        at = _comes_at(row)
        if at > desk.now:
            continue
        comes = desk.switches.pickup_comes
        for label_id in load(row["body"])["label_ids"] if comes else ():
            desk.connection.execute(_TAKEN, (stored(at), label_id, stored(at)))
        done = "UPDATE pickup SET body = json_set(body, '$.came', ?) WHERE id = ?"
        desk.connection.execute(done, (int(comes), row["id"]))


def _comes_at(row: sqlite3.Row) -> datetime:
    return read_time(load(row["body"])["pickup_windows"][0]["start_at"]) + _AFTER_OPENING
