"""Endpoints of tracking (api.md 11): by label, by number, and subscriptions that lead nowhere."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, timedelta
from typing import Any

from postwright.domain.account import STAMPS
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.time_zone import zone_of
from postwright.practice import problems
from postwright.practice.accounts.carriers import account
from postwright.practice.desk import Desk, Json, Reply, Route, body_id, load
from postwright.practice.labels.calls import the_label
from postwright.practice.transit.stories import Scan, scans
from postwright.practice.wire_text import shipment_day

_NOT_YET = (
    "A status update is not yet available for this tracking number.  More information will become available"
    " when USPS receives the tracking information, or when the package is received by USPS."
)
_USUAL_DAYS, _LATE_DAYS = 3, 3
_NAMES = {
    "AC": "Accepted",
    "IT": "In Transit",
    "AT": "Delivery Attempt",
    "DE": "Delivered",
    "EX": "Exception",
    "NY": "Not Yet In System",
    "UN": "Unknown",
}


def track_label(desk: Desk, label_id: str) -> Json:
    return _of_label(desk, the_label(desk, label_id))


def track_number(desk: Desk) -> Json:
    number = _asked(desk)
    row = desk.one("SELECT * FROM label WHERE tracking_number = ? AND mode = ?", number, desk.mode)
    if row is not None:
        return _of_label(desk, row)
    return _answer(number, "UN", "", "The number is not known.", [])


def subscribe(desk: Desk) -> Reply:
    _asked(desk)
    return Reply(204)


def _asked(desk: Desk) -> str:
    number = desk.query.get("tracking_number", "")
    if not number:
        raise problems.missing_query("trackingNumber")
    if not (desk.query.get("carrier_code") or desk.query.get("carrier_id")):
        raise problems.missing_query("carrierCode")
    given = desk.query.get("carrier_id")
    if given and account(desk, body_id("carrier_id", given)) is None:
        raise problems.unknown("carrier_id", given, 400)
    if desk.query.get("carrier_code", STAMPS) != STAMPS:
        code = desk.query["carrier_code"]
        message = f"invalid carrier_code '{code}'"
        raise problems.against_the_rules("unspecified", message, field_name="carrier_code", field_value=code)
    return number


def _of_label(desk: Desk, row: sqlite3.Row) -> Json:
    happened = scans(row, desk.now)
    number = row["tracking_number"]
    if not happened:
        return _answer(number, "NY", "-2147219283", _NOT_YET, [])
    shipment = load(desk.connection.execute(_SHIPMENT, (row["shipment_id"],)).fetchone()["body"])
    events = [_event(scan, shipment) for scan in reversed(happened)]
    last = happened[-1].step
    answer = _answer(number, last.status, last.code, last.text, events)
    answer["ship_date"] = happened[0].at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer["estimated_delivery_date"] = shipment_day(_expected(load(row["body"]), happened, shipment))
    if last.status == "DE":
        answer["actual_delivery_date"] = events[0]["occurred_at"]
    if last.status == "EX":
        answer["exception_description"] = last.text
    return answer


def _expected(label: Json, happened: tuple[Scan, ...], shipment: Json) -> date:
    """The day that the service promises, counted from the acceptance; later once the parcel is late."""
    accepted = happened[0].at.astimezone(zone_of(shipment["ship_from"]["state_province"] or "")).date()
    late = any(scan.step.detail == "DELAYED" for scan in happened)
    days = label.get("days", _USUAL_DAYS) + (_LATE_DAYS if late else 0)
    return postal_day_on_or_after(accepted + timedelta(days=days))


_SHIPMENT = "SELECT body FROM shipment WHERE id = ?"


def _answer(number: str, status: str, code: str, text: str, events: list[Json]) -> Json:
    return {
        "tracking_number": number,
        "tracking_url": f"https://tools.usps.com/go/TrackConfirmAction.action?tLabels={number}",
        "status_code": status,
        "carrier_code": STAMPS,
        "carrier_id": 1,
        "carrier_detail_code": None,
        "status_description": _NAMES[status],
        "carrier_status_code": code,
        "carrier_status_description": text,
        "ship_date": None,
        "estimated_delivery_date": None,
        "actual_delivery_date": None,
        "exception_description": None,
        "events": events,
    }


def _event(scan: Scan, shipment: Json) -> Json:
    """One scan. A place on the way is written as empty texts, as the service does."""
    step = scan.step
    places: dict[str, Any] = {"origin": shipment["ship_from"], "destination": shipment["ship_to"]}
    place = places.get(step.place, {})
    state = place.get("state_province") or ""
    local = scan.at.astimezone(zone_of(state))
    return {
        "occurred_at": scan.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "carrier_occurred_at": local.strftime("%Y-%m-%dT%H:%M:%S"),
        "description": step.text,
        "city_locality": (place.get("city_locality") or "").upper(),
        "state_province": state,
        "postal_code": place.get("postal_code") or "",
        "country_code": place.get("country_code") or "",
        "company_name": "",
        "signer": "",
        "event_code": step.code,
        "carrier_detail_code": None,
        "status_code": step.status,
        "status_description": _NAMES[step.status],
        "status_detail_code": step.detail,
        "carrier_status_code": step.code,
        "carrier_status_description": step.text,
        "latitude": None,
        "longitude": None,
        "proof_of_delivery_url": None,
    }


ROUTES = (
    Route("GET", "/v1/labels/<label_id>/track", track_label),
    Route("GET", "/v1/tracking", track_number),
    Route("POST", "/v1/tracking/start", subscribe),
    Route("POST", "/v1/tracking/stop", subscribe),
)
