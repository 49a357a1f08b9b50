"""Endpoints of labels (api.md 10): the three ways to buy, returns, reading and lists."""

from __future__ import annotations

import sqlite3

from postwright.practice import problems
from postwright.practice.choices import flag
from postwright.practice.desk import Desk, Json, Route, body_id, dump, load, path_id
from postwright.practice.labels.options import LabelOptions, read_options, wants_inline
from postwright.practice.labels.purchase import Sale, sell
from postwright.practice.labels.shape import show_label
from postwright.practice.pages import Filter, page_of, span
from postwright.practice.places.addresses import is_domestic
from postwright.practice.places.check import demand_good_address
from postwright.practice.prices.rates import cents_of, find_rate
from postwright.practice.shipments.calls import is_taken, keep_shipment, taken, the_shipment, visible_until
from postwright.practice.shipments.shape import EXTERNAL_ID_LENGTH, read_shipment
from postwright.practice.wire_text import stored


def the_label(desk: Desk, label_id: str) -> sqlite3.Row:
    """The row of a label by the id in a path. Raises Problem."""
    return desk.found("label", path_id(label_id), "label_id", label_id)


def _sold(desk: Desk, sale: Sale) -> Json:
    if sale.is_return and not is_domestic(load(sale.shipment["body"])["ship_to"]):
        raise _no_return("Returns are domestic only.")
    return show_label(desk, sell(desk, sale), inline=sale.options.inline, fresh=True)


def buy_inline(desk: Desk) -> Json:
    """POST /v1/labels: makes the shipment and buys at once."""
    return buy_parcel(desk, desk.body())


def buy_parcel(desk: Desk, body: Json) -> Json:
    """Buy for a shipment inside a body that also holds the options of the label. Raises Problem."""
    shipment = read_shipment(desk, body.get("shipment"))
    external = shipment["external_shipment_id"]
    if is_taken(desk, external) and desk.switches.duplicate_external_id == "refuse":
        raise taken(desk, external)
    options = read_options(desk, body, domestic=is_domestic(shipment["ship_to"]))
    is_return = flag(body, "is_return_label") or shipment["is_return"]
    if body.get("outbound_label_id") is not None:
        outbound = body_id("outbound_label_id", body["outbound_label_id"])
        _check_pair(shipment, the_label(desk, f"se-{outbound}"), is_return=is_return)
    demand_good_address(shipment, options.validate_address)
    row = keep_shipment(desk, shipment)
    package = shipment["packages"][0]["package_code"]
    return _sold(desk, Sale(row, shipment["service_code"], package, options, is_return=is_return))


def _check_pair(shipment: Json, outbound: sqlite3.Row, *, is_return: bool) -> None:
    """A return goes with an outbound label of the same account that is still good. Raises Problem."""
    body = load(outbound["body"])
    fits = is_return and not body["is_return"] and not body["international"]
    if not fits or outbound["voided_at"] or f"se-{outbound['carrier_id']}" != shipment["carrier_id"]:
        message = "The outbound label and the return label do not go together."
        extra = {"field_name": "outbound_label_id", "field_value": f"se-{outbound['id']}"}
        raise problems.against_the_rules("incompatible_paired_labels", message, **extra)


def buy_rate(desk: Desk, rate_id: str) -> Json:
    rate = find_rate(desk, rate_id)
    row = the_shipment(desk, rate["shipment"], rate_id)
    row = _with_carrier(desk, row, rate["carrier_id"])
    row, options = _options_for(desk, row)
    sale = Sale(
        row,
        rate["service_code"],
        rate["package_type"],
        options,
        path_id(rate_id),
        is_return=load(row["body"])["is_return"],
        quoted=cents_of(rate),
    )
    return _sold(desk, sale)


def buy_shipment(desk: Desk, shipment_id: str) -> Json:
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    shipment = load(row["body"])
    for field in ("carrier_id", "service_code"):
        if not shipment[field]:
            raise problems.empty(field)
    package = shipment["packages"][0]["package_code"]
    row, options = _options_for(desk, row)
    sale = Sale(row, shipment["service_code"], package, options, is_return=shipment["is_return"])
    return _sold(desk, sale)


def _with_carrier(desk: Desk, row: sqlite3.Row, carrier_id: str) -> sqlite3.Row:
    """A shipment that was only rated names no carrier yet: the rate does."""
    query = "UPDATE shipment SET body = json_set(body, '$.carrier_id', ?) WHERE id = ?"
    desk.connection.execute(query, (carrier_id, row["id"]))
    return the_shipment(desk, row["id"], f"se-{row['id']}")


