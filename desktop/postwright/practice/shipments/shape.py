"""A shipment: read from a request, kept whole, and written as the API writes it (api.md 7)."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from postwright.domain.time_zone import zone_of
from postwright.practice import problems
from postwright.practice.accounts.carriers import named_connected_account
from postwright.practice.choices import (
    CONFIRMATIONS,
    INSURERS,
    VALIDATIONS,
    choice,
    flag,
    listed,
    moment,
    text,
)
from postwright.practice.desk import Desk, Json, body_id, load
from postwright.practice.places.addresses import read_address
from postwright.practice.places.warehouses import named_warehouse
from postwright.practice.shipments.packages import read_customs, read_package
from postwright.practice.wire_text import at_creation, at_reading, shipment_day

EXTERNAL_ID_LENGTH = 50
_OPTIONS: Json = {
    "bill_to_account": None,
    "bill_to_country_code": None,
    "bill_to_party": None,
    "bill_to_postal_code": None,
    "contains_alcohol": False,
    "delivered_duty_paid": False,
    "non_machinable": False,
    "saturday_delivery": False,
    "dry_ice": False,
    "dry_ice_weight": None,
    "fedex_freight": None,
    "third_party_consignee": False,
    "ancillary_endorsements_option": None,
    "freight_class": None,
    "custom_field1": None,
    "custom_field2": None,
    "custom_field3": None,
    "collect_on_delivery": None,
    "return_pickup_attempts": None,
    "additional_handling": False,
    "own_document_upload": False,
    "limited_quantity": False,
    "event_notification": False,
}
_OPTION_TEXTS = [name for name in _OPTIONS if name.startswith(("bill_to", "custom_field"))]
_OPTION_LENGTH = 100
_TYPE = "ShipEngine.Api.Models.Shipments.Shipment"


def read_shipment(desk: Desk, value: Any, *, place: str = "request.shipment", buying: bool = True) -> Json:
    """The shipment as it is kept. `buying` asks for a carrier and a service. Raises Problem."""
    if value is None:
        raise problems.empty("shipment")
    if not isinstance(value, dict):
        raise problems.wrong_type(place, value, _TYPE)
    carrier = _carrier(desk, value, buying)
    service = text(value, "service_code")
    if buying and not service:
        raise problems.empty("service_code")
    origin, back, warehouse = _origin(desk, value)
    insurer = choice(value, "insurance_provider", INSURERS, "none")
    asked_validation(value)
    given = listed(value, "packages")
    if not given:
        raise problems.empty("packages")
    insured = insurer != "none"
    packages = [read_package(desk, one, index, insured=insured) for index, one in enumerate(given)]
    receiver = read_address(value.get("ship_to"), "ship_to")
    external = external_id(value)
    return {
        "carrier_id": carrier,
        "service_code": service,
        "external_shipment_id": external,
        "shipment_number": (text(value, "shipment_number") or external or "")[:EXTERNAL_ID_LENGTH] or None,
        "ship_date": _ship_date(desk, value, origin).isoformat(),
        "ship_to": {
            "geolocation": listed(value["ship_to"], "geolocation") or None,
            **_instructed(receiver, value["ship_to"]),
        },
        "ship_from": _instructed(origin, value.get("ship_from") or {}),
        "warehouse_id": warehouse,
        "return_to": _instructed(back, value.get("return_to") or {}),
        "is_return": flag(value, "is_return"),
        "confirmation": read_confirmation(desk, value),
        "customs": read_customs(value.get("customs")),
        "external_order_id": text(value, "external_order_id"),
        "order_source_code": text(value, "order_source_code"),
        "advanced_options": _options(value.get("advanced_options")),
        "comparison_rate_type": text(value, "comparison_rate_type"),
        "shipping_rule_id": text(value, "shipping_rule_id"),
        "insurance_provider": insurer,
        # Tags in a request are read-only; they are put on by calls of their own (api.md 8).
        "tags": [],
        "packages": packages,
        "items": [_item(one) for one in listed(value, "items")],
    }


def _item(value: Any) -> Json:
    """A line of an order, kept as it came. Raises Problem for no object or another type of its ids."""
    if not isinstance(value, dict):
        raise problems.wrong_type("request.items", value, "ShipEngine.Api.Models.Shipments.ShipmentItem")
    for name in ("name", "sku", "sales_order_id", "sales_order_item_id"):
        text(value, name)
    return value


def asked_validation(value: Json) -> str:
    """How the receiver's address is to be checked. Raises Problem for an unknown word."""
    return choice(value, "validate_address", VALIDATIONS, "no_validation")


