"""Requests that the tests send to the practice carrier, and the client that sends them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from postwright.practice.app import PRACTICE_KEY, PracticeCarrier, practice_app

Json = dict[str, Any]

# A Thursday, ten in the morning in California.
NOW = datetime(2026, 10, 22, 17, 0, 0, 123456, tzinfo=UTC)
URL = "http://localhost"
ACCOUNT = "se-2424643"
FIRST_CENTS = 407_210

SHOP: Json = {
    "name": "Ana Núñez",
    "phone": "555-555-5555",
    "address_line1": "2510 Commerce Way",
    "city_locality": "Vista",
    "state_province": "CA",
    "postal_code": "92081",
    "country_code": "US",
}
CUSTOMER: Json = {
    "name": "Jo Smith",
    "company_name": "Blue Door Books",
    "address_line1": "1 Main St Apt 4",
    "city_locality": "New York",
    "state_province": "NY",
    "postal_code": "10001",
    "country_code": "US",
}
ABROAD: Json = {
    "name": "Maple Shop",
    "address_line1": "10 King St",
    "city_locality": "Toronto",
    "state_province": "ON",
    "postal_code": "M5H 1A1",
    "country_code": "CA",
}
GOODS: Json = {
    "description": "Wooden toy",
    "quantity": 2,
    "value": {"currency": "usd", "amount": 12.5},
    "weight": {"value": 4, "unit": "ounce"},
    "harmonized_tariff_code": "9503.00",
    "country_of_origin": "US",
}


def open_carrier(
    folder: Path, *, moment: datetime = NOW, sleep: Callable[[float], object] = time.sleep
) -> PracticeCarrier:
    """A carrier on a clock that stands still beneath."""
    return practice_app(folder, now=lambda: moment, sleep=sleep)


def client_of(carrier: PracticeCarrier, key: str = PRACTICE_KEY) -> httpx.Client:
    transport = httpx.WSGITransport(carrier.wsgi)
    return httpx.Client(transport=transport, base_url=URL, headers={"API-Key": key})


def package(**changes: Any) -> Json:
    usual: Json = {
        "weight": {"value": 9.5, "unit": "ounce"},
        "dimensions": {"unit": "inch", "length": 9, "width": 6, "height": 3},
        "label_messages": {"reference1": "ORDER 1001", "reference2": None, "reference3": None},
    }
    return usual | changes


def shipment(**changes: Any) -> Json:
    """A parcel from California to New York by Ground Advantage."""
    usual: Json = {
        "carrier_id": ACCOUNT,
        "service_code": "usps_ground_advantage",
        "ship_to": CUSTOMER,
        "ship_from": SHOP,
        "packages": [package()],
    }
    return usual | changes


def parcel_abroad(**changes: Any) -> Json:
    usual = shipment(
        service_code="usps_first_class_mail_international",
        ship_to=ABROAD,
        customs={"contents": "merchandise", "non_delivery": "return_to_sender"},
        packages=[package(products=[GOODS])],
    )
    return usual | changes


def buy(client: httpx.Client, options: Json | None = None, **changes: Any) -> Json:
    """A bought label; the reply must be a success."""
    reply = client.post("/v1/labels", json={"shipment": shipment(**changes), **(options or {})})
    assert reply.status_code == 200, reply.text
    label: Json = reply.json()
    return label


def rates_for(client: httpx.Client, parcel: Json, **options: Any) -> Json:
    """The rate_response for a parcel."""
    question = {"rate_options": {"carrier_ids": [ACCOUNT], **options}, "shipment": parcel}
    reply = client.post("/v1/rates", json=question)
    assert reply.status_code == 200, reply.text
    answer: Json = reply.json()["rate_response"]
    return answer


def cost(label: Json) -> int:
    """What a label cost, in cents."""
    return round(100 * (label["shipment_cost"]["amount"] + label["insurance_cost"]["amount"]))


def error_of(reply: httpx.Response, status: int) -> Json:
    """The one error of a reply that must have this status."""
    assert reply.status_code == status, reply.text
    [error] = reply.json()["errors"]
    found: Json = error
    return found
