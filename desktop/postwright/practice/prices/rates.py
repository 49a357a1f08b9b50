"""Endpoints of rates (api.md 9). Each inline question leaves a pending shipment behind."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.practice import problems
from postwright.practice.accounts.carriers import account, brief, login_error, login_works, offer
from postwright.practice.choices import RATE_TYPES, choice, flag, listed, text, texts
from postwright.practice.desk import Desk, Json, Route, body_id, dump, load, path_id
from postwright.practice.pages import NO_END, Filter
from postwright.practice.places.check import demand_good_address
from postwright.practice.prices.pricing import Price, Unpriced, comparison, price, service
from postwright.practice.problems import carrier_refusal, entry
from postwright.practice.shipments.calls import is_taken, keep_shipment, taken, the_shipment
from postwright.practice.shipments.shape import asked_validation, read_shipment, show_shipment
from postwright.practice.wire_text import at_creation, at_reading, dollars, shipment_day, stored

_SINCE = Filter("created_at_start", "created_at >= ?", time=True)


def ask_rates(desk: Desk) -> Json:
    body = desk.body()
    options = read_rate_options(body)
    row = _asked_shipment(desk, body, options)
    return {**show_shipment(row), "rate_response": answered(desk, row, options)}


@dataclass(frozen=True, slots=True)
class RateOptions:
    """What a question for rates asks: whom, for which services and packages, and how it is called."""

    carriers: tuple[int, ...]
    services: tuple[str, ...]
    packages: tuple[str, ...]
    rate_type: str
    is_return: bool


def read_rate_options(body: Json) -> RateOptions:
    """The `rate_options` of a body. Raises Problem."""
    options = body.get("rate_options")
    if not isinstance(options, dict):
        raise problems.empty("rate_options")
    carriers = listed(options, "carrier_ids")
    if not carriers:
        raise problems.empty("carrier_ids")
    currency = text(options, "preferred_currency") or "usd"
    if currency.lower() != "usd":
        raise problems.bad_value("preferred_currency", currency)
    return RateOptions(
        carriers=tuple(body_id("carrier_id", one) for one in carriers),
        services=texts(options, "service_codes"),
        packages=texts(options, "package_types"),
        rate_type=choice(options, "rate_type", RATE_TYPES, "shipment"),
        is_return=flag(options, "is_return"),
    )


def answered(desk: Desk, row: sqlite3.Row, options: RateOptions) -> Json:
    """Ask every account named, and write their rates down. The reply is empty while they are `working`."""
    answer = Answers(desk, row, options)
    for number in options.carriers:
        answer.ask(number)
    return answer.response()


def _asked_shipment(desk: Desk, body: Json, options: RateOptions) -> sqlite3.Row:
    if body.get("shipment_id") is not None:
        number = body_id("shipment_id", body["shipment_id"])
        return the_shipment(desk, number, str(body["shipment_id"]), 400)
    return keep_question(desk, body.get("shipment"), options)


def keep_question(
    desk: Desk, value: Any, options: RateOptions, place: str = "request.shipment"
) -> sqlite3.Row:
    """The pending shipment that an inline question leaves behind. Raises Problem."""
    shipment = read_shipment(desk, value, place=place, buying=False)
    shipment["is_return"] = shipment["is_return"] or options.is_return
    if is_taken(desk, shipment["external_shipment_id"]):
        raise taken(desk, shipment["external_shipment_id"])
    demand_good_address(shipment, asked_validation(value))
    return keep_shipment(desk, shipment)


class Answers:
    """Collects the rates of several accounts for one shipment, and their refusals."""

    def __init__(self, desk: Desk, row: sqlite3.Row, options: RateOptions) -> None:
        self._desk, self._row, self._options = desk, row, options
        self._shipment: Json = load(row["body"])
        self._own: str = self._shipment["packages"][0]["package_code"]
        self._rates: list[Json] = []
        self._invalid: list[Json] = []
        self._errors: list[Json] = []

    def ask(self, number: int) -> None:
        found = account(self._desk, number)
        if found is None or not found["connected"]:
            code = "carrier_not_connected" if found is None else "carrier_disconnected"
            message = f"The carrier se-{number} is not connected."
            self._errors.append(entry(code, message, carrier_id=f"se-{number}"))
            return
        if not login_works(self._desk):
            self._errors.append(login_error(f"se-{number}"))
            return
        before, refusals = len(self._rates), []
        for code, package in self._wanted():
            try:
                amounts = price(self._shipment, code, package)
            except Unpriced as refusal:
                if self._options.packages or package == self._own:
                    refusals.append(refusal)
                if self._options.services:
                    self._invalid.append(self._refused(number, brief(found), code, package, refusal))
                continue
            self._rates.append(self._rate(brief(found), code, package, amounts))
        if len(self._rates) == before and refusals:
            self._errors += _errors(refusals, brief(found))

    def _wanted(self) -> list[tuple[str, str]]:
        """Every pair of service and package to price; without a filter all that are sold."""
        services = self._options.services or [item["code"] for item in offer()["services"]]
        boxes = [item["code"] for item in offer()["packages"] if item["flat_rate"]]
        every = [self._own, *(code for code in boxes if code != self._own)]
        return [(code, package) for code in services for package in (self._options.packages or every)]

    def _rate(self, payer: Json, code: str, package: str, amounts: Price) -> Json:
        number = self._desk.number("rate")
        rate = {"rate_id": f"se-{number}", "rate_type": self._options.rate_type}
        rate |= rate_body(self._shipment, payer, code, package, amounts)
        self._desk.connection.execute(
            "INSERT INTO rate (id, mode, shipment_id, created_at, body) VALUES (?, ?, ?, ?, ?)",
            (number, self._desk.mode, self._row["id"], stored(self._desk.now), dump(rate)),
        )
        return rate

    def _refused(self, number: int, payer: Json, code: str, package: str, refusal: Unpriced) -> Json:
        rate = {"rate_id": f"se-{self._desk.number('rate')}", "rate_type": self._options.rate_type}
        rate |= rate_body(self._shipment, payer, code, package, Price(0, 0, 0, 0, None, 0))
        return rate | {"validation_status": "invalid", "error_messages": [refusal.reason], "zone": None}

    def response(self) -> Json:
        status = "completed"
        if self._errors:
            status = "partial" if self._rates else "error"
        working = self._desk.switches.rates_working_seconds > 0 and bool(self._rates)
        _mark_best(self._rates)
        return {
            "rates": [] if working else self._rates,
            "invalid_rates": [] if working else self._invalid,
            "rate_request_id": f"se-{self._desk.number('rate_request')}",
            "shipment_id": f"se-{self._row['id']}",
            "created_at": at_creation(stored(self._desk.now)),
            "status": "working" if working else status,
            "errors": self._errors,
        }


def _errors(refusals: list[Unpriced], payer: Json) -> list[Json]:
    """Each reason once. A reason with a code of its own stands before the carrier's texts."""
    coded = {one.code: one for one in refusals if one.code != "unspecified"}
    if coded:
        return [entry(code, one.reason, **payer_fields(payer)) for code, one in coded.items()]
    at_home = [one for one in refusals if "does not go to" not in one.reason] or refusals
    return [carrier_refusal(text, payer) for text in dict.fromkeys(one.reason for one in at_home)]