def _options_for(desk: Desk, row: sqlite3.Row) -> tuple[sqlite3.Row, LabelOptions]:
    """The options of the request, and the shipment, its address as they want it. Raises Problem."""
    shipment: Json = load(row["body"])
    options = read_options(desk, desk.body(), domestic=is_domestic(shipment["ship_to"]))
    demand_good_address(shipment, options.validate_address)
    desk.connection.execute("UPDATE shipment SET body = ? WHERE id = ?", (dump(shipment), row["id"]))
    return the_shipment(desk, row["id"], f"se-{row['id']}"), options


def buy_return(desk: Desk, label_id: str) -> Json:
    """A label back to the sender, with the addresses swapped; it is charged now."""
    outbound = the_label(desk, label_id)
    if outbound["voided_at"] is not None:
        raise _no_return("The outbound label was voided.")
    shipment: Json = load(the_shipment(desk, outbound["shipment_id"], label_id)["body"])
    if not is_domestic(shipment["ship_to"]):
        raise _no_return("Returns are domestic only.")
    options = read_options(desk, desk.body(), domestic=True)
    receiver, sender = shipment["ship_to"], shipment["return_to"]
    origin = {name: value for name, value in receiver.items() if name != "geolocation"}
    shipment |= {
        "ship_to": {"geolocation": None, **sender},
        "ship_from": origin,
        "return_to": origin,
        "warehouse_id": None,
        "is_return": True,
        "external_shipment_id": None,
        "shipment_number": None,
    }
    row = keep_shipment(desk, shipment)
    package = load(outbound["body"])["package"]["package_code"]
    return _sold(desk, Sale(row, outbound["service_code"], package, options, is_return=True))


def _no_return(message: str) -> problems.Problem:
    return problems.against_the_rules("return_label_not_supported", message)


def get_label(desk: Desk, label_id: str) -> Json:
    inline = wants_inline(desk.query.get("label_download_type"))
    return show_label(desk, the_label(desk, label_id), inline=inline)


def get_by_external_id(desk: Desk, external: str) -> Json:
    """The earliest label of an external id, voided or not."""
    row = desk.one(
        "SELECT * FROM label WHERE mode = ? AND external_id = ? AND created_at <= ? ORDER BY created_at, id",
        desk.mode,
        external[:EXTERNAL_ID_LENGTH],
        visible_until(desk),
    )
    if row is None:
        raise problems.unknown("external_shipment_id", external)
    return show_label(desk, row, inline=wants_inline(desk.query.get("label_download_type")))


_STATUSES = frozenset("processing completed error voided".split())
_REFUNDS = frozenset("request_scheduled pending approved rejected excluded".split())
_WAREHOUSE = "(SELECT body ->> 'warehouse_id' FROM shipment WHERE id = shipment_id) = 'se-' || ?"
_FILTERS = (
    Filter("service_code", "service_code = ?"),
    Filter("carrier_id", "carrier_id = ?", number=True),
    Filter("tracking_number", "tracking_number = ?"),
    Filter("rate_id", "rate_id = ?", number=True),
    Filter("shipment_id", "shipment_id = ?", number=True),
    Filter("batch_id", "body ->> 'batch_id' = 'se-' || ?", number=True),
    Filter("warehouse_id", _WAREHOUSE, number=True),
    Filter("refund_status", "body ->> '$.refund.status' IN ({})", many=True, words=_REFUNDS),
    *span("created_at"),
)


def _status_filter(desk: Desk) -> Filter:
    """A label that is not voided is `processing` until its documents are made."""
    made = f"coalesce(body ->> 'ready_at', '') <= '{stored(desk.now)}'"
    named = f"CASE WHEN voided_at NOT NULL THEN 'voided' WHEN {made} THEN 'completed' ELSE 'processing' END"
    return Filter("label_status", f"{named} = ?", words=_STATUSES)


def list_labels(desk: Desk) -> Json:
    inline = wants_inline(desk.query.get("label_download_type"))

    def show(row: sqlite3.Row) -> Json:
        return show_label(desk, row, inline=inline)

    sorts = ("modified_at", "voided_at")
    filters = (_status_filter(desk), *_FILTERS)
    return page_of(desk, "label", "labels", filters, show, until=visible_until(desk), sorts=sorts)


ROUTES = (
    Route("POST", "/v1/labels", buy_inline),
    Route("GET", "/v1/labels", list_labels),
    Route("POST", "/v1/labels/rates/<rate_id>", buy_rate),
    Route("POST", "/v1/labels/shipment/<shipment_id>", buy_shipment),
    Route("GET", "/v1/labels/external_shipment_id/<path:external>", get_by_external_id),
    Route("GET", "/v1/labels/<label_id>", get_label),
    Route("POST", "/v1/labels/<label_id>/return", buy_return),
)
