"""What happens to a parcel on its way, told by a chosen story. A label without one is never scanned."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from postwright.practice.wire_text import read_stored

Story = Literal["accepted", "counter", "in_transit", "delivered", "delayed", "exception", "returned", "lost"]
Place = Literal["origin", "way", "destination"]


@dataclass(frozen=True, slots=True)
class Step:
    """One scan, so many hours after the parcel was handed in."""

    hours: int
    status: str
    detail: str
    code: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scan:
    """A step that has happened."""

    at: datetime
    step: Step


_ACCEPTED = Step(0, "AC", "RECEIVED_BY_CARRIER", "03", "Accepted at USPS origin facility", "origin")
# The clerk scans the code, prints the label and scans that (api.md 25.5). Nobody has said what becomes of a
# code after its end, so it is taken.
_COUNTER = Step(0, "AC", "RECEIVED_BY_CARRIER", "03", "Label printed and accepted at the counter", "origin")
_LEFT = Step(9, "IT", "HUB_SCAN_OUT", "10", "Departed USPS facility", "origin")
_WAY = Step(30, "IT", "IN_TRANSIT", "07", "Arrived at USPS regional facility", "way")
_NEAR = Step(62, "IT", "RECEIVED_LOCAL_DELIVERY_DEPOT", "07", "Arrived at post office", "destination")
_OUT = Step(66, "IT", "OUT_FOR_DELIVERY", "OF", "Out for delivery", "destination")
_START = (_ACCEPTED, _LEFT, _WAY)

_STORIES: dict[str, tuple[Step, ...]] = {
    "accepted": (_ACCEPTED,),
    "counter": (_COUNTER,),
    "in_transit": _START,
    "delivered": (
        *_START,
        _NEAR,
        _OUT,
        Step(73, "DE", "DELIVERED", "01", "Delivered, in or at mailbox", "destination"),
    ),
    "delayed": (
        *_START,
        Step(78, "IT", "DELAYED", "DM", "In transit, arriving late", "way"),
        Step(126, "IT", "RECEIVED_LOCAL_DELIVERY_DEPOT", "07", "Arrived at post office", "destination"),
        Step(137, "DE", "DELIVERED", "01", "Delivered, front door or porch", "destination"),
    ),
    "exception": (
        *_START,
        _NEAR,
        Step(70, "EX", "ADDRESS_QUERY", "04", "Undeliverable as addressed", "destination"),
    ),
    "returned": (
        *_START,
        _NEAR,
        Step(70, "AT", "ATTEMPTED_DELIVERY", "53", "Recipient not available", "destination"),
        Step(190, "EX", "RETURN_TO_SENDER", "09", "Return to sender processed", "destination"),
        Step(270, "DE", "DELIVERED", "01", "Delivered to original sender", "origin"),
    ),
    "lost": _START,
}
STORIES = frozenset(_STORIES)


def scans(row: sqlite3.Row, now: datetime) -> tuple[Scan, ...]:
    """The scans of a label until now, oldest first."""
    if not row["story"]:
        return ()
    start = read_stored(row["story_from"])
    told = (Scan(start + timedelta(hours=step.hours), step) for step in _STORIES[row["story"]])
    return tuple(scan for scan in told if scan.at <= now)


def was_scanned(row: sqlite3.Row, now: datetime) -> bool:
    return bool(scans(row, now))