def payer_fields(payer: Json) -> Json:
    return {
        "carrier_id": payer["carrier_id"],
        "carrier_code": payer["carrier_code"],
        "carrier_name": "Stamps.com",
    }


def rate_body(shipment: Json, payer: Json, code: str, package: str, amounts: Price) -> Json:
    """A rate without its id, as in a reply."""
    day = date.fromisoformat(shipment["ship_date"])
    arrives = postal_day_on_or_after(day + timedelta(days=amounts.days))
    terms = service(code)
    return {
        "carrier_id": payer["carrier_id"],
        "shipping_amount": dollars(amounts.shipping),
        "insurance_amount": dollars(amounts.insurance),
        "confirmation_amount": dollars(amounts.confirmation),
        "other_amount": dollars(amounts.other),
        "requested_comparison_amount": dollars(comparison(shipment, amounts)),
        "tax_amount": None,
        "rate_details": [],
        "zone": amounts.zone,
        "package_type": package,
        "delivery_days": amounts.days,
        # Looks random, as recorded: it promises nothing (api.md 9.1).
        "guaranteed_service": code == "usps_media_mail",
        "estimated_delivery_date": shipment_day(arrives),
        "carrier_delivery_days": str(amounts.days),
        "ship_date": shipment_day(day),
        "negotiated_rate": False,
        "service_type": terms["name"] if terms else code,
        "service_code": code,
        "trackable": True,
        "carrier_code": payer["carrier_code"],
        "carrier_nickname": payer["nickname"],
        "carrier_friendly_name": "Stamps.com",
        "validation_status": "valid",
        "warning_messages": [],
        "error_messages": [],
        "rate_attributes": [],
    }


