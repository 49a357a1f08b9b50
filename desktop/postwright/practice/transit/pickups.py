"""Endpoints of carrier pickups (api.md 16). USPS comes on the next postal day, whatever was asked for."""

from __future__ import annotations

import sqlite3
import string
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from postwright.domain.postal_calendar import is_postal_day, next_postal_day
from postwright.domain.time_zone import zone_of
from postwright.practice import problems
from postwright.practice.chance import draw
from postwright.practice.choices import listed, moment, needed, text
from postwright.practice.desk import Desk, Json, Reply, Route, body_ids, dump, load
from postwright.practice.pages import Filter, page_of, span
from postwright.practice.wire_text import at_creation, at_reading, stored

_LETTERS = string.digits + "".join(sorted(set(string.ascii_letters) - set("lIO")))
_OPENS, _CLOSES = time(8), time(17)
_CHANGE_UNTIL, _CENTRAL = time(2), ZoneInfo("America/Chicago")
_SHORTEST_PHONE = 7


def schedule_pickup(desk: Desk) -> Json:
    body = desk.body()
    numbers = body_ids("label_ids", listed(body, "label_ids"))
    if not numbers:
        raise problems.empty("label_ids")
    contact = _contact(body.get("contact_details"))
    asked = _window(body.get("pickup_window"))
    origin, carrier, warehouse = _one_origin(desk, numbers)
    day = _pickup_day(desk.now, origin, asked)
    zone = zone_of(origin["state_province"] or "")
    start, end = (datetime.combine(day, hour, zone) for hour in (_OPENS, _CLOSES))
    kept = {
        "label_ids": [f"se-{number}" for number in numbers],
        "carrier_id": f"se-{carrier}",
        "confirmation_number": "WTC" + draw(desk.connection, string.digits, 8),
        "warehouse_id": warehouse,
        "pickup_address": {name: value for name, value in origin.items() if name != "instructions"},
        "contact_details": contact,
        "pickup_notes": text(body, "pickup_notes"),
        "pickup_windows": [{"start_at": _moment(start), "end_at": _moment(end)}],
        "day": day.isoformat(),
    }
    pickup_id = "pik_" + draw(desk.connection, _LETTERS, 22)
    desk.connection.execute(
        "INSERT INTO pickup (id, mode, carrier_id, created_at, body) VALUES (?, ?, ?, ?, ?)",
        (pickup_id, desk.mode, carrier, stored(desk.now), dump(kept)),
    )
    shown = _show(_the_pickup(desk, pickup_id), fresh=True)
    return {**shown, "request_id": desk.request_id, "errors": []}


def _moment(value: datetime) -> str:
    return at_reading(stored(value))


def _contact(value: object) -> Json:
    if not isinstance(value, dict):
        raise problems.empty("contact_details")
    contact = {name: needed(value, name) for name in ("name", "email", "phone")}
    if len(contact["phone"]) < _SHORTEST_PHONE:
        raise problems.bad_value("phone", contact["phone"])
    return contact


def _window(value: object) -> date:
    """When the pickup is wanted: a time, or a day for all of that day (api.md 16). Raises Problem."""
    if not isinstance(value, dict):
        raise problems.empty("pickup_window")
    start, end = (_moment_of(value, name) for name in ("start_at", "end_at"))
    if _as_time(end, closes=True) <= _as_time(start, closes=False):
        raise problems.bad_value("end_at", value["end_at"])
    return start


def _moment_of(window: Json, name: str) -> date:
    given = text(window, name)
    if not given:
        raise problems.empty(name)
    at = moment(given, f"pickup_window.{name}")
    return at.date() if given == at.date().isoformat() else at


