"""The endpoint of quick estimates (api.md 9.2): a bare list without ids, and no shipment is left behind."""

from __future__ import annotations

from typing import Any

from postwright.practice import problems
from postwright.practice.accounts.carriers import (
    brief,
    login_error,
    login_works,
    named_connected_account,
    offer,
)
from postwright.practice.choices import listed, moment, text
from postwright.practice.desk import Desk, Json, Route, body_id
from postwright.practice.prices.pricing import Price, Unpriced, price
from postwright.practice.prices.rates import rate_body
from postwright.practice.shipments.packages import read_package
from postwright.practice.shipments.shape import read_confirmation

_OF_A_RATE = ("requested_comparison_amount", "rate_details")
_AMOUNTS = ("shipping_amount", "insurance_amount", "confirmation_amount", "other_amount")


def estimate(desk: Desk) -> list[Json]:
    body = desk.body()
    numbers = [body_id("carrier_id", one) for one in listed(body, "carrier_ids")]
    if not numbers:
        raise problems.empty("carrier_ids")
    shipment = _shipment(desk, body)
    found: list[Json] = []
    for number in numbers:
        found += _of_account(desk, shipment, brief(named_connected_account(desk, number)))
    return found


def _of_account(desk: Desk, shipment: Json, payer: Json) -> list[Json]:
    if not login_works(desk):
        return [_nothing(shipment, payer, login_error(payer["carrier_id"])["message"])]
    rates, reason = [], ""
    for service in offer()["services"]:
        try:
            amounts = price(shipment, service["code"], "package")
        except Unpriced as refusal:
            reason = reason or ("" if "does not go to" in refusal.reason else refusal.reason)
            continue
        rates.append(_plain(rate_body(shipment, payer, service["code"], "package", amounts)))
    return rates or [_nothing(shipment, payer, reason)]


def _plain(rate: Json) -> Json:
    """An estimate is compared with nothing and not taken apart."""
    told = {name: value for name, value in rate.items() if name not in _OF_A_RATE}
    return {"rate_type": "check", **told, "validation_status": "unknown"}


def _nothing(shipment: Json, payer: Json, reason: str) -> Json:
    """A failure is a success with one empty element (api.md 9.2)."""
    empty: dict[str, Any] = rate_body(shipment, payer, "", "package", Price(0, 0, 0, 0, None, 0))
    empty |= dict.fromkeys((*_AMOUNTS, "service_code", "service_type", "package_type", "delivery_days"))
    message = reason or "No service goes to this country."
    return _plain(empty) | {"validation_status": "invalid", "error_messages": [message]}


def _shipment(desk: Desk, body: Json) -> Json:
    """Just enough of a shipment to price it. Customs are not asked for in an estimate."""
    for field in ("from_country_code", "from_postal_code", "to_country_code"):
        if not text(body, field):
            raise problems.empty(field)
    parcel = {"weight": body.get("weight"), "dimensions": body.get("dimensions")}
    declared = {"harmonized_tariff_code": "000000"}
    return {
        "ship_from": {"country_code": body["from_country_code"], "postal_code": body["from_postal_code"]},
        "ship_to": {"country_code": body["to_country_code"], "postal_code": text(body, "to_postal_code")},
        "packages": [read_package(desk, parcel, 0, insured=False)],
        "customs": {"customs_items": [declared]},
        "confirmation": read_confirmation(desk, body),
        "insurance_provider": "none",
        "ship_date": _day(desk, text(body, "ship_date")),
    }


def _day(desk: Desk, given: str | None) -> str:
    if given is None:
        return desk.now.date().isoformat()
    return moment(given, "ship_date").date().isoformat()


ROUTES = (Route("POST", "/v1/rates/estimate", estimate),)