def read_confirmation(desk: Desk, value: Json) -> str:
    """The proof of delivery asked for. Raises Problem for one that the service does not know."""
    known = CONFIRMATIONS if desk.switches.restricted_delivery else CONFIRMATIONS - {"restricted_delivery"}
    return choice(value, "confirmation", known, "none")


def external_id(value: Json) -> str | None:
    """The caller's own id, cut at fifty characters in silence as the server does."""
    return (text(value, "external_shipment_id") or "")[:EXTERNAL_ID_LENGTH] or None


def _carrier(desk: Desk, value: Json, buying: bool) -> str | None:
    if value.get("carrier_id") is None and not buying:
        return None
    number = body_id("carrier_id", value.get("carrier_id"))
    named_connected_account(desk, number)
    return f"se-{number}"


def _origin(desk: Desk, value: Json) -> tuple[Json, Json, str | None]:
    """Where it leaves from, where it goes back to, and the warehouse named. An address outweighs it."""
    warehouse, kept = _warehouse(desk, value.get("warehouse_id"))
    if value.get("ship_from") is not None or kept is None:
        origin = back = read_address(value.get("ship_from"), "ship_from", phone=True)
    else:
        origin, back = kept["origin"], kept["back"]
    if value.get("return_to") is not None:
        back = read_address(value["return_to"], "return_to")
    return origin, back, warehouse


def _warehouse(desk: Desk, given: Any) -> tuple[str | None, Json | None]:
    if given is None:
        return None, None
    number = body_id("warehouse_id", given)
    return f"se-{number}", load(named_warehouse(desk, number)["body"])


def _instructed(address: Json, given: Json) -> Json:
    return {"instructions": text(given, "instructions") or None, **address}


def _ship_date(desk: Desk, value: Json, origin: Json) -> date:
    today = desk.now.astimezone(zone_of(origin["state_province"] or "")).date()
    given = text(value, "ship_date")
    if given is None:
        return today
    return moment(given, "ship_date").date()


def _options(value: Any) -> Json:
    if value is None:
        return dict(_OPTIONS)
    if not isinstance(value, dict):
        wanted = "ShipEngine.Api.Models.Shipments.AdvancedOptions"
        raise problems.wrong_type("request.advanced_options", value, wanted)
    for name, usual in _OPTIONS.items():
        if usual is False:
            flag(value, name)
        elif name in _OPTION_TEXTS:
            text(value, name, _OPTION_LENGTH)
    return {name: usual if value.get(name) is None else value[name] for name, usual in _OPTIONS.items()}


def show_shipment(row: sqlite3.Row, *, fresh: bool = False, checked: Json | None = None) -> Json:
    """As a reply: `fresh` is the form of a create or change, with what was `checked`, else of a read."""
    body: Json = load(row["body"])
    when = at_creation if fresh else at_reading
    receiver = body.pop("ship_to")
    if fresh:
        receiver["instructions"] = receiver["instructions"] or ""
    items = body.pop("items")
    body["tags"] = [{"name": name} for name in body["tags"]]
    names = ("carrier_id", "service_code", "external_shipment_id", "shipment_number")
    shown = {
        "shipment_id": f"se-{row['id']}",
        **{name: body.pop(name) for name in names},
        "ship_date": shipment_day(date.fromisoformat(body.pop("ship_date"))),
        "created_at": when(row["created_at"]),
        "modified_at": when(row["modified_at"]),
        "shipment_status": row["status"],
        "ship_to": receiver,
        **body,
        "total_weight": body["packages"][0]["weight"],
        "items": items,
    }
    return {"errors": [], "address_validation": checked, **shown} if fresh else shown
