"""Endpoints of addresses (api.md 6): check up to 250 at once, and find one in plain text."""

from __future__ import annotations

from typing import Any

from postwright.domain.account import STAMPS
from postwright.practice import problems
from postwright.practice.accounts.carriers import first_account
from postwright.practice.choices import needed
from postwright.practice.desk import Desk, Json, Route
from postwright.practice.places.addresses import read_partial
from postwright.practice.places.check import check_address
from postwright.practice.places.recognition import score_of, show_entity
from postwright.practice.places.recognized_address import find_address, parsed_address
from postwright.practice.places.recognized_parcel import find_parcel, parsed_parcel

_MOST = 250
_LONGEST_TEXT = 10_000
_NEEDED = ("address_line1", "city_locality", "state_province", "country_code")


def validate(desk: Desk) -> list[Json]:
    """POST /v1/addresses/validate. The plan has to include it (api.md 27)."""
    if not desk.switches.address_validation:
        message = "The billing plan does not include address validation."
        raise problems.Problem(403, problems.entry("invalid_billing_plan", message, kind="account_status"))
    given = desk.array()
    if not 1 <= len(given) <= _MOST:
        message = f"Between 1 and {_MOST} addresses can be validated at once."
        raise problems.Problem(400, problems.entry("invalid_field_value", message, kind="validation"))
    addresses = [_read(value, index) for index, value in enumerate(given)]
    return [check_address(address) for address in addresses]


def _read(value: Any, index: int) -> Json:
    address = read_partial(value, f"request[{index}]")
    for field in _NEEDED:
        if not (address[field] or "").strip():
            raise problems.empty(field)
    return address


def recognize_address(desk: Desk) -> Json:
    body = desk.body()
    text = needed(body, "text", _LONGEST_TEXT)
    known = _known(body, "address")
    entities = find_address(text)
    return {
        "score": score_of(entities),
        "address": parsed_address(entities) | known,
        "entities": [show_entity(one) for one in entities],
    }


def recognize_shipment(desk: Desk) -> Json:
    """The first address found is the receiver's; nothing of it is checked, as with the real service."""
    body = desk.body()
    text = needed(body, "text", _LONGEST_TEXT)
    known = _known(body, "shipment")
    payer = first_account(desk)
    parcel = find_parcel(text, {"name": "Stamps.com", "code": STAMPS, "value": payer})
    entities = sorted([*find_address(text), *parcel], key=lambda one: (one.start, one.end))
    shipment = parsed_parcel(parcel)
    receiver = parsed_address(entities) | _known(known, "ship_to")
    if len(receiver) > 1:
        shipment["ship_to"] = receiver
    return {
        "score": score_of(entities),
        "shipment": shipment | {key: value for key, value in known.items() if key != "ship_to"},
        "entities": [show_entity(one) for one in entities],
    }


def _known(body: Json, field: str) -> Json:
    """What the caller knows already; it outweighs what is found."""
    value = body.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise problems.wrong_type(f"request.{field}", value, "Newtonsoft.Json.Linq.JObject")
    return value


ROUTES = (
    Route("POST", "/v1/addresses/validate", validate),
    Route("PUT", "/v1/addresses/recognize", recognize_address),
    Route("PUT", "/v1/shipments/recognize", recognize_shipment),
)