def _as_time(moment: date, *, closes: bool) -> datetime:
    """A day begins with its midnight and closes with the next one."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment + timedelta(days=closes), time(0), UTC)


def _one_origin(desk: Desk, numbers: list[int]) -> tuple[Json, int, str | None]:
    """The place that all the labels leave from, their account and warehouse. Raises Problem."""
    found: list[tuple[Json, int, str | None]] = []
    for number in numbers:
        row = desk.one(
            "SELECT label.voided_at, label.carrier_id, shipment.body FROM label"
            " JOIN shipment ON shipment.id = label.shipment_id WHERE label.id = ? AND label.mode = ?",
            number,
            desk.mode,
        )
        if row is None:
            raise problems.unknown("label_id", f"se-{number}")
        if row["voided_at"] is not None:
            message = "A voided label cannot be picked up."
            extra = {"field_name": "label_ids", "field_value": f"se-{number}"}
            raise problems.against_the_rules("invalid_status", message, **extra)
        shipment = load(row["body"])
        found.append((shipment["ship_from"], row["carrier_id"], shipment["warehouse_id"]))
    if any(_key(one) != _key(found[0]) for one in found):
        message = "All labels of a pickup must have one carrier and one origin."
        raise problems.against_the_rules("unspecified", message, field_name="label_ids")
    return found[0]


def _key(one: tuple[Json, int, str | None]) -> tuple[object, ...]:
    origin, carrier, _ = one
    places = ("address_line1", "address_line2", "city_locality", "postal_code")
    return (carrier, *(str(origin[name] or "").strip().upper() for name in places))


def _pickup_day(now: datetime, origin: Json, asked: date) -> date:
    """The next postal day that may still be changed; today only when today was asked for, before two in the
    morning Central.
    """
    zone = zone_of(origin["state_province"] or "")
    today = now.astimezone(zone).date()
    wanted = asked.astimezone(zone).date() if isinstance(asked, datetime) else asked
    if wanted <= today and is_postal_day(today) and may_change(now, today):
        return today
    day = next_postal_day(today)
    while not may_change(now, day):
        day = next_postal_day(day)
    return day


def may_change(now: datetime, day: date) -> bool:
    """Whether USPS still takes changes for a pickup on that day."""
    return now < datetime.combine(day, _CHANGE_UNTIL, _CENTRAL)


def _the_pickup(desk: Desk, pickup_id: str) -> sqlite3.Row:
    return desk.found("pickup", pickup_id, "pickup_id", pickup_id)


def _show(row: sqlite3.Row, *, fresh: bool = False) -> Json:
    body: Json = load(row["body"])
    for own in ("day", "came"):
        body.pop(own, None)
    cancelled = row["cancelled_at"]
    return {
        "pickup_id": row["id"],
        "label_ids": body.pop("label_ids"),
        "created_at": (at_creation if fresh else at_reading)(row["created_at"]),
        "cancelled_at": at_reading(cancelled) if cancelled else None,
        **body,
    }


def get_pickup(desk: Desk, pickup_id: str) -> Json:
    return {**_show(_the_pickup(desk, pickup_id)), "request_id": desk.request_id, "errors": []}


_FILTERS = (
    Filter("carrier_id", "carrier_id = ?", number=True),
    Filter("warehouse_id", "body ->> 'warehouse_id' = 'se-' || ?", number=True),
    *span("created_at"),
)


def list_pickups(desk: Desk) -> Json:
    page = page_of(desk, "pickup", "pickups", _FILTERS, _show)
    return {**page, "request_id": desk.request_id, "errors": []}


def cancel_pickup(desk: Desk, pickup_id: str) -> Json | Reply:
    row = _the_pickup(desk, pickup_id)
    if row["cancelled_at"] is not None or not may_change(
        desk.now, date.fromisoformat(load(row["body"])["day"])
    ):
        message = "The pickup can no longer be cancelled."
        extra = {"field_name": "pickup_id", "field_value": pickup_id}
        raise problems.against_the_rules("invalid_status", message, **extra)
    desk.connection.execute("UPDATE pickup SET cancelled_at = ? WHERE id = ?", (stored(desk.now), pickup_id))
    return {"request_id": desk.request_id, "errors": [], "pickup_id": pickup_id}


ROUTES = (
    Route("POST", "/v1/pickups", schedule_pickup),
    Route("GET", "/v1/pickups", list_pickups),
    Route("GET", "/v1/pickups/<pickup_id>", get_pickup),
    Route("DELETE", "/v1/pickups/<pickup_id>", cancel_pickup),
)
