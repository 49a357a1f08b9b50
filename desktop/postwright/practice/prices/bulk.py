"""The endpoint that asks rates for several shipments (api.md 9.3); they are read later by shipment."""

from __future__ import annotations

import sqlite3

from postwright.practice import problems
from postwright.practice.choices import listed
from postwright.practice.desk import Desk, Json, Route, body_ids
from postwright.practice.prices.rates import RateOptions, answered, keep_question, read_rate_options
from postwright.practice.shipments.calls import the_shipment


def ask_bulk(desk: Desk) -> list[Json]:
    """One element a shipment, without the rates themselves."""
    body = desk.body()
    options = read_rate_options(body)
    return [_brief(answered(desk, row, options)) for row in _shipments(desk, body, options)]


def _shipments(desk: Desk, body: Json, options: RateOptions) -> list[sqlite3.Row]:
    ids, inline = listed(body, "shipment_ids"), listed(body, "shipments")
    if bool(ids) == bool(inline):
        raise problems.empty("shipment_ids")
    if ids:
        return [the_shipment(desk, number, f"se-{number}", 400) for number in body_ids("shipment_ids", ids)]
    places = (f"request.shipments[{index}]" for index in range(len(inline)))
    return [keep_question(desk, value, options, place) for value, place in zip(inline, places, strict=True)]


def _brief(answer: Json) -> Json:
    names = ("rate_request_id", "shipment_id", "created_at", "status", "errors")
    return {name: answer[name] for name in names}


ROUTES = (Route("POST", "/v1/rates/bulk", ask_bulk),)
