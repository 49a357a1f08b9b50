"""Writes a SCAN form down: its number, its labels, and the moment when the carrier scans it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from postwright.domain.barcode import make_impb
from postwright.practice.chance import token
from postwright.practice.desk import Desk, dump
from postwright.practice.forms.rules import Candidate
from postwright.practice.wire_text import stored

# 94757…, as on the forms of Stamps.com (api.md 25.4).
_SERVICE_TYPE, _SOURCE, _MAILER, _SERIALS = "757", "11", 899564878, 100_000
# The truck comes in the early evening of the ship date; a form made later is scanned when it is handed in.
_TRUCK, _HANDED_IN = time(18), timedelta(minutes=30)


def write_form(desk: Desk, group: tuple[Candidate, ...], *, ready: bool) -> int:
    """The number of the new form. Its labels count as accepted once the form is scanned."""
    number, first = desk.number("manifest"), group[0]
    block, serial = divmod(desk.number("submission"), _SERIALS)
    submission = make_impb(
        service_type=_SERVICE_TYPE, source=_SOURCE, mailer=str(_MAILER + block), serial=serial
    )
    body = {"submission_id": submission, "label_ids": [f"se-{one.label}" for one in group]}
    desk.connection.execute(
        "INSERT INTO manifest (id, mode, carrier_id, warehouse_id, ship_date, created_at, ready, token, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            desk.mode,
            first.carrier,
            first.warehouse,
            first.ship_date,
            stored(desk.now),
            int(ready),
            token(desk.connection),
            dump(body),
        ),
    )
    scanned = stored(_scanned_at(desk.now, first))
    for one in group:
        desk.connection.execute("INSERT INTO manifest_label VALUES (?, ?)", (one.label, number))
        desk.connection.execute(
            "UPDATE label SET story = 'delivered', story_from = ? WHERE id = ? AND story IS NULL",
            (scanned, one.label),
        )
    return number


def _scanned_at(now: datetime, one: Candidate) -> datetime:
    truck = datetime.combine(date.fromisoformat(one.ship_date), _TRUCK, one.zone)
    return max(truck, now + _HANDED_IN)
