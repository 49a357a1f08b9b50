"""What USPS said of a parcel, as it stands in its row. Asks nobody and decides nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from postwright.domain.tracking import TrackingStatus
from postwright.store.schema import PARCEL_WATCH
from postwright.store.value_json import read_stamp, stamp

_MOMENTS = ("asked_at", "changed_at", "first_scan_at", "last_event_at", "delivered_at", "estimated_at")
_WORDS = ("status_code", "detail_code", "description", "last_event", "trouble")
_COUNTS = ("scans", "misses")
# Named apart, since the row of a label has columns of its own.
STATUS_COLUMNS = tuple(
    PARCEL_WATCH.c[name].label(f"status_{name}") for name in (*_MOMENTS, *_WORDS, *_COUNTS)
)


def status_columns(status: TrackingStatus) -> dict[str, str | int | None]:
    """The row's values, without those that say which label it is and when it is asked about again."""
    moments = {name: stamp(at) if (at := getattr(status, name)) else None for name in _MOMENTS}
    return moments | {name: getattr(status, name) for name in (*_WORDS, *_COUNTS)}


def read_status(row: Row[Any]) -> TrackingStatus | None:
    """None for a parcel that nobody asked about."""
    if row.status_asked_at is None:
        return None
    moments: dict[str, Any] = {name: _moment(getattr(row, f"status_{name}")) for name in _MOMENTS}
    rest = {name: getattr(row, f"status_{name}") for name in (*_WORDS, *_COUNTS)}
    return TrackingStatus(**moments, **rest)


def _moment(text: str | None) -> datetime | None:
    return read_stamp(text) if text else None
