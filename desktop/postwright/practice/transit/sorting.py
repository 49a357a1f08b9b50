"""What lies at the practice post office: parcels with a label, and how far they are. Moves none."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from postwright.practice.desk import load
from postwright.practice.transit.stories import scans

_MOST = 50


@dataclass(frozen=True, slots=True)
class SortedParcel:
    """A label that is not voided. `scan` is the text of the newest scan, "" before the first one."""

    label_id: str
    tracking_number: str
    recipient: str
    scan: str


def sorted_parcels(connection: sqlite3.Connection, now: datetime) -> tuple[SortedParcel, ...]:
    """The newest labels first, no more than fifty."""
    rows = connection.execute(
        "SELECT * FROM label WHERE voided_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ?", (_MOST,)
    )
    return tuple(_parcel(row, now) for row in rows)


def _parcel(row: sqlite3.Row, now: datetime) -> SortedParcel:
    receiver, happened = load(row["body"])["ship_to"], scans(row, now)
    return SortedParcel(
        label_id=f"se-{row['id']}",
        tracking_number=row["tracking_number"],
        recipient=receiver["name"] or receiver["company_name"] or "",
        scan=happened[-1].step.text if happened else "",
    )
