"""Which labels may be on a SCAN form of today, and how they are split into forms (api.md 15, 25.6, 27)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from postwright.domain.time_zone import zone_of
from postwright.practice.desk import Desk, Json, load
from postwright.practice.problems import Problem, entry
from postwright.practice.wire_text import read_stored

_MOST_ON_A_FORM = 500
_LEFT_OUT = "The label could not be added to the manifest."
_JOINED = (
    "SELECT label.*, shipment.body AS shipment, manifest_label.manifest_id FROM label"
    " JOIN shipment ON shipment.id = label.shipment_id"
    " LEFT JOIN manifest_label ON manifest_label.label_id = label.id"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that fits: whose money, from where, for which day."""

    label: int
    carrier: int
    warehouse: int | None
    ship_date: str
    origin: Json

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.origin["state_province"] or "")

    @property
    def form(self) -> tuple[object, ...]:
        """What all labels of one form have in common. Without a warehouse it is the origin itself."""
        place: tuple[str, ...] = ()
        if self.warehouse is None:
            names = ("address_line1", "city_locality", "postal_code")
            place = tuple(str(self.origin[name] or "").strip().upper() for name in names)
        return self.carrier, self.warehouse or 0, self.ship_date, place


def candidates(desk: Desk, carrier: int, warehouse: int, ship_date: str) -> list[int]:
    """Labels of an account, warehouse and day that are neither voided nor on a form."""
    query = (
        f"{_JOINED} WHERE label.mode = ? AND label.carrier_id = ? AND voided_at IS NULL"
        " AND manifest_id IS NULL AND shipment.body ->> 'warehouse_id' = ?"
        " AND label.body ->> 'ship_date' = ? ORDER BY label.id"
    )
    rows = desk.connection.execute(query, (desk.mode, carrier, f"se-{warehouse}", ship_date))
    return [row["id"] for row in rows]


def sift(desk: Desk, numbers: list[int]) -> tuple[list[Candidate], list[Json]]:
    """The labels that fit, and an error with its label_id for each that does not."""
    found, errors = [], []
    for number in numbers:
        row = desk.one(f"{_JOINED} WHERE label.id = ? AND label.mode = ?", number, desk.mode)
        error = _refusal(desk, row)
        if error is not None:
            errors.append(entry(*error, label_id=f"se-{number}"))
        elif row is not None:
            found.append(_candidate(row))
    if desk.switches.manifest_leaves_out and len(found) > 1:
        errors.append(entry("unspecified", _LEFT_OUT, label_id=f"se-{found.pop().label}"))
    return found, errors


def _candidate(row: sqlite3.Row) -> Candidate:
    shipment = load(row["shipment"])
    named = shipment["warehouse_id"]
    return Candidate(
        label=row["id"],
        carrier=row["carrier_id"],
        warehouse=int(named.removeprefix("se-")) if named else None,
        ship_date=load(row["body"])["ship_date"],
        origin=shipment["ship_from"],
    )


def _refusal(desk: Desk, row: sqlite3.Row | None) -> tuple[str, str] | None:
    """The code and message why a label cannot be on a form of today; None when it can. The texts are ours:
    none is recorded (api.md 28).
    """
    if row is None:
        return "invalid_identifier", "Invalid label_id."
    if row["voided_at"] is not None:
        return "invalid_status", "A voided label cannot be on a manifest."
    if row["manifest_id"] is not None:
        error = ("invalid_status", "The label is on a manifest already.")
        if desk.switches.manifested_again == "refuse":
            raise Problem(400, entry(*error, label_id=f"se-{row['id']}"))
        return error
    zone = _candidate(row).zone
    day = date.fromisoformat(load(row["body"])["ship_date"])
    if desk.switches.manifest_day == "created":
        day = read_stored(row["created_at"]).astimezone(zone).date()
    if day != desk.now.astimezone(zone).date():
        return "invalid_status", "A manifest takes labels of its own day only."
    return None


def check_hour(desk: Desk, found: list[Candidate]) -> Candidate | None:
    """A label whose origin is past the hour; None when all are in time. USPS guide: the day's shipments must
    be manifested by nine in the evening, local time.
    """
    until = desk.switches.manifest_until
    return next((one for one in found if desk.now.astimezone(one.zone).hour >= until), None)


def groups(found: list[Candidate]) -> list[tuple[Candidate, ...]]:
    """One group a form, none with more labels than a form holds."""
    ordered = sorted(found, key=lambda one: (one.form, one.label))
    parts = []
    for _, same in groupby(ordered, key=lambda one: one.form):
        whole = tuple(same)
        parts += [whole[at : at + _MOST_ON_A_FORM] for at in range(0, len(whole), _MOST_ON_A_FORM)]
    return parts
