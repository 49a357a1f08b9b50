"""Buys the labels of a batch when its time has come (api.md 19): each shipment once, by the one warehouse."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, replace
from datetime import timedelta

from postwright.practice import problems
from postwright.practice.choices import moment, text
from postwright.practice.desk import Desk, Json, dump, load
from postwright.practice.labels.options import LabelOptions, read_options
from postwright.practice.labels.purchase import Sale, sell
from postwright.practice.places.addresses import is_domestic
from postwright.practice.prices.rates import cents_of, find_rate
from postwright.practice.problems import Problem
from postwright.practice.shipments.calls import set_status
from postwright.practice.wire_text import read_stored, stored

_NOT_PENDING = "The shipment has the status {}."
_INCOMPLETE = "The shipment needs a carrier_id, a service_code and a warehouse_id."
_OTHER_WAREHOUSE = "All shipments of a batch must have the same warehouse_id."


def start(desk: Desk, batch: int, body: Json) -> None:
    """Queue an open batch. Raises Problem for options that the carrier does not do."""
    options = read_options(desk, body, domestic=True)
    day = _ship_date(body)
    changes = {
        "layout": options.label_layout,
        "format": options.label_format,
        "scheme": options.display_scheme,
        "options": asdict(options),
        "ship_date": day,
    }
    row = desk.one("SELECT body FROM batch WHERE id = ?", batch)
    assert row is not None
    desk.connection.execute(
        "UPDATE batch SET status = 'queued', processed_at = ?, due_at = ?, body = ? WHERE id = ?",
        (stored(desk.now), stored(desk.now + _step(desk)), dump(load(row["body"]) | changes), batch),
    )
    for row in _items(desk, batch, "error IS NULL"):
        shipment = _shipment(desk, row)
        if shipment is not None and shipment["status"] == "pending":
            set_status(desk, shipment["id"], "processing")


def _step(desk: Desk) -> timedelta:
    return timedelta(seconds=desk.switches.batch_seconds)


def _ship_date(body: Json) -> str | None:
    given = text(body, "ship_date")
    return moment(given, "ship_date").date().isoformat() if given else None


def _items(desk: Desk, batch: int, condition: str = "1") -> list[sqlite3.Row]:
    query = f"SELECT * FROM batch_item WHERE batch_id = ? AND {condition} ORDER BY shipment_id"
    return desk.connection.execute(query, (batch,)).fetchall()


def _shipment(desk: Desk, item: sqlite3.Row) -> sqlite3.Row | None:
    return desk.one("SELECT * FROM shipment WHERE id = ?", item["shipment_id"])


def go_on(desk: Desk) -> None:
    """Move every batch on whose time has come, at the moment when it was due."""
    query = "SELECT * FROM batch WHERE status IN ('queued', 'processing') AND due_at <= ? ORDER BY due_at, id"
    while (row := desk.one(query, stored(desk.now))) is not None:
        then = replace(desk, now=read_stored(row["due_at"]), mode=row["mode"])
        status = "processing" if row["status"] == "queued" else _finish(then, row)
        desk.connection.execute(
            "UPDATE batch SET status = ?, due_at = ? WHERE id = ?",
            (status, stored(then.now + _step(desk)), row["id"]),
        )


def _finish(desk: Desk, batch: sqlite3.Row) -> str:
    """Buy everything that can be bought, and say how it went."""
    items = _items(desk, batch["id"], "error IS NULL")
    if not _fit_together(desk, items):
        return "invalid"
    for item in items:
        _buy(desk, batch, item)
    return "completed_with_errors" if _items(desk, batch["id"], "error NOT NULL") else "completed"


def _fit_together(desk: Desk, items: list[sqlite3.Row]) -> bool:
    """Whether every shipment can be shipped and all leave from one warehouse; writes down which cannot."""
    places, fine = set(), bool(items)
    for item in items:
        shipment = _shipment(desk, item)
        body = load(shipment["body"]) if shipment else {}
        rated = item["rate_id"] is not None
        if not body.get("warehouse_id") or not (rated or (body["carrier_id"] and body["service_code"])):
            _fail(desk, item, _INCOMPLETE)
            fine = False
        places.add(body.get("warehouse_id"))
    if fine and len(places) > 1:
        for item in items:
            _fail(desk, item, _OTHER_WAREHOUSE)
    fine = fine and len(places) == 1
    if not fine:
        for item in items:
            _release(desk, item)
    return fine


def _release(desk: Desk, item: sqlite3.Row) -> None:
    """A shipment that waited for the batch is pending again."""
    shipment = _shipment(desk, item)
    if shipment is not None and shipment["status"] == "processing":
        set_status(desk, shipment["id"], "pending")


def _fail(desk: Desk, item: sqlite3.Row, reason: str) -> None:
    query = "UPDATE batch_item SET error = ? WHERE batch_id = ? AND shipment_id = ?"
    desk.connection.execute(query, (reason, item["batch_id"], item["shipment_id"]))


def _buy(desk: Desk, batch: sqlite3.Row, item: sqlite3.Row) -> None:
    _release(desk, item)
    shipment = _shipment(desk, item)
    assert shipment is not None
    if shipment["status"] != "pending":
        _fail(desk, item, _NOT_PENDING.format(shipment["status"]))
        return
    try:
        label = sell(desk, _sale(desk, batch, item, shipment))
    except Problem as problem:
        _fail(desk, item, str(problem.errors[0]["message"]))
        return
    query = "UPDATE batch_item SET label_id = ? WHERE batch_id = ? AND shipment_id = ?"
    desk.connection.execute(query, (label["id"], item["batch_id"], item["shipment_id"]))


def _sale(desk: Desk, batch: sqlite3.Row, item: sqlite3.Row, shipment: sqlite3.Row) -> Sale:
    """What is bought for one shipment, by the rate that it came with, if any. Raises Problem."""
    kept, body = load(batch["body"]), load(shipment["body"])
    changes: Json = {}
    quoted = None
    if kept["ship_date"]:
        changes["ship_date"] = kept["ship_date"]
    service, package = body["service_code"], body["packages"][0]["package_code"]
    if item["rate_id"] is not None:
        rate = find_rate(desk, f"se-{item['rate_id']}")
        service, package = rate["service_code"], rate["package_type"]
        changes["carrier_id"] = rate["carrier_id"]
        quoted = cents_of(rate)
    query = "UPDATE shipment SET body = json_patch(body, ?) WHERE id = ? RETURNING *"
    row = desk.one(query, dump(changes), shipment["id"])
    assert row is not None
    if kept["scheme"] != "label" and not is_domestic(body["ship_to"]):
        raise problems.bad_value("display_scheme", kept["scheme"])
    return Sale(
        row,
        service,
        package,
        LabelOptions(**kept["options"]),
        item["rate_id"],
        is_return=body["is_return"],
        batch_id=batch["id"],
        quoted=quoted,
    )