def _mark_best(rates: list[Json]) -> None:
    if not rates:
        return
    min(rates, key=_sum)["rate_attributes"].append("cheapest")
    min(rates, key=lambda rate: (rate["delivery_days"], _sum(rate)))["rate_attributes"].append("fastest")


def _sum(rate: Json) -> float:
    parts = ("shipping_amount", "insurance_amount", "confirmation_amount", "other_amount")
    return sum(float(rate[name]["amount"]) for name in parts)


def find_rate(desk: Desk, rate_id: str) -> Json:
    """A rate that can still be bought. Raises Problem when it is unknown or too old."""
    row = desk.found("rate", path_id(rate_id), "rate_id", rate_id)
    life = desk.switches.rate_ttl_seconds
    if life and row["created_at"] < stored(desk.now - timedelta(seconds=life)):
        message = "The rate has expired. Ask for rates again."
        raise problems.against_the_rules("invalid_status", message, field_name="rate_id", field_value=rate_id)
    if row["created_at"] > _ready_until(desk):
        raise problems.unknown("rate_id", rate_id)
    rate: Json = load(row["body"])
    return rate | {"shipment": row["shipment_id"]}


def cents_of(rate: Json) -> int:
    """What buying a rate costs."""
    return round(_sum(rate) * 100)


def get_rate(desk: Desk, rate_id: str) -> Json:
    rate = find_rate(desk, rate_id)
    del rate["shipment"]
    return rate


def get_shipment_rates(desk: Desk, shipment_id: str) -> Json:
    """What was asked for a shipment before, since a time if one is given."""
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    since = _SINCE.read(desk.query[_SINCE.name]) if desk.query.get(_SINCE.name) else ""
    query = "SELECT * FROM rate WHERE shipment_id = ? AND created_at >= ? ORDER BY id"
    rows: list[Any] = desk.connection.execute(query, (row["id"], since)).fetchall()
    ready = [one for one in rows if one["created_at"] <= _ready_until(desk)]
    return {
        "rates": [load(one["body"]) for one in ready],
        "invalid_rates": [],
        "rate_request_id": f"se-{desk.number('rate_request')}",
        "shipment_id": f"se-{row['id']}",
        "created_at": at_reading(rows[-1]["created_at"] if rows else row["created_at"]),
        "status": "completed" if len(ready) == len(rows) else "working",
        "errors": [],
    }


def _ready_until(desk: Desk) -> str:
    """Rates asked for up to this time are there: all, unless a switch makes them take a while."""
    wait = desk.switches.rates_working_seconds
    return stored(desk.now - timedelta(seconds=wait)) if wait > 0 else NO_END


ROUTES = (
    Route("POST", "/v1/rates", ask_rates),
    Route("GET", "/v1/rates/<rate_id>", get_rate),
    Route("GET", "/v1/shipments/<shipment_id>/rates", get_shipment_rates),
)
