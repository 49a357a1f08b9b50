"""The door that buys without naming a service (api.md 10.1). Closed unless a switch opens it."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.account import STAMPS
from postwright.practice import problems
from postwright.practice.accounts.carriers import offer
from postwright.practice.desk import Desk, Json, Route
from postwright.practice.labels.calls import buy_parcel
from postwright.practice.prices.pricing import Price, Unpriced, price
from postwright.practice.problems import Problem, entry
from postwright.practice.shipments.shape import read_shipment

# `best_value` weighs price and days in a way that nobody documents; here a day is worth a dollar.
_CHOICES: dict[str, Callable[[Price], tuple[int, int]]] = {
    "best_value": lambda amounts: (amounts.total + 100 * amounts.days, amounts.days),
    "cheapest": lambda amounts: (amounts.total, amounts.days),
    "fastest": lambda amounts: (amounts.days, amounts.total),
}


def buy_chosen(desk: Desk, shopper: str) -> Json:
    """Buy the service that the rule prefers, on the first account. Raises Problem."""
    if shopper not in _CHOICES:
        raise problems.bad_value("rate_shopper_id", shopper)
    payer = desk.one("SELECT id FROM carrier WHERE mode = ? AND connected ORDER BY id", desk.mode)
    if not desk.switches.rate_shopper or payer is None:
        message = "Rate Shopper needs a wallet carrier, which this account does not have."
        raise Problem(400, entry("carrier_not_supported", message, carrier_code=STAMPS))
    body = desk.body()
    shipment = read_shipment(desk, body.get("shipment"), buying=False)
    chosen = {"carrier_id": f"se-{payer['id']}", "service_code": _best(shipment, _CHOICES[shopper])}
    return buy_parcel(desk, body | {"shipment": body["shipment"] | chosen})


def _best(shipment: Json, worth: Callable[[Price], tuple[int, int]]) -> str:
    priced: list[tuple[tuple[int, int], str]] = []
    for service in offer()["services"]:
        try:
            amounts = price(shipment, service["code"], shipment["packages"][0]["package_code"])
        except Unpriced:
            continue
        priced.append((worth(amounts), service["code"]))
    if not priced:
        raise problems.against_the_rules("no_rates_returned", "No service takes this parcel.")
    return min(priced)[1]


ROUTES = (Route("POST", "/v1/labels/rate_shopper_id/<shopper>", buy_chosen),)
